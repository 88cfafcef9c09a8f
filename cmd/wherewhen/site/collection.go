package site

import (
	"bytes"
	"fmt"
	"os"

	"wherewhen/app/collection"
	"wherewhen/app/event"
	"wherewhen/app/indicator"
	"wherewhen/app/intake"
	"wherewhen/data"
)

// A Collection is the data of a site and what it says of itself.
type Collection struct {
	Words collection.Collection
	Own   bool // it is a publisher's, not the one that comes with the program

	table    *event.Table
	regions  []event.Region
	areas    []event.Area
	problems []intake.Problem  // of the events
	files    map[string][]byte // of the directory data, by name
}

// The data files of a site; only the events must be there.
const (
	eventsFile     = "events.geojson"
	regionsFile    = "regions.geojson"
	areasFile      = "areas.geojson"
	indicatorsFile = "indicators.json"
)

// Bundled returns the collection that comes with the program.
func Bundled() (*Collection, error) {
	c := &Collection{files: map[string][]byte{}}
	for _, name := range []string{eventsFile, regionsFile, areasFile, indicatorsFile, "README.md", "collection.json"} {
		contents, err := data.Files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		c.files[name] = contents
	}
	var err error
	if c.Words, err = collection.Parse("collection.json", c.files["collection.json"]); err != nil {
		return nil, err
	}
	if c.table, c.problems, err = intake.ReadEvents(eventsFile, bytes.NewReader(c.files[eventsFile])); err != nil {
		return nil, err
	}
	if c.regions, err = intake.ReadRegions(regionsFile, bytes.NewReader(c.files[regionsFile])); err != nil {
		return nil, err
	}
	c.areas, err = intake.ReadAreas(areasFile, bytes.NewReader(c.files[areasFile]))
	return c, err
}

// Own names the files of a publisher's collection; all but the events may be
// "".
type Own struct {
	Events, Regions, Areas, Indicators string
	Words                              collection.Collection
}

// Read reads the collection. Problems are what could not be taken as written;
// the error is for a file that cannot be read at all, or no event in it.
func (o Own) Read() (c *Collection, problems []intake.Problem, err error) {
	if err := o.Words.Check(); err != nil {
		return nil, nil, err
	}
	c = &Collection{Words: o.Words, Own: true, files: map[string][]byte{}}
	read := func(name, path string, parse func(contents []byte) error) {
		if path == "" || err != nil {
			return
		}
		var contents []byte
		if contents, err = os.ReadFile(path); err == nil {
			c.files[name] = contents
			err = parse(contents)
		}
	}
	read(eventsFile, o.Events, func(contents []byte) (err error) {
		c.table, c.problems, err = intake.ReadEvents(o.Events, bytes.NewReader(contents))
		return err
	})
	read(regionsFile, o.Regions, func(contents []byte) (err error) {
		c.regions, err = intake.ReadRegions(o.Regions, bytes.NewReader(contents))
		return err
	})
	read(areasFile, o.Areas, func(contents []byte) (err error) {
		c.areas, err = intake.ReadAreas(o.Areas, bytes.NewReader(contents))
		return err
	})
	read(indicatorsFile, o.Indicators, func(contents []byte) error {
		_, err := indicator.Parse(o.Indicators, contents)
		return err
	})
	if err == nil && c.table.Len() == 0 {
		err = fmt.Errorf("%s: no event in it could be read: expected features with at least a property start, "+
			"as in docs/publishing.md", o.Events)
	}
	return c, c.problems, err
}
