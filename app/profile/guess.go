package profile

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// names are what columns of a role are called, the best first.
var names = []struct {
	role  Role
	names []string
}{
	{"id", columnsOf("id,event_id,eventid,incident_id,uuid,uid,slug,record_id,case_id,nr,no,ref,reference_number")},
	{"title", columnsOf("title,headline,name,event,event_name,incident,heading,label")},
	{"summary", columnsOf("summary,description,notes,note,text,details,desc,narrative,comment,comments")},
	{"time", columnsOf("time,time_of_day,local_time,hour")},
	{"place", columnsOf("place,location,city,town,place_name,location_name,village,site,locality,address")},
	{"admin1", columnsOf("admin1,province,state,governorate,adm_1,adm1,region,oblast,provstate,admin_1")},
	{"country", columnsOf("country,country_name,nation,country_txt")},
	{"country_code", columnsOf("country_code,iso2,iso_a2,iso_3166_1_alpha_2,countrycode")},
	{"attack_type", columnsOf("attack_type,event_type,type,category,incident_type,attacktype,kind,sub_event_type,type_of_attack")},
	{"actor", columnsOf("actor,perpetrator,group,perpetrator_group,actor1,organisation,organization,group_name,attacker")},
	{"killed_low", columnsOf("killed_low,killed_min,min_killed,deaths_low,fatalities_low,low,deaths_min,min_deaths,minimum_deaths")},
	{"killed_high", columnsOf("killed_high,killed_max,max_killed,deaths_high,fatalities_high,high,deaths_max,max_deaths,maximum_deaths")},
	{"killed", columnsOf("killed,fatalities,deaths,dead,kills,fatality,number_killed,killed_best,best,death_toll,casualties_killed,nkill,total_killed,people_killed")},
	{"injured", columnsOf("injured,wounded,injuries,number_injured,nwound,total_injured,people_injured")},
	{"source_url", columnsOf("source_url,url,link,source_link,href,source,sources,reference,web,website")},
	{"source_publisher", columnsOf("source_publisher,publisher,source_name,outlet,media")},
	{"source_date", columnsOf("source_date")},
	{"tags", columnsOf("tags,keywords,labels")},
	{"targets", columnsOf("targets,target,target_type,targtype")},
}

var (
	latitudeNames  = columnsOf("latitude,lat,y,y_coord,ycoord,latitud,breite,breitengrad,lat_dd,latitude_wgs84,point_y,decimal_latitude,decimallatitude")
	longitudeNames = columnsOf("longitude,lon,lng,long,x,x_coord,xcoord,longitud,laenge,lon_dd,longitude_wgs84,point_x,decimal_longitude,decimallongitude")
	pointNames     = columnsOf("coordinates,coords,point,geometry,wkt,geom,geom_wkt,the_geom,latlon,lat_lon,latlng,lat_long,latitude_longitude,location,position,gps,geo,geolocation,shape")
	startNames     = columnsOf("start,start_date,date_start,date,event_date,date_of_event,incident_date,day,when,from,datum,fecha,date_of_incident,date_of_attack,timestamp,datetime,date_time,begin,started,occurred,occurred_at,year,event_year")
	endNames       = columnsOf("end,end_date,date_end,to,until,finish,ended,date_to")
	yearNames      = columnsOf("year,yyyy,iyear,event_year,start_year,yr,jahr")
	monthNames     = columnsOf("month,mm,imonth,event_month,start_month,mon,monat")
	dayNames       = columnsOf("day,dd,iday,event_day,start_day,tag")
	notDates       = columnsOf("inserted_at,updated_at,created_at,created,modified,source_date,timestamp,access_date,accessed,upload_date")
)

// Guess says what the columns may be for, by their names and by all values
// the survey has seen, each use with its reason. The error says that no column
// has dates.
func (s *Survey) Guess() (Found, error) {
	g := guess{Survey: s, at: positions(s.columns), used: make([]bool, len(s.columns))}
	f := Found{Title: "columns guessed", Confidence: Guessed, Of: len(s.columns)}
	g.start()
	if !slices.ContainsFunc(g.uses, func(u Use) bool { return u.Role == "start" }) {
		return f, fmt.Errorf("no column has dates: found %s", strings.Join(s.described(), ", "))
	}
	g.end()
	g.coordinates()
	for _, n := range names {
		g.named(n.role, n.names)
	}
	g.title()
	g.facets()
	f.Mapping, f.Questions = Mapping{Uses: g.uses}, g.questions
	if s.unnamed {
		f.Mapping.Columns = s.columns
	}
	for i, used := range g.used {
		if used {
			f.Matched++
		} else {
			f.Unknown = append(f.Unknown, s.columns[i])
		}
	}
	return f, nil
}

// described lists the columns, of many only the first.
func (s *Survey) described() (all []string) {
	for i, c := range s.columns {
		if i == 12 {
			return append(all, fmt.Sprintf("%d more", len(s.columns)-i))
		}
		all = append(all, strconv.Quote(shortened(c)))
	}
	return all
}

type guess struct {
	*Survey
	at        map[string]int
	used      []bool
	uses      []Use
	questions []string
}

func (g *guess) use(role Role, format, why string, columns ...int) {
	u := Use{Role: role, Format: format, Why: why}
	for _, c := range columns {
		u.Columns = append(u.Columns, g.columns[c])
		g.used[c] = true
	}
	g.uses = append(g.uses, u)
}

// among returns the first column with one of the names that is free and fits.
func (g *guess) among(names []string, fits func(c *seen) bool) (int, bool) {
	for _, n := range names {
		if i, ok := g.at[n]; ok && !g.used[i] && g.seen[i].filled > 0 && fits(&g.seen[i]) {
			return i, true
		}
	}
	return 0, false
}

// most reports whether n are nearly all of what a column holds.
func (c *seen) most(n int) bool { return c.filled > 0 && 10*n >= 9*c.filled }

// half reports whether n are at least half of it.
func (c *seen) half(n int) bool { return c.filled > 0 && 2*n >= c.filled }

func (c *seen) share(n int, of string) string {
	return fmt.Sprintf("%d of %d values are %s", n, c.filled, of)
}

func isDated(c *seen) bool { return c.half(c.dates()) }

// isSerial reports whether the numbers are days of a spreadsheet from 1954 to
// 2119; isUnix and isUnixMilli whether they are seconds and milliseconds from
// 2001 to 2286.
func isSerial(c *seen) bool { return c.most(c.numbers) && c.low >= 20000 && c.high <= 80000 }
func isUnix(c *seen) bool   { return c.most(c.numbers) && c.low >= 1e9 && c.high < 1e10 }
func isUnixMilli(c *seen) bool {
	return c.most(c.numbers) && c.low >= 1e12 && c.high < 1e13
}

func (g *guess) start() {
	anyDate := func(c *seen) bool { return isDated(c) || isSerial(c) || isUnix(c) || isUnixMilli(c) }
	year, hasYear := g.among(yearNames, func(c *seen) bool { return c.most(c.whole) && c.low >= 1 && c.high <= 9999 })
	months, hasMonth := g.among(monthNames, func(c *seen) bool {
		return c.most(c.whole) && c.low >= 0 && c.high <= 12 || c.numbers == 0 && len(c.distinct) <= 24
	})
	i, found := g.among(startNames, anyDate)
	if hasYear && hasMonth && (!found || g.seen[i].shapes[yearOnly] > 0 || g.seen[i].most(g.seen[i].shapes[noDate])) {
		parts := []int{year, months}
		if day, ok := g.among(dayNames, func(c *seen) bool { return c.half(c.whole) && c.low >= 0 && c.high <= 31 }); ok {
			parts = append(parts, day)
		}
		g.use("start", Parts, "columns named so, with whole numbers", parts...)
		return
	}
	why := "named so; "
	if !found {
		why = ""
		best := 0
		for c := range g.seen {
			col := &g.seen[c]
			if slices.Contains(notDates, name(g.columns[c])) || !col.most(col.dates()-col.shapes[yearOnly]) {
				continue
			}
			if n := col.dates(); n > best {
				i, best, found = c, n, true
			}
		}
	}
	if found {
		g.date("start", i, why)
	}
}

func (g *guess) date(role Role, i int, why string) {
	c := &g.seen[i]
	format := ""
	switch {
	case c.most(c.shapes[eightDigits]):
		format, why = Digits, why+c.share(c.shapes[eightDigits], "days as YYYYMMDD")
	case c.most(c.shapes[yearOnly]):
		format, why = YearOnly, why+c.share(c.shapes[yearOnly], "years")
	case isSerial(c):
		format, why = Excel, why+c.share(c.numbers, "numbers as spreadsheets count days")
	case isUnixMilli(c):
		format, why = UnixMilli, why+c.share(c.numbers, "milliseconds since 1970; the days are those of UTC")
	case isUnix(c):
		format, why = Unix, why+c.share(c.numbers, "seconds since 1970; the days are those of UTC")
	default:
		why += c.share(c.dates(), "dates")
		var order string
		if format, order = c.order(); order != "" {
			why += "; " + order
		}
		if format == Undecided {
			g.questions = append(g.questions, "column "+g.columns[i]+": "+order)
		}
		if n := c.shapes[looseYear]; n > 0 {
			why += fmt.Sprintf("; of %d texts only the year is taken", n)
		}
	}
	g.use(role, format, why, i)
}

func (g *guess) end() {
	if i, ok := g.among(endNames, func(c *seen) bool { return isDated(c) || isSerial(c) }); ok {
		g.date("end", i, "named so; ")
	}
}

func (g *guess) coordinates() {
	degrees := func(c *seen) bool { return c.half(c.numbers + c.degrees) }
	lat, hasLat := g.among(latitudeNames, degrees)
	lon, hasLon := g.among(longitudeNames, degrees)
	if hasLat && hasLon {
		for _, c := range [...]struct {
			role Role
			at   int
		}{{"latitude", lat}, {"longitude", lon}} {
			col := &g.seen[c.at]
			why := "named so; " + col.share(col.numbers+col.degrees, "degrees")
			if c.role == "latitude" && col.beyond > 0 && g.seen[lon].beyond == 0 {
				why += fmt.Sprintf("; %d are beyond 90: latitude and longitude may be exchanged", col.beyond)
				g.questions = append(g.questions, fmt.Sprintf("column %s: %d of %d values are no latitudes; are %s and %s exchanged?",
					g.columns[lat], col.beyond, col.filled, g.columns[lat], g.columns[lon]))
			}
			g.use(c.role, "", why, c.at)
		}
		return
	}
	point := func(c *seen) bool { return c.half(c.wkt + c.pairs) }
	i, ok := g.among(pointNames, point)
	why := "named so; "
	if !ok {
		why = ""
		for c := range g.seen {
			if !g.used[c] && g.seen[c].most(g.seen[c].wkt+g.seen[c].pairs) {
				i, ok = c, true
				break
			}
		}
	}
	if !ok {
		return
	}
	c := &g.seen[i]
	switch {
	case c.wkt >= c.pairs:
		g.use(Point, WKT, why+c.share(c.wkt, "points as WKT"), i)
	case c.pairLon > 0 && c.pairLat == 0:
		g.use(Point, LonLat, why+c.share(c.pairs, "pairs of degrees")+fmt.Sprintf("; the first of %d can be no latitude", c.pairLon), i)
	default:
		reason := why + c.share(c.pairs, "pairs of degrees")
		switch {
		case c.pairLat == 0:
			reason += "; latitude is taken to be first, as is usual"
			g.questions = append(g.questions, "column "+g.columns[i]+": no pair says whether latitude or longitude is first; latitude is taken to be")
		case c.pairLon > 0:
			reason += fmt.Sprintf("; the first of %d can be no longitude, that of %d no latitude", c.pairLat, c.pairLon)
			g.questions = append(g.questions, "column "+g.columns[i]+": some pairs have latitude first, some longitude")
		default:
			reason += fmt.Sprintf("; the first of %d is the latitude", c.pairLat)
		}
		g.use(Point, LatLon, reason, i)
	}
}

// named uses a column for a role that is told by the name, if its values fit.
func (g *guess) named(role Role, names []string) {
	switch role.kind() {
	case figure:
		if i, ok := g.among(names, func(c *seen) bool { return c.half(c.figures) }); ok {
			g.use(role, "", "named so; "+g.seen[i].share(g.seen[i].figures, "numbers"), i)
		}
	case listText:
		if i, ok := g.among(names, func(*seen) bool { return true }); ok {
			separator := Semicolons
			commas, semicolons := 0, 0
			for v := range g.seen[i].distinct {
				commas += strings.Count(v, ",")
				semicolons += strings.Count(v, ";")
			}
			if commas > semicolons {
				separator = Commas
			}
			g.use(role, separator, "named so", i)
		}
	case ofSource:
		if role != "source_url" {
			if i, ok := g.among(names, func(*seen) bool { return true }); ok {
				g.use(role, "", "named so", i)
			}
			return
		}
		if i, ok := g.among(names, func(c *seen) bool { return c.half(c.links) }); ok {
			g.use(role, "", "named so; "+g.seen[i].share(g.seen[i].links, "addresses of pages"), i)
		} else if i, ok := g.among([]string{"source", "sources", "reference"}, func(*seen) bool { return true }); ok {
			g.use("source_title", "", "named so; no addresses of pages", i)
		}
	default:
		texts := func(c *seen) bool {
			return role == "id" || role == "time" || !c.most(c.numbers)
		}
		if role == "id" {
			texts = func(c *seen) bool { return 10*len(c.distinct) >= 9*min(c.filled, manyDistinct) }
		}
		if i, ok := g.among(names, texts); ok {
			why := "named so"
			if role == "id" {
				why = fmt.Sprintf("named so; %d different values", len(g.seen[i].distinct))
				if len(g.seen[i].distinct) == manyDistinct {
					why += " and more"
				}
			}
			g.use(role, "", why, i)
		} else if role == "id" {
			if i, ok := g.among(names, func(*seen) bool { return true }); ok {
				g.questions = append(g.questions, "column "+g.columns[i]+" is named as an id but has the same values again and again; the lines of the file number the events")
			}
		}
	}
}

// title makes a title of what was found when no column has one.
func (g *guess) title() {
	m := Mapping{Uses: g.uses}
	if _, ok := m.Use("title"); ok {
		return
	}
	u := Use{Role: "title", Why: "no column has titles"}
	for _, role := range [...]Role{"attack_type", "actor", "place", "admin1", "country"} {
		if of, ok := m.Use(role); ok {
			u.Columns = append(u.Columns, of.Columns...)
		}
	}
	if len(u.Columns) > 0 {
		g.uses = append(g.uses, u)
	}
}

// mostFacets is how many columns of an unknown file are made filters of, and
// mostValues how many different values such a column has.
const (
	mostFacets = 6
	mostValues = 60
)

// facets makes filters of columns nothing else is made of, whose few values come
// again and again: of those that are filled the most often.
func (g *guess) facets() {
	var all []int
	for i := range g.seen {
		c, n := &g.seen[i], len(g.seen[i].distinct)
		if !g.used[i] && n > 1 && n <= mostValues && 2*n <= c.filled && c.length <= mostValues*c.filled && c.links == 0 && !isDated(c) && g.at[name(g.columns[i])] == i {
			all = append(all, i)
		}
	}
	slices.SortStableFunc(all, func(a, b int) int { return g.seen[b].filled - g.seen[a].filled })
	all = all[:min(len(all), mostFacets)]
	slices.Sort(all)
	for _, i := range all {
		g.use(Facet, "", fmt.Sprintf("%d different values in %d rows", len(g.seen[i].distinct), g.seen[i].filled), i)
	}
}
