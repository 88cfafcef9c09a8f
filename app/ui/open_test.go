package ui

import (
	"strings"
	"testing"

	"wherewhen/app/event"
)

// A link to a view of several files waits until all are opened; another file is
// told from the one it was made of.
func TestLinkWaitsForItsFiles(t *testing.T) {
	p := pageOf(event.Synthetic(5, 1), nil, nil)
	if _, _, ok := p.due(linkedFile{"a.csv", 3, "aa"}); ok {
		t.Error("without a link a view is due")
	}
	p.wanted = &wanted{linkedFile{"a.csv + b.csv", 7, "ab"}, "q=x"}
	if _, _, ok := p.due(linkedFile{"a.csv", 3, "aa"}); ok || p.wanted == nil {
		t.Error("the first of two files is taken for both")
	}
	if view, wrong, ok := p.due(linkedFile{"a.csv + b.csv", 7, "abcd"}); !ok || view != "q=x" || wrong != "" || p.wanted != nil {
		t.Errorf("of both files %q is due, %q, %v", view, wrong, ok)
	}
	p.wanted = &wanted{linkedFile{"a.csv", 3, "aa"}, "q=x"}
	if view, wrong, ok := p.due(linkedFile{"a.csv", 3, "bb"}); !ok || view != "q=x" || !strings.Contains(wrong, "a.csv with 3 events and the hash aa") {
		t.Errorf("of another file %q is due, %q, %v", view, wrong, ok)
	}
}
