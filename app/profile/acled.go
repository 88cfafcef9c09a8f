package profile

// acled is the Armed Conflict Location & Event Data project. Columns: a header
// of a data export file since 2023-03-20, and the columns removed then, from
// its guide to the 2023 column changes. Dates are 2023-01-31 (API), 16 May 2025
// (export) and dd-mm-yyyy (codebook of acledR); spreadsheets make 31-Jan-23 of
// them, where the column year says which century.
//
// Codes: ACLED Codebook of 2023 and 2024, as the documentation of the R package
// mapme.biodiversity 0.9.1 (2024) restates it. time_precision 1 is the day, 2
// the week or about as long, 3 the month, of which the middle is given (the
// short codebook inside the R package acledR says the middle of a week);
// geo_precision 1 a town, 2 a small part of a region with the point of a town
// in or near it, 3 a larger region, whose capital or so the point is. fatalities
// are an estimate after the reports, the lowest where they differ, and 0 where
// none is reported (ACLED's answers about fatalities, 7 May 2024). The codes of
// inter1 and inter2 are not taken. Terms: ACLED's Terms of Use and Attribution
// Policy, which asks for the day of access and the filters.
//
// ACLED says that Actor 1 is not the one who began: the labels are its own, and
// the titles name both actors in the order of the file.
var acled = Profile{
	Name: "acled", Title: "ACLED",
	Columns: columnsOf("event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1," +
		"actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude," +
		"geo_precision,source,source_scale,notes,fatalities,tags,timestamp"),
	Earlier: columnsOf("data_id,event_id_no_cnty,iso3,iso4"),
	Keys:    []string{"event_id_cnty", "event_date", "event_type", "actor1", "geo_precision", "fatalities"},
	Labels:  map[Role]string{"actor": "Actor 1", "killed": "Reported fatalities", "attack_type": "Sub-event type"},
	Note: "Actor 1 need not be the one who began; fatalities are estimates after reports, the lowest where these differ, " +
		"and 0 means that none are reported",
	Terms: Terms{
		Licence:     "ACLED terms of use: the records may not be passed on to others, nor shown in a service like ACLED's",
		URL:         "https://acleddata.com/",
		Private:     true,
		Attribution: "ACLED (Armed Conflict Location & Event Data), acleddata.com.{date}{filters}",
	},
	Uses: []Use{
		{Role: "id", Columns: []string{"event_id_cnty"}},
		{Role: "title", Columns: []string{"sub_event_type", "event_type"}, Format: First},
		{Role: "title", Columns: []string{"location"}},
		{Role: "summary", Columns: []string{"notes"}},
		{Role: "start", Columns: []string{"event_date", "year"}, Format: DayFirst},
		{Role: "date_precision", Columns: []string{"time_precision"}, Codes: map[string]string{"1": "day", "2": "week", "3": "month"}},
		{Role: "place", Columns: []string{"location"}},
		{Role: "admin1", Columns: []string{"admin1"}},
		{Role: "country", Columns: []string{"country"}},
		{Role: "latitude", Columns: []string{"latitude"}},
		{Role: "longitude", Columns: []string{"longitude"}},
		{Role: "geo_precision", Columns: []string{"geo_precision"}, Codes: map[string]string{"1": "city", "2": "district", "3": "province"}},
		{Role: "attack_type", Columns: []string{"sub_event_type", "event_type"}, Format: First},
		{Role: "actor", Columns: []string{"actor1"}},
		{Role: "attribution_note", Columns: []string{"assoc_actor_1"}, Says: "associated with Actor 1: %s"},
		{Role: "attribution_note", Columns: []string{"actor2"}, Says: "Actor 2: %s"},
		{Role: "attribution_note", Columns: []string{"assoc_actor_2"}, Says: "associated with Actor 2: %s"},
		{Role: "targets", Columns: []string{"civilian_targeting"}},
		{Role: "killed", Columns: []string{"fatalities"}},
		{Role: "tags", Columns: []string{"disorder_type"}},
		{Role: "tags", Columns: []string{"event_type"}},
		{Role: "tags", Columns: []string{"tags"}, Format: Semicolons},
		{Role: "source_title", Columns: []string{"source"}},
		{Role: Facet, Columns: []string{"event_type"}, Says: "Event type"},
		{Role: Facet, Columns: []string{"disorder_type"}, Says: "Disorder type"},
		{Role: Facet, Columns: []string{"inter1"}, Says: "Type of Actor 1", Codes: acledActors},
		{Role: Facet, Columns: []string{"actor2"}, Says: "Actor 2"},
		{Role: Facet, Columns: []string{"inter2"}, Says: "Type of Actor 2", Codes: acledActors},
		{Role: Facet, Columns: []string{"source_scale"}, Says: "Source scale"},
	},
}

// acledActors are the types of actors as files had them until words took the
// place of the numbers.
var acledActors = map[string]string{
	"1": "State forces", "2": "Rebel groups", "3": "Political militias", "4": "Identity militias", "5": "Rioters", "6": "Protesters",
	"7": "Civilians", "8": "External/Other forces", "0": "", Any: Same,
}
