package browser

import (
	"os"
	"testing"
)

func TestTmpShots(t *testing.T) {
	h := newHost(t, "/")
	dark := desktop
	dark.dark = true
	for _, s := range []struct {
		name, fragment string
		screen         screen
	}{
		{"map", "", desktop},
		{"table", "#pane=table", desktop},
		{"table-dark", "#pane=table&event=2024-03-22-crocus-city-hall-moscow&sort=-killed,title", dark},
		{"table-empty", "#pane=table&q=nothing-like-this", desktop},
		{"table-phone", "#pane=table", phone},
		{"table-phone-event", "#pane=table&event=2024-03-22-crocus-city-hall-moscow", phone},
		{"phone", "", phone},
		{"table-320", "#pane=table", screen{width: 320, height: 640, touch: true}},
		{"320", "", screen{width: 320, height: 640, touch: true}},
		{"tablet", "#pane=table", screen{width: 900, height: 1100}},
		{"event", "#event=2024-03-22-crocus-city-hall-moscow", desktop},
	} {
		if only := os.Getenv("SHOT"); only != "" && only != s.name {
			continue
		}
		p := open(t, h, s.fragment, s.screen)
		p.waitMap()
		p.screenshot("/tmp/shots/" + s.name + ".png")
	}
	p := open(t, h, "#pane=table", desktop)
	p.click("#table-columns")
	p.screenshot("/tmp/shots/columns.png")
}
