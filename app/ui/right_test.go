package ui

import (
	"runtime"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/event"
	"wherewhen/app/intake"
	"wherewhen/app/onefile"
	"wherewhen/app/session"
)

// privatePage shows a person's own file that may not be passed on.
func privatePage() *Page {
	p := pageOf(event.Synthetic(50, 1), nil, nil)
	p.own = &ownFile{name: "mine.csv", session: session.New(event.Synthetic(40, 2), nil, nil), Report: intake.Report{Terms: intake.Terms{
		Licence: "terms of A: not to be passed on", LicenceURL: "https://example.org/terms", Private: true,
		Attribution: "A source. Accessed 2026-11-25. Filters: " + intake.Chosen + ".",
	}}}
	p.session = p.own.session
	return p
}

// What is taken of such a file says so, with the filters in force in words.
func TestTakenOfPrivateRecords(t *testing.T) {
	p := privatePage()
	for _, c := range []struct{ query, filters string }{{"", "none"}, {"place", "“place”"}} {
		s := *p.session.State()
		s.Query = c.query
		p.session.Apply(s)
		taken := p.take(event.NewDate(2026, 11, 25), "https://example.org/")
		taken.look(english, func() {})
		want := "A source. Accessed 2026-11-25. Filters: " + c.filters + "."
		texts := map[string]string{
			"note": english.note(&taken.about), "CSV": strings.Join(english.aboutFile(&taken.about), " | "),
			"picture and paper": strings.Join(p.origin(taken, ""), " "),
		}
		if runtime.GOOS != "js" { // there it takes the address of a page
			texts["citation"] = (&card{Page: p}).record().Source
		}
		for name, text := range texts {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %q:\n%s", name, want, text)
			}
			if name == "note" || name == "CSV" {
				for _, part := range []string{english.take.keep, "terms of A: not to be passed on, https://example.org/terms"} {
					if !strings.Contains(text, part) {
						t.Errorf("%s lacks %q:\n%s", name, part, text)
					}
				}
			}
		}
	}
	p.turn(p.home)
	if taken := p.take(event.NewDate(2026, 11, 25), ""); taken.about.Notice != "" || strings.Contains(taken.about.Attribution, "source") {
		t.Errorf("the collection has %+v", taken.about)
	}
}

// Such events go into a file to be handed on only when the person says that
// they may, of these and no others.
func TestPrivateRecordsAreHandedOnOnlyWhenConfirmed(t *testing.T) {
	p := privatePage()
	s := &share{Page: p, open: true}
	if shown, all := s.leftOut(); s.keep() == nil || all != 40 || shown != 40 {
		t.Errorf("%d and %d stay out", shown, all)
	}
	html := app.HTMLString(s)
	for _, part := range []string{`href="https://example.org/terms"`, "40 events will not be in the file"} {
		if !strings.Contains(html, part) {
			t.Errorf("the menu lacks %q:\n%s", part, html)
		}
	}
	s.right = p.session
	out := func() int {
		_, all := s.leftOut()
		return all
	}
	if s.keep() != nil || out() != 0 || strings.Contains(app.HTMLString(s), "will not be in the file") {
		t.Error("confirmed, they stay out")
	}
	p.own = &ownFile{name: "other.csv", session: session.New(event.Synthetic(30, 3), nil, nil), Report: p.own.Report}
	p.turn(p.own.session)
	if out() != 30 {
		t.Error("what was confirmed of one file holds of another")
	}
	p.turn(p.home)
	if s.keep() != nil || out() != 0 {
		t.Error("events of the collection stay out")
	}
	p.site.Collection = onefile.Collection{Own: true, Private: true, Attribution: "A source."}
	if out() != 50 || p.take(0, "").about.Attribution != "A source." {
		t.Error("a file that was saved forgets whose records it holds")
	}
}

// Of several files in one table only the events of those stay out that may not
// be passed on, and each source is named with the filters in force.
func TestPrivateRecordsAmongOthers(t *testing.T) {
	table, _, _, err := event.Join("File", []string{"free.csv", "private.csv"}, []*event.Table{event.Synthetic(20, 1), event.Synthetic(30, 2)}, func() {})
	if err != nil {
		t.Fatal(err)
	}
	p := pageOf(table, nil, nil)
	p.own = &ownFile{name: "free.csv + private.csv", session: p.session, Report: intake.Report{Terms: intake.Terms{
		Private: true, PrivateFiles: []string{"private.csv"}, Attribution: "A. Filters: " + intake.Chosen + ". B. Filters: " + intake.Chosen + ".",
	}}}
	s := &share{Page: p, open: true}
	if shown, all := s.leftOut(); shown != 30 || all != 30 {
		t.Errorf("%d and %d stay out", shown, all)
	}
	if html := app.HTMLString(s); !strings.Contains(html, "All events (20)") || !strings.Contains(html, "30 events will not be in the file") {
		t.Errorf("%s", html)
	}
	if keep := s.keep(); !keep(0) || keep(20) || keep(49) {
		t.Error("others stay out")
	}
	if got := p.take(0, "").about.Attribution; got != "A. Filters: none. B. Filters: none." {
		t.Errorf("named as %q", got)
	}
}
