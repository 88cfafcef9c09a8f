package browser

import (
	"fmt"
	"path/filepath"
	"testing"
)

func TestZZ(t *testing.T) {
	h := newHost(t, "/")
	for _, s := range []screen{desktop, phone} {
		for _, theme := range []string{"light", "dark"} {
			p := open(t, h, "#theme="+theme, s)
			p.waitMap()
			shot := func(name string) { p.screenshot(filepath.Join("/tmp/p/shots", fmt.Sprintf("%s-%s-%d.png", name, theme, s.width))) }
			p.run(`wherewhen.choose()`)
			p.wait(`document.querySelector('#opening')`)
			shot("opening")
			p.click("#opening-cancel")
			p.choose(own(t, "open.csv", ambiguous))
			p.mapped()
			shot("mapping")
			p.click("#mapping .questions button:last-of-type")
			p.wait(`document.querySelector('#mapping .questions').children.length === 0`)
			p.click("#mapping-open")
			p.reported("open.csv")
			p.wait(`document.querySelector('#open-tools button')`)
			shot("report")
			p.choose(fixture(t, "acled.csv"))
			p.reported("acled.csv: 4 events read")
			p.wait(`document.querySelector('#open-tools button')`)
			shot("acled")
		}
	}
}
