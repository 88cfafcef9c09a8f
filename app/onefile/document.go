package onefile

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Document is one file, to be written.
type Document struct {
	Template []byte // web/single.html as the site builder has filled it
	Site     Site   // of the page it is made from
	Fragment string // state to open with
	Saved    Saved
	Styles   []Part // in the order they apply
	Scripts  []Part // in the order they run
	Files    []Part // gzipped
	Events   []Listed
}

// Part is a part of a document by its asset name.
type Part struct {
	Name     string
	Contents []byte
}

// Listed is an event as it is listed for those for whom the program does not
// run. Its texts are plain.
type Listed struct{ Date, Title, Place string }

// mostListed is how many events are listed at most.
const mostListed = 2000

// Bytes writes the document. The same document gives the same bytes.
func (d *Document) Bytes() ([]byte, error) {
	size := len(d.Template)
	for element, parts := range map[string][]Part{"style": d.Styles, "script": d.Scripts} {
		for _, p := range parts {
			if err := fitsInside(element, p.Contents); err != nil {
				return nil, fmt.Errorf("%s cannot stand inside a page: %w", p.Name, err)
			}
			size += len(p.Contents)
		}
	}
	for _, p := range d.Files {
		size += base64.StdEncoding.EncodedLen(len(p.Contents))
	}
	block, err := d.block()
	if err != nil {
		return nil, err
	}
	fields := d.about()
	fields["assets"] = text(string(block))
	fields["styles"] = inline("style", d.Styles)
	fields["scripts"] = inline("script", d.Scripts)
	fields["files"] = packed(d.Files)
	var out bytes.Buffer
	out.Grow(size + 1<<16)
	if err := fill(&out, d.Template, fields); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// fitsInside reports why a text would not be inside a style or script element
// what it is alone: the policy names the hash of the text alone.
func fitsInside(element string, contents []byte) error {
	lower := bytes.ToLower(contents)
	for _, mark := range []string{"</" + element, "<!--", "\r", "\x00"} {
		if bytes.Contains(lower, []byte(mark)) {
			return fmt.Errorf("it contains %q", mark)
		}
	}
	if !utf8.Valid(contents) {
		return errors.New("it is not UTF-8")
	}
	return nil
}

func inline(element string, parts []Part) field {
	return func(out *bytes.Buffer) {
		for _, p := range parts {
			fmt.Fprintf(out, "<%s id=\"file-%s\">%s</%s>\n", element, p.Name, p.Contents, element)
		}
	}
}

func packed(parts []Part) field {
	return func(out *bytes.Buffer) {
		for _, p := range parts {
			fmt.Fprintf(out, "<script type=\"text/plain\" id=\"file-%s\">", p.Name)
			out.Write(base64.StdEncoding.AppendEncode(out.AvailableBuffer(), p.Contents))
			out.WriteString("</script>\n")
		}
	}
}

// block is the JSON block of the document.
func (d *Document) block() ([]byte, error) {
	s := d.Site
	s.Single, s.Fragment, s.Saved = true, d.Fragment, &d.Saved
	s.Packed, s.Problems = nil, nil // the page finds the problems of the events held
	s.Files, s.Sizes, s.Early = map[string]string{}, map[string]int{}, []string{}
	for _, parts := range [][]Part{d.Styles, d.Scripts, d.Files} {
		for _, p := range parts {
			s.Files[p.Name] = "#file-" + p.Name
		}
	}
	for _, p := range d.Files {
		size, err := unpackedSize(p.Contents)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.Name, err)
		}
		for _, early := range d.Site.Early {
			if early == p.Name {
				s.Early = append(s.Early, p.Name)
				s.Sizes[p.Name] = size
			}
		}
	}
	return json.Marshal(&s)
}

// unpackedSize reads what a gzip file says it holds (RFC 1952, section 2.3.1).
func unpackedSize(packed []byte) (int, error) {
	if len(packed) < 18 || packed[0] != 0x1f || packed[1] != 0x8b {
		return 0, errors.New("not a gzip file")
	}
	return int(binary.LittleEndian.Uint32(packed[len(packed)-4:])), nil
}

// about is what the document says of itself to whom it is opened by without
// the program.
func (d *Document) about() map[string]field {
	c := d.Site.Collection
	f := map[string]field{
		"title":       said(d.Site.Name()),
		"description": said(c.Description),
		"saved":       said(d.Saved.On),
		"licence":     link(c.LicenceURL, c.Licence),
		"source":      link(d.Saved.From, d.Saved.From),
		"all":         said(strconv.Itoa(d.Saved.Of)),
		"some":        said(strconv.Itoa(len(d.Events))),
		"every":       nil,
		"unlisted":    nil,
		"events":      nil,
	}
	if len(d.Events) == d.Saved.Of {
		f["some"], f["every"] = nil, f["all"]
	}
	if more := len(d.Events) - mostListed; more > 0 {
		f["unlisted"] = said(strconv.Itoa(more))
	}
	if len(d.Events) > 0 {
		f["events"] = d.list
	}
	return f
}

// said is a field of plain text, nil when empty.
func said(plain string) field {
	if plain == "" {
		return nil
	}
	return text(escape(plain))
}

// link is a link to a page, as text when the address is none.
func link(address, name string) field {
	if name == "" {
		name = address
	}
	if !strings.HasPrefix(address, "https://") && !strings.HasPrefix(address, "http://") {
		return said(name)
	}
	return text(fmt.Sprintf(`<a href="%s" rel="noopener noreferrer">%s</a>`, escape(address), escape(name)))
}

func (d *Document) list(out *bytes.Buffer) {
	for _, e := range d.Events[:min(len(d.Events), mostListed)] {
		fmt.Fprintf(out, "<li><span>%s</span> <bdi>%s</bdi>", escape(e.Date), escape(e.Title))
		if e.Place != "" {
			fmt.Fprintf(out, " <small><bdi>%s</bdi></small>", escape(e.Place))
		}
		out.WriteString("</li>\n")
	}
}

// escape makes a plain text HTML. It is html.EscapeString, which costs the page
// 9 kB more.
func escape(plain string) string {
	for _, c := range [][2]string{{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {`"`, "&#34;"}, {"'", "&#39;"}} {
		plain = strings.ReplaceAll(plain, c[0], c[1])
	}
	return plain
}
