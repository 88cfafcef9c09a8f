package browser

import (
	"os"
	"strings"
	"testing"
)

func TestLook(t *testing.T) {
	h := newHost(t, "/")
	for name, c := range map[string]struct {
		fragment string
		s        screen
	}{
		"plain":   {"", desktop},
		"dark":    {"#kind=attack&from=2019-01-01&to=2021-12-31&map=34,67,4", screen{width: 1280, height: 800, dark: true}},
		"density": {"#marks=density&map=33.5,68,4.6", desktop},
		"dots":    {"#marks=dots&map=33.5,68,4.6", desktop},
		"globe":   {"#map=40,50,2&projection=globe", desktop},
		"phone":   {"#kind=attack", phone},
	} {
		p := open(t, h, c.fragment, c.s)
		p.waitMap()
		p.wait(`document.querySelector('#map-ground').dataset.state === 'idle'`)
		for _, kind := range []string{"png", "svg"} {
			file := strings.TrimPrefix(p.save("#save-"+kind), "file://")
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			os.WriteFile("/tmp/tk-"+name+"."+kind, b, 0o644)
			p.screenshot("/tmp/tk-" + name + "-menu.png")
		}
	}
}
