package intake

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"wherewhen/app/event"
)

// ReadRegions reads a GeoJSON file of regions as data/README.md describes it.
// Regions are our own data, so the first fault is an error that names the
// region and the field.
func ReadRegions(file string, r io.Reader) ([]event.Region, error) {
	var regions []event.Region
	err := ReadFeatures(r, func(f Feature, invalid error) error {
		var p struct {
			ID           string         `json:"id"`
			Name         string         `json:"name"`
			Role         string         `json:"role"`
			Detail       string         `json:"detail"`
			Start        string         `json:"start"`
			End          string         `json:"end"`
			Ongoing      bool           `json:"ongoing"`
			Countries    []string       `json:"countries"`
			CountryCodes []string       `json:"country_codes"`
			Admin1       []string       `json:"admin1"`
			Admin1Codes  []string       `json:"admin1_codes"`
			Districts    []string       `json:"districts"`
			WholeDrawn   bool           `json:"whole_province_drawn"`
			Confidence   string         `json:"confidence"`
			Note         string         `json:"note"`
			Sources      []event.Source `json:"sources"`
		}
		if err := json.Unmarshal(f.Properties, &p); err != nil {
			return fmt.Errorf("region %d: %w", len(regions)+1, err)
		}
		fail := func(field string, err error) error {
			return fmt.Errorf("region %s: %s: %w", p.ID, field, err)
		}
		if invalid != nil {
			return fail("geometry", invalid)
		}
		start, _, err := event.ParseSpan(p.Start)
		if err != nil {
			return fail("start", err)
		}
		span := event.Span{Start: start.Start, End: event.NewDate(event.MaxYear, 12, 31)}
		if !p.Ongoing {
			end, _, err := event.ParseSpan(p.End)
			if err != nil {
				return fail("end", err)
			}
			if end.End < start.Start {
				return fail("end", fmt.Errorf("date %q: expected not before start %s", p.End, p.Start))
			}
			span.End = end.End
		}
		geometry, err := multiPolygon(f.Geometry)
		if err != nil {
			return fail("geometry", err)
		}
		regions = append(regions, event.Region{
			ID: p.ID, Name: p.Name, Role: p.Role, Detail: p.Detail,
			Span: span, Start: p.Start, End: p.End, Ongoing: p.Ongoing,
			Countries: p.Countries, CountryCodes: p.CountryCodes,
			Admin1: p.Admin1, Admin1Codes: p.Admin1Codes,
			Districts: p.Districts, WholeDrawn: p.WholeDrawn,
			Confidence: p.Confidence, Note: p.Note, Sources: p.Sources,
			Bound: geometry.Bound(), Extent: planar.Area(geometry),
		})
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return regions, nil
}

// ReadAreas reads a GeoJSON file of polygons with the properties code and
// name.
func ReadAreas(file string, r io.Reader) ([]event.Area, error) {
	var areas []event.Area
	err := ReadFeatures(r, func(f Feature, invalid error) error {
		var p struct{ Code, Name string }
		if err := json.Unmarshal(f.Properties, &p); err != nil {
			return fmt.Errorf("area %d: %w", len(areas)+1, err)
		}
		if invalid != nil {
			return fmt.Errorf("area %s: geometry: %w", p.Code, invalid)
		}
		geometry, err := multiPolygon(f.Geometry)
		if err != nil {
			return fmt.Errorf("area %s: geometry: %w", p.Code, err)
		}
		areas = append(areas, event.Area{Code: p.Code, Name: p.Name, Bound: geometry.Bound()})
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return areas, nil
}

func multiPolygon(g orb.Geometry) (orb.MultiPolygon, error) {
	switch g := g.(type) {
	case orb.Polygon:
		return orb.MultiPolygon{g}, nil
	case orb.MultiPolygon:
		return g, nil
	case nil:
		return nil, fmt.Errorf("null: expected a Polygon or MultiPolygon")
	}
	return nil, fmt.Errorf("%s: expected a Polygon or MultiPolygon", g.GeoJSONType())
}
