package browser

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
)

var rewrite = flag.Bool("rewrite", false, "write the golden pictures anew")

// A picture is as the golden one when no more than a thousandth of its pixels
// differ from it in a channel by more than a tenth of its range: edges of
// letters and lines are smoothed a little differently from machine to machine.
const (
	channelTolerance = 26
	pixelTolerance   = 0.001
)

// golden are the pictures of the page that are compared, pixel by pixel.
var golden = []struct {
	name, fragment string
	screen         screen
}{
	{"light", "", screen{width: 1100, height: 680}},
	{"dark", "", screen{width: 1100, height: 680, dark: true}},
	{"phone", "", phone},
	{"event", "#event=2024-03-22-crocus-city-hall-moscow", screen{width: 1100, height: 680}},
	{"lanes", "#lanes=attribution&view=2020-06-01..2023-06-30", screen{width: 1100, height: 680}},
	{"table", "#pane=table&sort=-killed", screen{width: 1100, height: 680}},
	{"density", "#marks=density", screen{width: 1100, height: 680}},
	{"dots", "#marks=dots", screen{width: 1100, height: 680}},
	{"compare", "#from=2021-08-15&to=2022-08-14&compare=2020-08-15..2021-08-14&map=34,68,4.6", screen{width: 1100, height: 680}},
	{"provinces", "#marks=provinces&map=34,68,4.2", screen{width: 1100, height: 680}},
	{"difference", "#marks=provinces&from=2021-08-15&to=2022-08-14&compare=2020-08-15..2021-08-14&map=34,68,4.2", screen{width: 1100, height: 680}},
	{"countries-dark", "#marks=countries&size=killed", screen{width: 1100, height: 680, dark: true}},
	{"precision", "#map=34.6,70.2,7.2&rim=attribution", screen{width: 1100, height: 680}},
	{"periods", "#periods=month&period-order=killed", screen{width: 1100, height: 680}},
	{"empty", "#q=nothing-like-this", screen{width: 1100, height: 680}},
	{"problems", "#from=2024-13-01&kind=parade", screen{width: 1100, height: 680}},
}

// TestGolden compares what the page looks like with pictures of it. They are
// written anew by -rewrite, are to be looked at then, and hold for the browser
// that testdata/golden/browser.txt names: others paint letters in another way.
// Of a picture that differs, the new one and where it differs stay in
// build/golden.
func TestGolden(t *testing.T) {
	h := newHost(t, "/")
	dir, differs := filepath.Join("testdata", "golden"), filepath.Join("..", "..", "..", "build", "golden")
	version := call(blank(t, h, desktop), browser.GetVersion, cdp.Empty{}).Product
	major, _, _ := strings.Cut(version, ".")
	of := filepath.Join(dir, "browser.txt")
	if *rewrite {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(of, []byte(major+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if want, err := os.ReadFile(of); err != nil {
		t.Fatal(err)
	} else if strings.TrimSpace(string(want)) != major {
		t.Skipf("the pictures are of %s, this is %s: look at them and write them anew with -rewrite", bytes.TrimSpace(want), major)
	}
	for _, g := range golden {
		t.Run(g.name, func(t *testing.T) {
			p := open(t, h, g.fragment, g.screen)
			switch {
			case strings.Contains(g.fragment, "pane=table"):
				p.wait(`document.querySelectorAll('#event-table .grid-row').length > 3`)
			case strings.Contains(g.fragment, "q="):
				p.wait(`document.querySelector('.list-part .empty')?.checkVisibility() && document.querySelector('#map-ground').dataset.state === 'idle'`)
			default:
				p.waitMap()
				p.wait(`document.querySelector('#map-ground').dataset.state === 'idle'`)
			}
			p.rest()
			got := p.picture()
			file := filepath.Join(dir, g.name+".png")
			if *rewrite {
				if err := write(file, got); err != nil {
					t.Fatal(err)
				}
				return
			}
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			want, err := png.Decode(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			share, diff, err := difference(got, want)
			if err != nil {
				t.Fatal(err)
			}
			if share > pixelTolerance {
				t.Errorf("%.2f %% of the pixels differ, at most %.2f %% may: see %s.png and %s-differs.png in build/golden", 100*share, 100*pixelTolerance, g.name, g.name)
				if err := errors.Join(os.MkdirAll(differs, 0o755), write(filepath.Join(differs, g.name+".png"), got),
					write(filepath.Join(differs, g.name+"-differs.png"), diff)); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

// rest waits until nothing of the page has changed for a while.
func (p *tab) rest() {
	p.t.Helper()
	p.do(chromedp.Evaluate[chromedp.Void](`(async () => {
		await document.fonts.ready;
		let changed = performance.now();
		const observer = new MutationObserver(() => { changed = performance.now(); });
		observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
		while (performance.now() - changed < 1500) await new Promise(requestAnimationFrame);
		observer.disconnect();
	})()`, chromedp.EvalAwaitPromise))
}

// difference returns which share of the pixels of two pictures differ, and a
// picture of the first, pale, with those in red.
func difference(a, b image.Image) (share float64, diff image.Image, err error) {
	bounds := a.Bounds()
	if bounds != b.Bounds() {
		return 0, nil, fmt.Errorf("the picture is %v, the golden one %v", bounds, b.Bounds())
	}
	marked := image.NewRGBA(bounds)
	differ := 0
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			is, was := color.RGBAModel.Convert(a.At(x, y)).(color.RGBA), color.RGBAModel.Convert(b.At(x, y)).(color.RGBA)
			if far(is.R, was.R) || far(is.G, was.G) || far(is.B, was.B) {
				differ++
				marked.Set(x, y, color.RGBA{R: 220, A: 255})
				continue
			}
			pale := func(c uint8) uint8 { return 191 + c/4 }
			marked.Set(x, y, color.RGBA{pale(is.R), pale(is.G), pale(is.B), 255})
		}
	}
	return float64(differ) / float64(bounds.Dx()*bounds.Dy()), marked, nil
}

func far(a, b uint8) bool { return max(a, b)-min(a, b) > channelTolerance }

func write(file string, picture image.Image) error {
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&out, picture); err != nil {
		return err
	}
	return os.WriteFile(file, out.Bytes(), 0o644)
}

// TestDifference: what differs is counted, what is smoothed a little
// differently is not.
func TestDifference(t *testing.T) {
	made := func(change func(m *image.RGBA)) image.Image {
		m := image.NewRGBA(image.Rect(0, 0, 20, 10))
		for i := range m.Pix {
			m.Pix[i] = 200
		}
		change(m)
		return m
	}
	plain := made(func(*image.RGBA) {})
	for name, test := range map[string]struct {
		change func(m *image.RGBA)
		want   float64
	}{
		"nothing":          {func(*image.RGBA) {}, 0},
		"a little lighter": {func(m *image.RGBA) { m.Pix[0] += channelTolerance }, 0},
		"one pixel":        {func(m *image.RGBA) { m.Pix[4*7+2] -= channelTolerance + 1 }, 1.0 / 200},
		"a row":            {func(m *image.RGBA) { clear(m.Pix[:4*20-1]) }, 20.0 / 200},
	} {
		got, _, err := difference(made(test.change), plain)
		if err != nil || got != test.want {
			t.Errorf("%s: %v of the pixels differ, want %v (%v)", name, got, test.want, err)
		}
	}
}
