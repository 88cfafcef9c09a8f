package browser

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// nextVersion makes a later version of the built site: its style sheet says
// which one it is.
func nextVersion(t *testing.T, name string) (dir, version string) {
	t.Helper()
	dir = t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(os.Getenv("WHEREWHEN_DIST"))); err != nil {
		t.Fatal(err)
	}
	at := func(path string) string { return filepath.Join(dir, filepath.FromSlash(path)) }
	page, err := os.ReadFile(at("index.html"))
	if err != nil {
		t.Fatal(err)
	}
	worker, err := os.ReadFile(at("service-worker.js"))
	if err != nil {
		t.Fatal(err)
	}
	found, err := filepath.Glob(at("assets/style.*.css"))
	if err != nil || len(found) != 1 {
		t.Fatalf("style sheets: %v %v", found, err)
	}
	style, err := os.ReadFile(found[0])
	if err != nil {
		t.Fatal(err)
	}
	integrity := func(b []byte) []byte {
		sum := sha256.Sum256(b)
		return []byte("sha256-" + base64.StdEncoding.EncodeToString(sum[:]))
	}
	renewed := fmt.Appendf(bytes.Clone(style), "\n:root { --version: %s; }\n", name)
	oldName, newName := []byte(filepath.Base(found[0])), []byte("style."+name+".css")
	oldVersion := bytes.Split(bytes.SplitAfter(worker, []byte(`const VERSION = "`))[1], []byte(`"`))[0]
	version = fmt.Sprintf("%016x", sha256.Sum256([]byte(name)))[:16]
	for path, text := range map[string][]byte{"index.html": page, "service-worker.js": worker} {
		text = bytes.ReplaceAll(text, oldName, newName)
		text = bytes.ReplaceAll(text, integrity(style), integrity(renewed))
		text = bytes.ReplaceAll(text, oldVersion, []byte(version))
		if err := os.WriteFile(at(path), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(at("assets/"+string(newName)), renewed, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(found[0]); err != nil {
		t.Fatal(err)
	}
	return dir, version
}

// styleVersion is which style sheet the page wears.
const styleVersion = `getComputedStyle(document.documentElement).getPropertyValue('--version').trim()`

// TestUpdate replaces the site while it is open: the new version comes in the
// background, is offered, and takes over whole.
func TestUpdate(t *testing.T) {
	h := newHost(t, "/a/")
	second, version := nextVersion(t, "second")
	p := open(t, h, "#kind=arrest", desktop)
	p.waitMap()
	p.wait(`navigator.serviceWorker.controller`)
	first := eval[string](p, `wherewhen.version`)

	// A neighbour's caches are none of ours.
	p.wait(`caches.open('neighbour').then(() => caches.open('wherewhen-/b/-0123456789abcdef')).then(() => true)`)

	h.dir.Store(second)
	p.run(`goappTryUpdate()`)
	p.wait(`[...document.querySelectorAll('.notice')].some(n => n.textContent.includes('new version'))`)
	if now := eval[string](p, `wherewhen.version`); now != first {
		t.Errorf("the open page became version %s by itself", now)
	}
	// A file of the old version that the host no longer has, for the old page.
	if !eval[bool](p, `fetch(wherewhen.assets.style).then(r => r.ok)`) {
		t.Error("the open page has lost a file of its version")
	}

	p.click(".notice.plain button")
	p.wait(fmt.Sprintf(`window.wherewhen?.version === %q && %s === 'second'`, version, styleVersion))
	p.wait(`document.querySelectorAll('#chips li').length === 2`)
	p.wait(fmt.Sprintf(`caches.keys().then(names => !names.some(n => n.endsWith(%q)) && names.some(n => n.endsWith(%q)))`, first, version))
	for _, name := range []string{"neighbour", "wherewhen-/b/-0123456789abcdef"} {
		if !eval[bool](p, fmt.Sprintf(`caches.has(%q)`, name)) {
			t.Errorf("the cache %s is gone, which is not ours", name)
		}
	}

	// Offline, the new version is there whole.
	h.stop()
	p.offline = true
	p.visit(h.address + "?again#kind=arrest")
	p.wait(fmt.Sprintf(`%s === 'second'`, styleVersion))
	p.waitMap()
}

// TestHalfAnUpdate replaces the site by one that is not complete: the open
// version stays, whole.
func TestHalfAnUpdate(t *testing.T) {
	h := newHost(t, "/")
	broken, _ := nextVersion(t, "broken")
	p := open(t, h, "", desktop)
	p.waitMap()
	p.wait(`navigator.serviceWorker.controller`)
	first := eval[string](p, `wherewhen.version`)
	if err := os.WriteFile(filepath.Join(broken, "assets", "style.broken.css"), []byte("half"), 0o644); err != nil {
		t.Fatal(err)
	}
	p.offline = true
	h.dir.Store(broken)
	p.wait(`navigator.serviceWorker.getRegistration().then(r => { window.registration = r; return r.update(); }).then(() => true, () => true)`)
	p.wait(`!registration.installing && !registration.waiting`)
	p.wait(fmt.Sprintf(`caches.keys().then(names => names.length === 1 && names[0].endsWith(%q))`, first))
	h.stop()
	p.visit(h.address + "?again")
	p.waitMap()
	if now := eval[string](p, `wherewhen.version`); now != first {
		t.Errorf("version %s runs, want %s", now, first)
	}
	if text := p.text("#said"); text != "" {
		t.Errorf("the page complains: %s", text)
	}
}
