package ui

import (
	"regexp"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/event"
)

var tags = regexp.MustCompile(`\s*<[^>]*>\s*`)

// What is claimed is said to be from the sources named for it, and from no
// other; of rival claims, that the notes alone may say whose is whose.
func TestClaims(t *testing.T) {
	source := func(publisher string, supports ...string) event.Source {
		return event.Source{Publisher: publisher, Title: "title of " + publisher, URL: "https://example.org/" + publisher, Supports: supports}
	}
	w := english
	for _, c := range []struct {
		attribution string
		sources     []event.Source
		want        string
	}{
		{"disputed", []event.Source{source("one", "date", "attribution"), source("two", "casualties"), source("three", "attribution")}, w.accordingTo + "|one|three|" + w.rivalClaims},
		{"disputed", []event.Source{source("one", "attribution"), source("two", "date")}, w.accordingTo + "|one"},
		{"claimed", []event.Source{source("one", "attribution"), source("two", "attribution")}, w.accordingTo + "|one|two"},
		{"claimed", []event.Source{source("", "attribution")}, w.accordingTo + "|title of"},
		{"suspected", []event.Source{source("one", "date"), source("two")}, w.noneForAttribution},
		{"suspected", []event.Source{source("one"), source("two")}, ""},
		{"none", []event.Source{source("one", "attribution")}, ""},
		{"", []event.Source{source("one", "attribution")}, ""},
	} {
		html := ""
		if said := claims(w, &event.Event{Attribution: c.attribution, Sources: c.sources}); said != nil {
			html = app.HTMLString(said)
		}
		got := strings.Trim(regexp.MustCompile(`\|+`).ReplaceAllString(tags.ReplaceAllString(html, "|"), "|"), "|")
		if got != c.want {
			t.Errorf("%s by %v: %q, want %q", c.attribution, c.sources, got, c.want)
		}
		for _, s := range c.sources {
			if s.Publisher != "" && strings.Contains(c.want, "|"+s.Publisher) != strings.Contains(html, s.URL) {
				t.Errorf("%s: %s is linked: %v", c.attribution, s.URL, strings.Contains(html, s.URL))
			}
		}
	}
}
