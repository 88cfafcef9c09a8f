package site

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/andybalholm/brotli"
)

// copies are a file as it is and compressed.
type copies struct {
	identity []byte
	hash     [sha256.Size]byte
	size     int64
	changed  time.Time

	mu      sync.Mutex
	encoded map[string][]byte // by content coding
}

func newCopies(contents []byte, info fs.FileInfo) *copies {
	return &copies{
		identity: contents, hash: sha256.Sum256(contents), size: info.Size(), changed: info.ModTime(),
		encoded: map[string][]byte{},
	}
}

// compressible reports whether a file gets smaller.
func compressible(name string) bool {
	switch path.Ext(name) {
	case ".html", ".js", ".css", ".wasm", ".json", ".geojson", ".columns", ".webmanifest", ".svg", ".txt", ".md":
		return true
	}
	return false
}

// brotliLevel takes a few seconds for the whole program; the last two levels
// would take a minute.
const brotliLevel = 9

// BrotliWindow is the logarithm of how many bytes back brotli refers to: the
// most that every browser takes, as the command brotli has it.
const BrotliWindow = 24

// compress makes the copy of a content coding, once.
func (c *copies) compress(coding string) {
	c.mu.Lock()
	_, done := c.encoded[coding]
	c.mu.Unlock()
	if done {
		return
	}
	var made []byte
	switch coding {
	case "gzip":
		made = gzipped(c.identity)
	case "br":
		var out bytes.Buffer
		w := brotli.NewWriterOptions(&out, brotli.WriterOptions{Quality: brotliLevel, LGWin: BrotliWindow})
		w.Write(c.identity) // to memory: cannot fail
		w.Close()
		made = out.Bytes()
	}
	c.mu.Lock()
	c.encoded[coding] = made
	c.mu.Unlock()
}

// choose returns the smallest copy there is that a request accepts, and its
// content coding, "" for the file as it is.
func (c *copies) choose(accepted string) (contents []byte, coding string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	contents = c.identity
	for _, name := range []string{"br", "gzip"} {
		if made, ok := c.encoded[name]; ok && len(made) < len(contents) && accepts(accepted, name) {
			contents, coding = made, name
		}
	}
	return contents, coding
}

// tag is the entity tag of a copy: two codings are two entities.
func (c *copies) tag(coding string) string {
	if coding != "" {
		coding = "-" + coding
	}
	return fmt.Sprintf(`"%x%s"`, c.hash[:16], coding)
}

// accepts reports whether an Accept-Encoding header allows a content coding
// (RFC 9110, section 12.5.3).
func accepts(header, coding string) bool {
	any := false
	for entry := range strings.SplitSeq(header, ",") {
		name, parameter, _ := strings.Cut(entry, ";")
		name = strings.ToLower(strings.TrimSpace(name))
		key, value, weighted := strings.Cut(strings.TrimSpace(parameter), "=")
		allowed := true
		if weighted && strings.EqualFold(strings.TrimSpace(key), "q") {
			q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
			allowed = err == nil && q > 0
		}
		switch name {
		case coding:
			return allowed
		case "*":
			any = allowed
		}
	}
	return any
}
