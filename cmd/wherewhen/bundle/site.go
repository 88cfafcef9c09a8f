package bundle

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"wherewhen/app/event"
	"wherewhen/app/intake"
	"wherewhen/app/onefile"
	"wherewhen/app/session"
)

// site is a built site.
type site struct {
	files fs.FS
	says  onefile.Site
}

// openSite reads what a site consists of from its page.
func openSite(files fs.FS) (*site, error) {
	page, err := fs.ReadFile(files, "index.html")
	if err != nil {
		return nil, errors.New("it has no index.html: make dist makes a site")
	}
	_, rest, opened := bytes.Cut(page, []byte(`<script type="application/json" id="assets">`))
	block, _, closed := bytes.Cut(rest, []byte("</script>"))
	if !opened || !closed {
		return nil, errors.New("its index.html does not say which files belong to it: make the site again")
	}
	says, err := onefile.ParseSite(block)
	if err != nil {
		return nil, err
	}
	return &site{files: files, says: says}, nil
}

// Read returns a file by its asset name.
func (s *site) Read(name string) ([]byte, error) {
	path, ok := s.says.Files[name]
	if !ok {
		return nil, fmt.Errorf("the site has no %s: make it again", name)
	}
	contents, err := fs.ReadFile(s.files, path)
	if err != nil {
		return nil, fmt.Errorf("the site is not whole: %w", err)
	}
	return contents, nil
}

// Packed returns a file, gzipped.
func (s *site) Packed(name string) ([]byte, error) {
	contents, err := s.Read(name)
	if err != nil {
		return nil, err
	}
	return s.Pack(contents)
}

// Pack returns contents, gzipped.
func (*site) Pack(contents []byte) ([]byte, error) {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(contents); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// Progress is of no interest here: it takes a second.
func (*site) Progress(int, int) {}

// show returns a session over the events of the site that shows what a link
// says. Whatever the link says that there is none of is an error.
func (s *site) show(fragment string) (*session.Session, error) {
	events, err := s.Read("events")
	if err != nil {
		return nil, err
	}
	table, _, err := intake.ReadEvents("events.geojson", bytes.NewReader(events))
	if err != nil {
		return nil, err
	}
	var (
		regions []event.Region
		areas   []event.Area
	)
	if _, ok := s.says.Files["regions"]; ok {
		data, err := s.Read("regions")
		if err != nil {
			return nil, err
		}
		if regions, err = intake.ReadRegions("regions.geojson", bytes.NewReader(data)); err != nil {
			return nil, err
		}
	}
	if _, ok := s.says.Files["areas"]; ok {
		data, err := s.Read("areas")
		if err != nil {
			return nil, err
		}
		if areas, err = intake.ReadAreas("areas.geojson", bytes.NewReader(data)); err != nil {
			return nil, err
		}
	}
	shown := session.New(table, regions, areas)
	state, problems := session.ParseFragment(fragment)
	if _, ok := shown.Row(state.Selected); !ok && state.Selected != "" {
		problems = append(problems, fmt.Sprintf("event=%s: no such event in this data", state.Selected))
	}
	if state.Region != "" && shown.Region(state.Region) == nil {
		problems = append(problems, fmt.Sprintf("about-region=%s: no such region in this data", state.Region))
	}
	problems = append(problems, shown.Apply(state)...)
	if len(problems) > 0 {
		return nil, fmt.Errorf("the filter cannot be used:\n  %s", strings.Join(problems, "\n  "))
	}
	return shown, nil
}
