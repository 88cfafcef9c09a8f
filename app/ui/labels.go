package ui

import (
	"wherewhen/app/bidi"
	"wherewhen/app/session"
)

// calling returns the words with some of what an event has called as its source
// calls it, by the names in files: ACLED's “Actor 1”, say, is not who began.
func (w *words) calling(labels map[string]string) *words {
	if len(labels) == 0 {
		return w
	}
	other := *w
	for _, of := range [...]struct {
		name   string
		facet  *string
		column session.Column
	}{
		{"actor", &other.facets[session.Actor], session.ColumnActor},
		{"attack_type", &other.facets[session.AttackType], session.ColumnAttackType},
		{"killed", nil, session.ColumnKilled},
	} {
		label := bidi.Isolate(labels[of.name])
		if label == "" {
			continue
		}
		if other.grid.heads[of.column] = label; of.facet != nil {
			*of.facet = label
		}
	}
	return &other
}
