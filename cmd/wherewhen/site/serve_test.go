package site

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/andybalholm/brotli"
)

const testPolicy = "default-src 'none'; connect-src 'self' https://tiles.example.org"

// servedFiles is a small site; app.wasm has a twin, as a site has it.
func servedFiles() fstest.MapFS {
	wasm := bytes.Repeat([]byte("program "), 1000)
	file := func(contents []byte) *fstest.MapFile { return &fstest.MapFile{Data: contents} }
	return fstest.MapFS{
		"index.html": file([]byte(`<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; connect-src &#39;self&#39; https://tiles.example.org">` +
			strings.Repeat("page ", 500))),
		"404.html":                  file([]byte(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'">missing`)),
		"assets/app.0a.wasm":        file(wasm),
		"assets/app.0a.wasm.gz":     file(gzipped(wasm)),
		"assets/base.0b.pmtiles":    file([]byte("0123456789")),
		"data/events.geojson":       file([]byte(strings.Repeat(`{"a":1}`, 300))),
		"tiny.txt":                  file([]byte("x")),
		"manifest.webmanifest":      file([]byte("{}")),
		"assets/unknown.0c.unknown": file([]byte("?")),
	}
}

func ask(t *testing.T, h http.Handler, method, path string, header ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(method, path, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func compressed(t *testing.T, files fstest.MapFS) *Handler {
	t.Helper()
	h := NewHandler(files)
	if err := h.Compress(context.Background()); err != nil {
		t.Fatal(err)
	}
	return h
}

func TestRequests(t *testing.T) {
	h := compressed(t, servedFiles())
	const forever, always = "public, max-age=31536000, immutable", "no-cache"
	for _, c := range []struct {
		method, path, accept string
		status               int
		mediaType, coding    string
		cache                string
	}{
		{"GET", "/", "gzip, br", 200, "text/html; charset=utf-8", "br", always},
		{"GET", "/?from=elsewhere", "", 200, "text/html; charset=utf-8", "", always},
		{"GET", "/index.html", "gzip", 200, "text/html; charset=utf-8", "gzip", always},
		{"HEAD", "/", "br", 200, "text/html; charset=utf-8", "br", always},
		{"GET", "/assets/app.0a.wasm", "br;q=0, gzip", 200, "application/wasm", "gzip", forever},
		{"GET", "/assets/app.0a.wasm", "*", 200, "application/wasm", "br", forever},
		{"GET", "/assets/app.0a.wasm", "identity", 200, "application/wasm", "", forever},
		{"GET", "/assets/app.0a.wasm.gz", "gzip, br", 200, "application/gzip", "", forever},
		{"GET", "/assets/base.0b.pmtiles", "gzip, br", 200, "application/vnd.pmtiles", "", forever},
		{"GET", "/assets/unknown.0c.unknown", "gzip, br", 200, "application/octet-stream", "", forever},
		{"GET", "/data/events.geojson", "gzip, br", 200, "application/geo+json", "br", always},
		{"GET", "/tiny.txt", "gzip, br", 200, "text/plain; charset=utf-8", "", always},
		{"GET", "/manifest.webmanifest", "", 200, "application/manifest+json", "", always},
		{"GET", "/none", "gzip, br", 404, "text/html; charset=utf-8", "", "no-store"},
		{"HEAD", "/none/at/all", "", 404, "text/html; charset=utf-8", "", "no-store"},
		{"GET", "/data/", "", 404, "text/html; charset=utf-8", "", "no-store"},
		{"GET", "/data", "", 404, "text/html; charset=utf-8", "", "no-store"},
		{"GET", "/../../etc/passwd", "", 404, "text/html; charset=utf-8", "", "no-store"},
		{"GET", "/%2e%2e/%2e%2e/etc/passwd", "", 404, "text/html; charset=utf-8", "", "no-store"},
		{"POST", "/", "", 405, "text/plain; charset=utf-8", "", ""},
		{"DELETE", "/data/events.geojson", "", 405, "text/plain; charset=utf-8", "", ""},
	} {
		t.Run(c.method+" "+c.path+" "+c.accept, func(t *testing.T) {
			r := ask(t, h, c.method, c.path, "Accept-Encoding", c.accept)
			body, _ := io.ReadAll(r.Body)
			if r.StatusCode != c.status {
				t.Errorf("status %d, want %d", r.StatusCode, c.status)
			}
			for name, want := range map[string]string{
				"Content-Type": c.mediaType, "Content-Encoding": c.coding, "Cache-Control": c.cache,
				"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
				"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
			} {
				if got := r.Header.Get(name); got != want {
					t.Errorf("%s: %q, want %q", name, got, want)
				}
			}
			want := testPolicy + "; frame-ancestors 'self'"
			if c.status == 404 {
				want = "default-src 'none'; frame-ancestors 'self'"
			}
			if got := r.Header.Get("Content-Security-Policy"); got != want {
				t.Errorf("the policy is %q, want %q", got, want)
			}
			if c.method == "HEAD" && len(body) > 0 {
				t.Errorf("HEAD has a body of %d bytes", len(body))
			}
			if c.status == 405 && r.Header.Get("Allow") != "GET, HEAD" {
				t.Errorf("Allow: %q", r.Header.Get("Allow"))
			}
			if c.method == "GET" && c.status == 200 && r.ContentLength != int64(len(body)) {
				t.Errorf("Content-Length %d of %d bytes", r.ContentLength, len(body))
			}
			if c.method == "GET" && c.status == 404 && !strings.HasSuffix(string(body), "missing") {
				t.Errorf("not found says %q", body)
			}
			if strings.Contains(c.path, "etc") && strings.Contains(string(body), "root:") {
				t.Error("a file outside the site was served")
			}
		})
	}
}

// TestEveryCopyIsTheFile: whatever is asked for in whatever coding, what
// arrives is the file, under a tag of its own that answers 304.
func TestEveryCopyIsTheFile(t *testing.T) {
	files := servedFiles()
	h := compressed(t, files)
	for name, file := range files {
		tags := map[string]string{}
		for _, accept := range []string{"", "gzip", "br", "gzip, br"} {
			path := "/" + name
			r := ask(t, h, "GET", path, "Accept-Encoding", accept)
			var body io.Reader = r.Body
			coding := r.Header.Get("Content-Encoding")
			switch coding {
			case "gzip":
				z, err := gzip.NewReader(r.Body)
				if err != nil {
					t.Fatal(err)
				}
				body = z
			case "br":
				body = brotli.NewReader(r.Body)
			}
			if got, err := io.ReadAll(body); err != nil || !bytes.Equal(got, file.Data) {
				t.Errorf("%s as %q is not the file (%v)", name, coding, err)
			}
			if coding != "" && !strings.Contains(accept, coding) {
				t.Errorf("%s came as %s, which %q does not allow", name, coding, accept)
			}
			if vary := r.Header.Get("Vary"); (vary == "Accept-Encoding") != compressible(name) {
				t.Errorf("%s: Vary: %q", name, vary)
			}
			tag := r.Header.Get("ETag")
			if of, ok := tags[tag]; ok && of != coding {
				t.Errorf("%s as %q and as %q have one tag", name, of, coding)
			}
			tags[tag] = coding
			again := ask(t, h, "GET", path, "Accept-Encoding", accept, "If-None-Match", tag)
			if left, _ := io.ReadAll(again.Body); again.StatusCode != 304 || len(left) > 0 {
				t.Errorf("%s as %q again: status %d, %d bytes", name, coding, again.StatusCode, len(left))
			}
			if changed := ask(t, h, "GET", path, "Accept-Encoding", accept, "If-None-Match", `"other"`); changed.StatusCode != 200 {
				t.Errorf("%s with another tag: status %d", name, changed.StatusCode)
			}
			head := ask(t, h, "HEAD", path, "Accept-Encoding", accept)
			for _, field := range []string{"ETag", "Content-Encoding", "Content-Length", "Content-Type", "Vary"} {
				if got, want := head.Header.Get(field), r.Header.Get(field); got != want {
					t.Errorf("%s: HEAD says %s: %q, GET %q", name, field, got, want)
				}
			}
		}
	}
}

func TestRangesAreOfTheFileAsItIs(t *testing.T) {
	h := compressed(t, servedFiles())
	for _, path := range []string{"/assets/base.0b.pmtiles", "/data/events.geojson"} {
		r := ask(t, h, "GET", path, "Range", "bytes=2-5", "Accept-Encoding", "gzip, br")
		body, _ := io.ReadAll(r.Body)
		whole, _ := io.ReadAll(ask(t, h, "GET", path).Body)
		if r.StatusCode != 206 || r.Header.Get("Content-Encoding") != "" || string(body) != string(whole[2:6]) ||
			r.Header.Get("Content-Range") != fmt.Sprintf("bytes 2-5/%d", len(whole)) {
			t.Errorf("%s: %d, %q, %v", path, r.StatusCode, body, r.Header)
		}
	}
	if r := ask(t, h, "GET", "/assets/base.0b.pmtiles", "Range", "bytes=90-99"); r.StatusCode != 416 {
		t.Errorf("a range behind the end: status %d", r.StatusCode)
	}
}

func TestBeforeItIsCompressedTheTwinServes(t *testing.T) {
	h := NewHandler(servedFiles())
	for path, want := range map[string]string{"/assets/app.0a.wasm": "gzip", "/": ""} {
		if got := ask(t, h, "GET", path, "Accept-Encoding", "gzip, br").Header.Get("Content-Encoding"); got != want {
			t.Errorf("%s comes as %q at first, want %q", path, got, want)
		}
	}
}

func TestAChangedFileIsServedAnew(t *testing.T) {
	files := servedFiles()
	h := compressed(t, files)
	before := ask(t, h, "GET", "/data/events.geojson", "Accept-Encoding", "br")
	files["data/events.geojson"] = &fstest.MapFile{Data: []byte("new"), ModTime: time.Unix(1, 0)}
	after := ask(t, h, "GET", "/data/events.geojson", "Accept-Encoding", "br")
	body, _ := io.ReadAll(after.Body)
	if string(body) != "new" || after.Header.Get("ETag") == before.Header.Get("ETag") {
		t.Errorf("%q, tag %s after %s", body, after.Header.Get("ETag"), before.Header.Get("ETag"))
	}
}

func TestAccepts(t *testing.T) {
	for _, c := range []struct {
		header, coding string
		want           bool
	}{
		{"", "br", false},
		{"br", "br", true},
		{"BR", "br", true},
		{"gzip, deflate, br, zstd", "br", true},
		{"gzip;q=0.5", "gzip", true},
		{"gzip; q=0", "gzip", false},
		{"gzip;q=0.000, *", "gzip", false},
		{"*;q=0", "gzip", false},
		{"*;q=0, gzip", "gzip", true},
		{"gzip;q=what", "gzip", false},
		{"xbr", "br", false},
		{",,", "br", false},
	} {
		if got := accepts(c.header, c.coding); got != c.want {
			t.Errorf("%q allows %s: %v, want %v", c.header, c.coding, got, c.want)
		}
	}
}

// lines gives each line that is written.
type lines chan string

func (l lines) Write(p []byte) (int, error) {
	l <- string(p)
	return len(p), nil
}

func TestServeEndsGracefully(t *testing.T) {
	dir := t.TempDir()
	for name, contents := range map[string]string{"index.html": "page", "big.bin": strings.Repeat("x", 8<<20)} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(contents), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	out, warned := make(lines, 1), make(lines, 1)
	ended := make(chan error, 1)
	go func() { ended <- Serve(ctx, dir, "127.0.0.1", 0, out, warned) }()
	address := strings.TrimSpace(<-out)

	// An answer that is under way arrives whole although the server is told to
	// end.
	r, err := http.Get(address + "big.bin")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	stop()
	if body, err := io.ReadAll(r.Body); err != nil || len(body) != 8<<20 {
		t.Errorf("%d bytes, %v", len(body), err)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if _, err := http.Get(address); err == nil {
		t.Error("it still serves")
	}
	select {
	case text := <-warned:
		t.Errorf("it warns of itself: %s", text)
	default:
	}
}

func TestServeWarnsWhenItLetsOthersIn(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "index.html"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	out, warned := make(lines, 1), make(lines, 1)
	ended := make(chan error, 1)
	go func() { ended <- Serve(ctx, dir, "0.0.0.0", 0, out, warned) }()
	if text := <-warned; !strings.Contains(text, "Others") {
		t.Errorf("%s", text)
	}
	<-out
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestServeSaysWhatToDo(t *testing.T) {
	err := Serve(context.Background(), t.TempDir(), "127.0.0.1", 0, io.Discard, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "wherewhen build") {
		t.Errorf("without a site: %v", err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "index.html"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	port := taken.Addr().(*net.TCPAddr).Port
	err = Serve(context.Background(), dir, "127.0.0.1", port, io.Discard, io.Discard)
	if err == nil || !strings.Contains(err.Error(), fmt.Sprintf("--port %d", port+1)) {
		t.Errorf("at a port that is taken: %v", err)
	}
}
