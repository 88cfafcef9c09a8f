package browser

import (
	"context"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"

	"wherewhen/cmd/wherewhen/site"
)

// TestTwinsAreForHostsThatDoNotCompress watches which form of the program the
// page takes from a host that compresses and from one that does not.
func TestTwinsAreForHostsThatDoNotCompress(t *testing.T) {
	needsSite(t)
	compressing := site.NewHandler(os.DirFS(os.Getenv("WHEREWHEN_DIST")))
	if err := compressing.Compress(context.Background()); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		twins bool
	}{{"a host that does not compress", true}, {"a host that does", false}} {
		t.Run(c.name, func(t *testing.T) {
			var mu sync.Mutex
			asked := map[string]bool{}
			h := newHost(t, "/", func(w http.ResponseWriter, r *http.Request) bool {
				mu.Lock()
				asked[r.URL.Path] = true
				mu.Unlock()
				if !c.twins {
					compressing.ServeHTTP(w, r)
				}
				return !c.twins
			})
			p := open(t, h, "", desktop)
			p.waitMap()
			p.wait(`navigator.serviceWorker.controller`)
			mu.Lock()
			defer mu.Unlock()
			got := false
			for path := range asked {
				got = got || strings.HasSuffix(path, ".wasm.gz")
			}
			if got != c.twins {
				t.Errorf("the packed program is asked for: %t, want %t", got, c.twins)
			}
		})
	}
}
