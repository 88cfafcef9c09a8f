package ui

import (
	"strings"
	"testing"

	"wherewhen/app/citation"
	"wherewhen/app/event"
	"wherewhen/app/intake"
)

func TestErrorReport(t *testing.T) {
	table, _, err := intake.Read("f.csv", []byte("id,title,start,end,date_precision,place,country,geo_precision,killed_low,killed,attribution,longitude,latitude,source_title,source_url,source_2_url\n"+
		"2019-05-x,\"Bombing, with\nlines\",2019-05,2019-05,month,Quetta,Pakistan,city,3,4,claimed,67,30.2,A page,https://example.org/a,https://example.org/b\n"))
	if err != nil {
		t.Fatal(err)
	}
	r := citation.Record{ID: "2019-05-x", Collection: "Attacks", Version: "3a9f", Link: "https://example.org/#event=2019-05-x"}
	golden(t, "report.txt", english.errorReport(&r, table.Event(0)))

	// Of an event of which little is known it states no more.
	bare := event.Event{ID: "x", Title: "x", Killed: event.UnknownRange, Injured: event.UnknownRange}
	got := english.errorReport(&citation.Record{ID: "x"}, bare)
	for _, no := range []string{"Place:", "Point:", "Link:", "Version", "Source", "0"} {
		if strings.Contains(strings.ReplaceAll(got, "1970", ""), no) {
			t.Errorf("the report has %q:\n%s", no, got)
		}
	}
}

func TestNote(t *testing.T) {
	p := pageOf(event.Synthetic(50, 1), nil, nil)
	p.site.Collection.Title = "Attacks"
	p.site.Collection.Licence, p.site.Collection.LicenceURL = "CC BY 4.0", "https://example.org/by"
	s := *p.session.State()
	s.Chosen[0] = []string{"attack"}
	s.Query = "place"
	p.session.Apply(s)
	taken := p.take(event.NewDate(2026, 11, 25), "https://example.org/#kind=attack")
	taken.look(english, func() {})
	golden(t, "note.txt", english.note(&taken.about))
	if taken.name != "attacks-2026-11-25" {
		t.Errorf("the file is called %s", taken.name)
	}

	// A link that others cannot follow is none.
	if taken = p.take(0, "file:///home/me/page.html#kind=attack"); taken.about.Link != "" {
		t.Errorf("the link is %s", taken.about.Link)
	}
}
