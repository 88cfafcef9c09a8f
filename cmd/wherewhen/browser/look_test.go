package browser

import (
	"os"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
)

func TestLook(t *testing.T) {
	h := newHost(t, "/")
	for name, c := range map[string]struct {
		fragment string
		s        screen
	}{
		"print": {"#kind=attack&from=2019-01-01&to=2021-12-31&map=34,67,4", desktop},
		"card":  {"#event=2024-03-22-crocus-city-hall-moscow", desktop},
	} {
		p := open(t, h, c.fragment, c.s)
		p.waitMap()
		p.wait(`document.querySelector('#map-ground').dataset.state === 'idle'`)
		if name == "card" {
			p.run(`document.querySelector('.report-error').scrollIntoView()`)
			p.screenshot("/tmp/tk-card.png")
			continue
		}
		r := call(p, page.PrintToPDF, page.PrintToPDFParams{})
		os.WriteFile("/tmp/tk-print.pdf", r.Data, 0o644)
		call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
		p.run(`dispatchEvent(new Event('beforeprint'))`)
		call(p, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: 800, Height: 2400, DeviceScaleFactor: 1})
		p.screenshot("/tmp/tk-print.png")
	}
}
