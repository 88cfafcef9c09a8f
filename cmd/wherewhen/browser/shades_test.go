package browser

import (
	"os"
	"testing"

	"github.com/chromedp/chromedp"
)

func TestShadeLook(t *testing.T) {
	dir := os.Getenv("LOOK")
	if dir == "" {
		t.Skip()
	}
	h := newHost(t, "/")
	for name, at := range map[string]string{
		"light": "#marks=provinces&theme=light", "dark-killed": "#marks=provinces&theme=dark&size=killed", "countries": "#marks=countries&map=35,60,2.2&size=killed&theme=light",
		"globe": "#marks=provinces&projection=globe&map=34,66,3&theme=light&province=Kabul,Nangarhar",
	} {
		p := open(t, h, at, desktop)
		p.waitMap()
		p.wait(`document.querySelector('#shade-classes')`)
		p.wait(`document.querySelector('#map-ground').dataset.state === 'idle'`)
		p.do(chromedp.Sleep(3e9))
		p.screenshot(dir + "/" + name + ".png")
	}
	p := blank(t, h, desktop)
	p.before(withoutWebGL)
	p.visit(h.address + "#marks=provinces&size=killed&theme=light")
	p.wait(`document.querySelector('#shade-classes')`)
	p.do(chromedp.Sleep(2e9))
	p.screenshot(dir + "/nogl.png")
}
