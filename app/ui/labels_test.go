package ui

import (
	"testing"

	"wherewhen/app/session"
)

func TestWordsOfTheSource(t *testing.T) {
	w := english.calling(map[string]string{"actor": "Actor 1", "killed": "Reported fatalities"})
	if w.facets[session.Actor] != "Actor 1" || w.grid.heads[session.ColumnActor] != "Actor 1" || w.grid.heads[session.ColumnKilled] != "Reported fatalities" {
		t.Error("what the source calls it is not what it is called")
	}
	if w.facets[session.AttackType] != english.facets[session.AttackType] || w.facets[session.Kind] != english.facets[session.Kind] {
		t.Error("what the source does not name is called otherwise")
	}
	if english.facets[session.Actor] != "Actor" || english.calling(nil) != english {
		t.Error("the words of other events have changed")
	}
}
