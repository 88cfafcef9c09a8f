package event

import (
	"fmt"
	"math"
)

// MaxNames is the number of different values a Category or List may have.
const MaxNames = math.MaxUint16

// Builder makes a Table row by row. The zero Builder is ready to use.
type Builder struct{ t Table }

// Add appends an event as the next row. It fails, adding nothing, when a
// column would need more than MaxNames different values.
func (b *Builder) Add(e Event) error {
	t := &b.t
	for _, column := range []struct {
		name     string
		category *Category
		value    string
	}{
		{"kind", &t.Kind, e.Kind}, {"admin1", &t.Admin1, e.Admin1}, {"admin1_code", &t.Admin1Code, e.Admin1Code},
		{"country", &t.Country, e.Country}, {"country_code", &t.CountryCode, e.CountryCode},
		{"geo_precision", &t.GeoPrecision, e.GeoPrecision}, {"area", &t.Area, e.Area},
		{"attack_type", &t.AttackType, e.AttackType}, {"actor", &t.Actor, e.Actor},
		{"actor_link", &t.ActorLink, e.ActorLink}, {"attribution", &t.Attribution, e.Attribution},
		{"casualties_include_attackers", &t.CasualtiesIncludeAttackers, e.CasualtiesIncludeAttackers},
		{"confidence", &t.Confidence, e.Confidence},
	} {
		if !column.category.fits(column.value) {
			return tooMany(column.name)
		}
	}
	if !t.Targets.fits(e.Targets...) {
		return tooMany("targets")
	}
	if !t.Tags.fits(e.Tags...) {
		return tooMany("tags")
	}

	t.ID = append(t.ID, e.ID)
	t.Title = append(t.Title, e.Title)
	t.Summary = append(t.Summary, e.Summary)
	t.Start = append(t.Start, int32(e.Span.Start))
	t.End = append(t.End, int32(e.Span.End))
	t.Precision = append(t.Precision, e.Precision)
	t.Time = append(t.Time, e.Time)
	t.Place = append(t.Place, e.Place)
	t.Admin1.add(e.Admin1)
	t.Admin1Code.add(e.Admin1Code)
	t.Country.add(e.Country)
	t.CountryCode.add(e.CountryCode)
	t.GeoPrecision.add(e.GeoPrecision)
	lon, lat := math.NaN(), math.NaN()
	if e.Located {
		lon, lat = e.Point[0], e.Point[1]
	}
	t.Lon, t.Lat = append(t.Lon, lon), append(t.Lat, lat)
	t.Area.add(e.Area)
	t.CoordinateSource = append(t.CoordinateSource, e.CoordinateSource)
	t.Kind.add(e.Kind)
	t.AttackType.add(e.AttackType)
	t.Targets.add(e.Targets)
	t.Tags.add(e.Tags)
	t.Actor.add(e.Actor)
	t.ActorLink.add(e.ActorLink)
	t.Attribution.add(e.Attribution)
	t.AttributionNote = append(t.AttributionNote, e.AttributionNote)
	t.Killed.add(e.Killed)
	t.Injured.add(e.Injured)
	t.CasualtiesIncludeAttackers.add(e.CasualtiesIncludeAttackers)
	t.CasualtiesNote = append(t.CasualtiesNote, e.CasualtiesNote)
	t.FirstKilled = append(t.FirstKilled, e.FirstReport.Killed)
	t.FirstInjured = append(t.FirstInjured, e.FirstReport.Injured)
	t.Confidence.add(e.Confidence)
	t.ConfidenceNote = append(t.ConfidenceNote, e.ConfidenceNote)
	if t.Sources.Offsets == nil {
		t.Sources.Offsets = []int32{0}
	}
	t.Sources.All = append(t.Sources.All, e.Sources...)
	t.Sources.Offsets = append(t.Sources.Offsets, int32(len(t.Sources.All)))
	return nil
}

func tooMany(column string) error {
	return fmt.Errorf("%s: more than %d different values", column, MaxNames)
}

// Table returns the table built so far. The builder must not be used after.
func (b *Builder) Table() *Table {
	for _, list := range []*List{&b.t.Targets, &b.t.Tags} {
		if list.Offsets == nil {
			list.Offsets = []int32{0}
		}
	}
	if b.t.Sources.Offsets == nil {
		b.t.Sources.Offsets = []int32{0}
	}
	return &b.t
}

func (c *Category) add(name string) { c.Codes = append(c.Codes, c.intern(name)) }

// fits reports whether the names can be added.
func (c *Category) fits(names ...string) bool {
	if len(c.Names)+len(names) <= MaxNames {
		return true
	}
	more := make(map[string]bool)
	for _, name := range names {
		if _, ok := c.index[name]; !ok {
			more[name] = true
		}
	}
	return len(c.Names)+len(more) <= MaxNames
}

func (l *List) add(names []string) {
	if l.Offsets == nil {
		l.Offsets = []int32{0}
	}
	for _, name := range names {
		l.Category.add(name)
	}
	l.Offsets = append(l.Offsets, int32(len(l.Codes)))
}
