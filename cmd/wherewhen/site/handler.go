package site

import (
	"bytes"
	"context"
	"html"
	"io/fs"
	"net/http"
	"path"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// types are the media types of the files of a site.
var types = map[string]string{
	".html":        "text/html; charset=utf-8",
	".js":          "text/javascript; charset=utf-8",
	".css":         "text/css; charset=utf-8",
	".wasm":        "application/wasm",
	".json":        "application/json",
	".geojson":     "application/geo+json",
	".webmanifest": "application/manifest+json",
	".pmtiles":     "application/vnd.pmtiles",
	".svg":         "image/svg+xml",
	".png":         "image/png",
	".txt":         "text/plain; charset=utf-8",
	".md":          "text/markdown; charset=utf-8",
	".gz":          "application/gzip",
}

// A Handler serves the files of a site as a good static host does.
type Handler struct {
	files fs.FS

	mu     sync.Mutex
	copies map[string]*copies // by path
}

// NewHandler returns a handler of the site in a directory. The files may
// change while it serves them.
func NewHandler(files fs.FS) *Handler {
	return &Handler{files: files, copies: map[string]*copies{}}
}

// ServeHTTP answers a request.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	for _, line := range h.securityHeaders() {
		header.Set(line[0], line[1])
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		header.Set("Allow", "GET, HEAD")
		http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
		return
	}
	name := strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")
	if strings.HasSuffix(r.URL.Path, "/") {
		name = path.Join(name, "index.html")
	}
	file, err := h.open(name)
	if err != nil {
		h.notFound(w, r)
		return
	}
	header.Set("Cache-Control", "no-cache")
	if strings.HasPrefix(name, "assets/") {
		header.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	contents, coding := file.identity, ""
	if compressible(name) {
		header.Set("Vary", "Accept-Encoding")
		// A range is one of the file as it is.
		if r.Header.Get("Range") == "" {
			contents, coding = file.choose(r.Header.Get("Accept-Encoding"))
		}
	}
	header.Set("Content-Type", mediaType(name))
	header.Set("ETag", file.tag(coding))
	if coding != "" {
		header.Set("Content-Encoding", coding)
		header.Set("Content-Length", strconv.Itoa(len(contents)))
	}
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(contents))
}

func mediaType(name string) string {
	if t, ok := types[path.Ext(name)]; ok {
		return t
	}
	return "application/octet-stream"
}

// notFound answers with the page of the site for what is not there.
func (h *Handler) notFound(w http.ResponseWriter, r *http.Request) {
	file, err := h.open("404.html")
	if err != nil {
		http.NotFound(w, r)
		return
	}
	header := w.Header()
	header.Set("Content-Security-Policy", policyOf(file.identity))
	header.Set("Cache-Control", "no-store")
	header.Set("Content-Type", mediaType("404.html"))
	header.Set("Content-Length", strconv.Itoa(len(file.identity)))
	w.WriteHeader(http.StatusNotFound)
	if r.Method == http.MethodGet {
		w.Write(file.identity)
	}
}

// securityHeaders are sent with every answer. The policy is the one the page
// itself has; what may frame the page only a header can say.
func (h *Handler) securityHeaders() [][2]string {
	policy := "default-src 'none'"
	if page, err := h.open("index.html"); err == nil {
		policy = policyOf(page.identity)
	}
	return [][2]string{
		{"Content-Security-Policy", policy},
		{"X-Content-Type-Options", "nosniff"},
		{"Referrer-Policy", "no-referrer"},
		{"Cross-Origin-Opener-Policy", "same-origin"},
		{"Cross-Origin-Resource-Policy", "same-origin"},
		{"Permissions-Policy", "camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), payment=(), usb=()"},
	}
}

var policyElement = regexp.MustCompile(`<meta http-equiv="Content-Security-Policy" content="([^"]*)">`)

// policyOf returns the policy a page has, and that only its own origin may
// frame it.
func policyOf(page []byte) string {
	own := "default-src 'none'"
	if found := policyElement.FindSubmatch(page); found != nil {
		own = html.UnescapeString(string(found[1]))
	}
	return own + "; frame-ancestors 'self'"
}

// Compress makes the compressed copies of all files, each once, until the
// context ends. Files that come later are compressed when it is called again.
func (h *Handler) Compress(ctx context.Context) error {
	// Fast first: until all is done the faster one serves.
	for _, coding := range []string{"gzip", "br"} {
		err := fs.WalkDir(h.files, ".", func(name string, entry fs.DirEntry, err error) error {
			if err != nil || ctx.Err() != nil || entry.IsDir() || !compressible(name) {
				return ctx.Err()
			}
			if file, err := h.open(name); err == nil {
				file.compress(coding)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// open returns a file with the copies made of it, anew when it has changed.
func (h *Handler) open(name string) (*copies, error) {
	info, err := fs.Stat(h.files, name)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, fs.ErrNotExist
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if c, ok := h.copies[name]; ok && c.size == info.Size() && c.changed.Equal(info.ModTime()) {
		return c, nil
	}
	contents, err := fs.ReadFile(h.files, name)
	if err != nil {
		return nil, err
	}
	c := newCopies(contents, info)
	if twin, err := fs.ReadFile(h.files, name+".gz"); err == nil && compressible(name) {
		c.encoded["gzip"] = twin
	}
	h.copies[name] = c
	return c, nil
}
