package profile

// timemap are the event sheets of TimeMap (Forensic Architecture, Bellingcat)
// and the keys of its JSON: columns of data/timemap_data.xlsx of its datasheet
// server, keys of eventSchema.js. Its dates are M/D/Y unless a site has
// changed that, so the column decides.
var timemap = Profile{
	Name: "timemap", Title: "TimeMap",
	Columns: columnsOf("description,date,time,location,latitude,longitude,association#,source#,id,civId,graphic,time_precision,x,y,z,type," +
		"category,category_full,associations,sources,comments,time_display,narrative___stepStyles,shape,colour,filters"),
	Keys:   []string{"description", "date", "location", "latitude", "longitude"},
	Either: []string{"association#", "associations", "filters", "civId"},
	Uses: []Use{
		{Role: "id", Columns: []string{"id", "civId"}, Format: First},
		{Role: "title", Columns: []string{"description"}},
		{Role: "start", Columns: []string{"date"}, Format: Undecided},
		{Role: "time", Columns: []string{"time"}},
		{Role: "confidence_note", Columns: []string{"time_precision"}, Says: "time: %s"},
		{Role: "summary", Columns: []string{"comments"}},
		{Role: "place", Columns: []string{"location"}},
		{Role: "latitude", Columns: []string{"latitude"}},
		{Role: "longitude", Columns: []string{"longitude"}},
		{Role: "attack_type", Columns: []string{"type", "category"}, Format: First},
		{Role: "tags", Columns: []string{"association#", "associations", "filters"}},
		{Role: "source_title", Columns: []string{"source#", "sources"}},
		{Role: Facet, Columns: []string{"category"}, Says: "Category"},
		{Role: Facet, Columns: []string{"type"}, Says: "Type"},
		{Role: Facet, Columns: []string{"category_full"}, Says: "Full category"},
	},
}

// timelineJS are the sheets of TimelineJS: columns of its example sheet
// women_in_computing.csv and of ConfigFactory.js; sheets of its first version
// have Start Date, End Date and Tag, its JSON may have places. It shows text as HTML, which stays as
// written.
var timelineJS = Profile{
	Name: "timelinejs", Title: "TimelineJS",
	Columns: columnsOf("Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,Media Caption," +
		"Media Thumbnail,Type,Group,Background,Alt Text"),
	Earlier: columnsOf("Start Date,End Date,Tag,id,location,latitude,longitude"),
	Keys:    []string{"Headline", "Text", "Media"},
	Uses: []Use{
		{Role: "id", Columns: []string{"id"}},
		{Role: "title", Columns: []string{"Headline"}},
		{Role: "summary", Columns: []string{"Text"}},
		{Role: "start", Columns: []string{"Start Date"}, Format: Undecided},
		{Role: "end", Columns: []string{"End Date"}, Format: Undecided},
		{Role: "start", Columns: []string{"Year", "Month", "Day"}, Format: Parts},
		{Role: "end", Columns: []string{"End Year", "End Month", "End Day"}, Format: Parts},
		{Role: "time", Columns: []string{"Time"}},
		{Role: "place", Columns: []string{"location"}},
		{Role: "latitude", Columns: []string{"latitude"}},
		{Role: "longitude", Columns: []string{"longitude"}},
		{Role: "confidence_note", Columns: []string{"Display Date"}, Says: "date as shown: %s"},
		{Role: "tags", Columns: []string{"Type"}},
		{Role: "tags", Columns: []string{"Group", "Tag"}},
		{Role: "source_url", Columns: []string{"Media"}},
		{Role: "source_publisher", Columns: []string{"Media Credit"}},
		{Role: "source_title", Columns: []string{"Media Caption"}},
		{Role: Facet, Columns: []string{"Group", "Tag"}, Format: First, Says: "Group"},
		{Role: Facet, Columns: []string{"Type"}, Says: "Type"},
	},
}

// titleSlide is the type of the row that says what a timeline is about.
const titleSlide = "title"

// atlos is the CSV export of Atlos: columns of its export_controller.ex; those
// of a project come behind its sources.
var atlos = Profile{
	Name: "atlos", Title: "Atlos",
	Columns: columnsOf("slug,inserted_at,updated_at,latitude,longitude,status,assignments,description,date,time,general_location,tags,type," +
		"impact,equipment,geolocation_resolution,more_info,restrictions,sensitive,source_#"),
	Keys: []string{"slug", "inserted_at", "updated_at", "latitude", "longitude"},
	Uses: []Use{
		{Role: "id", Columns: []string{"slug"}},
		{Role: "title", Columns: []string{"description"}},
		{Role: "summary", Columns: []string{"more_info"}},
		{Role: "start", Columns: []string{"date"}, Format: YearFirst},
		{Role: "time", Columns: []string{"time"}},
		{Role: "place", Columns: []string{"general_location"}},
		{Role: "latitude", Columns: []string{"latitude"}},
		{Role: "longitude", Columns: []string{"longitude"}},
		{Role: "coordinate_source", Columns: []string{"geolocation_resolution"}, Says: "geolocated: %s"},
		{Role: "attack_type", Columns: []string{"type"}},
		{Role: "confidence_note", Columns: []string{"status"}, Says: "status: %s"},
		{Role: "tags", Columns: []string{"tags"}, Format: Commas},
		{Role: "tags", Columns: []string{"impact"}, Format: Commas},
		{Role: "tags", Columns: []string{"equipment"}, Format: Commas},
		{Role: "tags", Columns: []string{"sensitive"}, Format: Commas, Absent: []string{"Not Sensitive"}},
		{Role: "source_url", Columns: []string{"source_#"}},
		{Role: Facet, Columns: []string{"status"}, Says: "Status"},
		{Role: Facet, Columns: []string{"sensitive"}, Says: "Sensitive"},
		{Role: Facet, Columns: []string{"geolocation_resolution"}, Says: "Geolocation resolution"},
		{Role: Facet, Columns: []string{"restrictions"}, Says: "Restrictions"},
	},
}
