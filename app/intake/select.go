package intake

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// SelectFeatures copies a GeoJSON file of events with those features only
// whose id keep wants: the ids are those ReadEvents gives. Features are copied
// byte for byte, and all other members of the collection with them. Only a
// feature without an id gets one written, that of its number in the whole file,
// so that links to it stay true. The file's name is only for the errors, which
// are those of ReadEvents.
func SelectFeatures(file string, r io.Reader, w io.Writer, keep func(id string) bool) error {
	out := &collectionWriter{w: w}
	n := 0
	err := readCollection(r, out.member, func(d *json.Decoder) error {
		n++
		var text json.RawMessage
		var raw rawFeature
		err := raw.read(func(v any) error {
			if err := d.Decode(&text); err != nil {
				return err
			}
			return json.Unmarshal(text, v)
		})
		if err != nil {
			return err
		}
		p, _, err := parseProperties(raw.feature())
		if err != nil { // no event; whoever opens the whole file is told
			return nil
		}
		if p.ID == "" {
			p.ID = numbered(n)
			text = append(bytes.TrimSuffix(text, []byte("}")), fmt.Sprintf(`,"id":%q}`, p.ID)...)
		}
		if keep(p.ID) {
			out.feature(text)
		}
		return nil
	})
	if err == nil {
		err = out.end()
	}
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return nil
}

// collectionWriter writes a FeatureCollection, one feature a line. The first
// error stays.
type collectionWriter struct {
	w        io.Writer
	members  int
	features int
	inside   bool // the array of features is open
	err      error
}

func (c *collectionWriter) write(parts ...[]byte) {
	for _, part := range parts {
		if c.err == nil {
			_, c.err = c.w.Write(part)
		}
	}
}

func (c *collectionWriter) member(key string, value json.RawMessage) error {
	c.close()
	before := "{"
	if c.members > 0 {
		before = ","
	}
	c.members++
	name, err := json.Marshal(key)
	c.write([]byte(before), name, []byte(":"))
	if value == nil {
		c.inside = true
		c.write([]byte("["))
	} else {
		c.write(value)
	}
	return errors.Join(err, c.err)
}

func (c *collectionWriter) feature(text []byte) {
	before := "\n"
	if c.features > 0 {
		before = ",\n"
	}
	c.features++
	c.write([]byte(before), text)
}

func (c *collectionWriter) close() {
	if c.inside {
		c.write([]byte("\n]"))
	}
	c.inside = false
}

func (c *collectionWriter) end() error {
	c.close()
	c.write([]byte("}\n"))
	return c.err
}
