package browser

import (
	"os"
	"path/filepath"
	"testing"
)

func TestLook(t *testing.T) {
	dir := os.Getenv("LOOK")
	if dir == "" {
		t.Skip()
	}
	h := newHost(t, "/")
	dark := desktop
	dark.dark = true
	for _, shot := range []struct {
		name, fragment string
		screen         screen
		menu           bool
	}{
		{"small", "#kind=attack", screen{width: 360, height: 640, touch: true}, false},
		{"phone-menu", "#lanes=country&context=leaders", phone, true},
		{"phone-lanes", "#lanes=country", phone, false},
		{"attribution-dark", "#lanes=attribution&from=2021-01-01&to=2022-12-31&view=2020-06-01..2023-06-30", dark, false},
		{"context", "#context=strength,leaders,activity,statements&lanes=kind", desktop, true},
	} {
		t.Run(shot.name, func(t *testing.T) {
			p := open(t, h, shot.fragment, shot.screen)
			p.waitMap()
			p.wait(`document.querySelector('#map-ground').dataset.state === 'idle'`)
			if shot.menu {
				p.click("#time-options")
			}
			p.screenshot(filepath.Join(dir, shot.name+".png"))
			t.Log(shot.name, eval[float64](p, `document.querySelector('#map').clientHeight`))
		})
	}
}
