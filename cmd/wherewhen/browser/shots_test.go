package browser

import (
	"os"
	"path/filepath"
	"testing"
)

// TestShots takes the pictures of the page: make screenshots, for the README
// and the manifest, and for whoever wants to look at what a change did.
func TestShots(t *testing.T) {
	dir := os.Getenv("WHEREWHEN_SHOTS")
	if dir == "" {
		t.Skip("takes pictures, tests nothing: make screenshots")
	}
	h := newHost(t, "/")
	dark := desktop
	dark.dark = true
	darkPhone := phone
	darkPhone.dark = true
	tablet := screen{width: 900, height: 1100}
	for _, shot := range []struct {
		name, fragment string
		screen         screen
	}{
		{"readme", "#event=2024-03-22-crocus-city-hall-moscow&map=41,59,2.9", screen{width: 1440, height: 860}},
		{"wide", "#map=41,59,2.5&kind=attack", screen{width: 1200, height: 675}},
		{"narrow", "", phone},
		{"desktop", "", desktop},
		{"dark", "", dark},
		{"event", "#from=2024-01-01&to=2024-12-31&event=2024-03-22-crocus-city-hall-moscow", desktop},
		{"event-dark", "#from=2024-01-01&to=2024-12-31&event=2024-03-22-crocus-city-hall-moscow", dark},
		{"kabul", "#map=34.53,69.17,11&kind=attack", desktop},
		{"killed", "#size=killed&rim=attribution&view=2020-01-01..2022-12-31&from=2021-01-01&to=2021-12-31", desktop},
		{"world", "#map=45,40,1.5", desktop},
		{"globe", "#map=40,50,2&projection=globe", desktop},
		{"density", "#marks=density&map=33.5,68,4.6", screen{width: 1440, height: 860}},
		{"density-killed-dark", "#marks=density&size=killed&map=33.5,68,4.6", screen{width: 1440, height: 860, dark: true}},
		{"density-globe", "#marks=density&map=40,50,2&projection=globe", desktop},
		{"within", "#within=33,66;36,72&map=34.5,69.5,5.5", desktop},
		{"within-dark", "#within=33,66;36,66;37.5,70;35,72.5;32,71&map=34.5,69.5,5.5&marks=dots", dark},
		{"table", "#pane=table&event=2024-03-22-crocus-city-hall-moscow&sort=-killed", desktop},
		{"table-dark", "#pane=table&sort=country,-killed", dark},
		{"phone-table", "#pane=table", phone},
		{"region", "#about-region=nangarhar-stronghold", desktop},
		{"europe", "#map=48.5,8,4.6", desktop},
		{"empty", "#q=nothing-like-this", desktop},
		{"problems", "#from=2024-13-01&kind=parade", desktop},
		{"lanes", "#lanes=country", desktop},
		{"lanes-dark", "#lanes=attribution&view=2020-06-01..2023-06-30&from=2021-01-01&to=2022-12-31", dark},
		{"lanes-phone", "#lanes=kind", phone},
		{"context", "#context=strength,leaders,activity,statements", desktop},
		{"compare", "#from=2021-08-15&to=2022-08-14&compare=2020-08-15..2021-08-14&map=34,66,4.6", desktop},
		{"compare-dark", "#from=2021-08-15&to=2022-08-14&compare=2019-08-15..2021-08-14&size=killed&map=34,66,4.6", dark},
		{"compare-phone", "#from=2021-08-15&to=2022-08-14&compare=2020-08-15..2021-08-14", phone},
		{"method", "#page=method", desktop},
		{"method-dark", "#page=method", dark},
		{"tablet", "", tablet},
		{"phone", "", phone},
		{"phone-dark", "", darkPhone},
		{"small-phone", "#kind=attack", screen{width: 360, height: 640, touch: true}},
		{"tablet-filters", "#kind=attack", screen{width: 820, height: 1180, touch: true}},
		{"phone-event", "#event=2024-03-22-crocus-city-hall-moscow", phone},
	} {
		t.Run(shot.name, func(t *testing.T) {
			p := open(t, h, shot.fragment, shot.screen)
			if shot.name != "empty" {
				p.waitMap()
				p.wait(`document.querySelector('#map-ground').dataset.state === 'idle'`)
			}
			p.screenshot(filepath.Join(dir, shot.name+".png"))
		})
	}
}
