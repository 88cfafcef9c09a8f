package onefile

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"wherewhen/app/event"
	"wherewhen/app/intake"
	"wherewhen/app/session"
)

// Parts are where a document gets its parts, by their asset names: the files
// of a site, or those of one file opened before.
type Parts interface {
	Read(name string) ([]byte, error)     // contents
	Packed(name string) ([]byte, error)   // contents, gzipped
	Pack(contents []byte) ([]byte, error) // gzip
	Progress(done, of int)                // told before each part
}

// The parts of a document. Places by name and the detailed basemap are left
// out: they would double its size.
var (
	styles  = []string{"maplibre-css", "style", "loader-css"}
	scripts = []string{"wasm-exec", "pmtiles", "loader"}
	files   = []string{"app.wasm", "maplibre", "maplibre-worker", "basemap-sketch", "basemap-overview", "single", "licences", "regions", "areas", "indicators", "outlines", "backdrop"}
)

// optional are the files a site may be without.
var optional = []string{"licences", "regions", "areas", "indicators", "outlines", "backdrop"}

// Choice is what to save.
type Choice struct {
	Session *session.Session // its events and the state it shows
	All     bool             // all of its events, not only those shown
	On      event.Date       // today
	From    string           // address of the view; kept when it is one of http or https

	// Own is the name of the person's own file the session is of, "" when it is
	// of the site's collection. Nothing of the collection goes into the document
	// then.
	Own   string
	Terms intake.Terms // of that file, with the filters in its attribution

	// Keep reports whether an event may go into the document, nil for all.
	Keep func(row int) bool
}

// holds reports whether an event is to be saved.
func (c *Choice) holds(row int) bool {
	return (c.All || c.Session.Shows(row)) && (c.Keep == nil || c.Keep(row))
}

// Save returns what a session shows as one document. The site is the one the
// parts are of. The session is not changed.
func Save(parts Parts, site Site, c Choice) ([]byte, error) {
	if c.Own != "" {
		site = c.ownSite(site)
	}
	events, held, err := choose(parts, site, c)
	if err != nil {
		return nil, err
	}
	of := c.Session.Table.Len()
	if c.Keep != nil {
		for row := range c.Session.Table.Len() {
			if !c.Keep(row) {
				of--
			}
		}
	}
	d := Document{Site: site, Saved: Saved{On: c.On.String(), Of: of}, Events: listed(held)}
	if strings.HasPrefix(c.From, "https://") || strings.HasPrefix(c.From, "http://") {
		d.Saved.From = c.From
	}
	if c.Own != "" {
		d.Saved.From = "" // the address holds the view, not the file
	}
	if s := site.Saved; s != nil {
		d.Saved.Of, d.Saved.From = s.Of, s.From
	}
	d.Fragment = fragmentFor(held, c.Session)
	if err := d.gather(parts, events); err != nil {
		return nil, err
	}
	return d.Bytes()
}

// ownSite is a site without its collection, for events of the person's own.
func (c Choice) ownSite(site Site) Site {
	site.Title, site.Collection, site.Saved = c.Own, Collection{Own: true}, nil
	own := &site.Collection
	own.Title, own.Description, own.Licence, own.LicenceURL = c.Own, c.Terms.Attribution, c.Terms.Licence, c.Terms.LicenceURL
	own.Private, own.Attribution = c.Terms.Private, c.Terms.Attribution
	site.Files = maps.Clone(site.Files)
	for _, name := range []string{"events", "columns", "regions", "areas", "indicators"} {
		delete(site.Files, name)
	}
	return site
}

// choose returns the part with the chosen events and a session over them: the
// file of a collection, as it was written, or the columns of a person's own.
func choose(parts Parts, site Site, c Choice) (events Part, held *session.Session, err error) {
	s := c.Session
	whole := c.All && c.Keep == nil
	if c.Own != "" || site.hasOnly("columns", "events") {
		table := s.Table
		if !whole {
			if table, err = c.rows(); err != nil {
				return Part{}, nil, err
			}
		}
		return Part{"columns", event.Encode(table, s.Regions, s.Areas)}, session.New(table, s.Regions, s.Areas), nil
	}
	file, err := parts.Read("events")
	if err != nil {
		return Part{}, nil, err
	}
	if whole {
		return Part{"events", file}, session.New(s.Table, s.Regions, s.Areas), nil
	}
	var kept bytes.Buffer
	err = intake.SelectFeatures("events.geojson", bytes.NewReader(file), &kept, func(id string) bool {
		row, ok := s.Row(id)
		return ok && c.holds(row)
	})
	if err != nil {
		return Part{}, nil, err
	}
	table, _, err := intake.ReadEvents("events.geojson", bytes.NewReader(kept.Bytes()))
	if err != nil {
		return Part{}, nil, err
	}
	return Part{"events", kept.Bytes()}, session.New(table, s.Regions, s.Areas), nil
}

// hasOnly reports whether a site has one file and not another.
func (s *Site) hasOnly(one, other string) bool {
	_, has := s.Files[one]
	_, hasOther := s.Files[other]
	return has && !hasOther
}

// rows is a table of the events to be saved, of either period where two are
// compared.
func (c *Choice) rows() (*event.Table, error) {
	var held event.Builder
	held.OwnOf(c.Session.Table)
	for row := range c.Session.Table.Len() {
		if c.holds(row) {
			if err := held.Add(c.Session.Table.Event(row)); err != nil {
				return nil, err
			}
		}
	}
	return held.Table(), nil
}

// fragmentFor returns the link of what is shown without what the events held
// have none of, as values of facets that only others have. Colours tell the same
// field, whatever fewer events would have them tell.
func fragmentFor(held, shown *session.Session) string {
	s := shown.State().Clone()
	s.Rim = held.RimOf(shown.Rim())
	if _, ok := held.Row(s.Selected); !ok {
		s.Selected = ""
	}
	held.Apply(s)
	return held.State().Fragment()
}

// listed lists the events of a session that shows all, newest first.
func listed(s *session.Session) []Listed {
	list := make([]Listed, 0, s.Table.Len())
	for _, row := range s.ListRows() {
		e := s.Table.Event(int(row))
		list = append(list, Listed{Date: days(e.Span, e.Precision), Title: e.Title, Place: within(e.Place, e.Admin1, e.Country)})
	}
	return list
}

// within joins the names of a place and of what it lies in, each once.
func within(names ...string) string {
	var parts []string
	for _, name := range names {
		if name != "" && !slices.Contains(parts, name) {
			parts = append(parts, strings.Split(name, ", ")...)
		}
	}
	return strings.Join(parts, ", ")
}

// days writes a span in the style of ISO 8601, no more exactly than it is
// known; "" without a date.
func days(s event.Span, p event.Precision) string {
	if p == event.Undated {
		return ""
	}
	length := map[event.Precision]int{event.Month: len("2006-01"), event.Year: len("2006")}[p]
	if length == 0 {
		length = len("2006-01-02")
	}
	start, end := s.Start.String()[:length], s.End.String()[:length]
	if start == end {
		return start
	}
	return start + "/" + end
}

// gather brings all parts; those of the events are given.
func (d *Document) gather(parts Parts, events Part) error {
	template, err := parts.Read("single")
	if err != nil {
		return err
	}
	d.Template = template
	has := func(name string) bool {
		_, ok := d.Site.Files[name]
		return ok || !slices.Contains(optional, name)
	}
	done, of := 0, len(styles)+len(scripts)+len(files)+1
	bring := func(to *[]Part, names []string, read func(string) ([]byte, error)) error {
		for _, name := range names {
			parts.Progress(done, of)
			done++
			if !has(name) {
				continue
			}
			contents, err := read(name)
			if err != nil {
				return err
			}
			*to = append(*to, Part{name, contents})
		}
		return nil
	}
	for _, group := range []struct {
		to    *[]Part
		names []string
		read  func(string) ([]byte, error)
	}{
		{&d.Styles, styles, parts.Read},
		{&d.Scripts, scripts, parts.Read},
		{&d.Files, []string{events.Name}, func(string) ([]byte, error) { return parts.Pack(events.Contents) }},
		{&d.Files, files, parts.Packed},
	} {
		if err := bring(group.to, group.names, group.read); err != nil {
			return fmt.Errorf("gathering the parts of the file: %w", err)
		}
	}
	return nil
}
