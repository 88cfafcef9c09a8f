package session

import (
	"slices"

	"wherewhen/app/event"
)

// Facet is a field of the events that is filtered by choosing values.
type Facet uint8

// The facets, in the order they are shown.
const (
	Kind Facet = iota
	Country
	Province
	OperatingRegion
	AttackType
	Target
	Actor
	Attribution
	ActorLink
	Confidence
	Own // the first of the columns of the file's own; the others follow
)

// The facets behind those of the file's own.
const (
	PlacePrecision = Own + event.MostOwn + iota
	DatePrecision
	FacetCount
)

var facetKeys = [FacetCount]string{
	"kind", "country", "province", "region", "type", "target", "actor", "attribution", "link", "confidence",
	"own-1", "own-2", "own-3", "own-4", "own-5", "own-6", "own-7", "own-8", "place-precision", "date-precision",
}

// Key returns the name of the facet in links.
func (f Facet) Key() string { return facetKeys[f] }

// IsOwn reports whether the facet is a column of the file's own.
func (f Facet) IsOwn() bool { return f >= Own && f < PlacePrecision }

// Marks says how events are drawn on the map.
type Marks uint8

// The marks.
const (
	MarksCircles   Marks = iota // places joined into circles
	MarksDensity                // places joined into hexagons of one size, coloured by number
	MarksDots                   // each event for itself
	MarksProvinces              // provinces shaded by number
	MarksCountries              // countries shaded by number
)

// Size says what the area of a circle on the map is proportional to, and what
// the colour of a hexagon tells.
type Size uint8

// The sizes.
const (
	SizeEvents Size = iota
	SizeKilled
	SizeInjured
	sizes
)

var sizeKeys = [sizes]string{"events", "killed", "injured"}

// Rim is the field whose values colours tell: the usual one of the data, or one
// that the reader asked for.
type Rim uint8

// RimUsual is the usual one.
const RimUsual Rim = 0

// RimOf returns the colours by a facet.
func RimOf(f Facet) Rim { return Rim(f) + 1 }

// Lanes says what the lanes above the timeline stand for.
type Lanes uint8

// The lanes.
const (
	LanesOff Lanes = iota
	LanesKind
	LanesCountry
	LanesAttackType
	LanesTarget
	LanesAttribution
	LanesActor
	LanesOwn   // by the first of the columns of the file's own; the others follow
	LanesCount = LanesOwn + event.MostOwn
)

var laneFacets = [LanesOwn]Facet{
	LanesKind: Kind, LanesCountry: Country, LanesAttackType: AttackType, LanesTarget: Target, LanesAttribution: Attribution,
	LanesActor: Actor,
}

// Facet returns the field whose values have a lane each; ok is false without
// lanes.
func (l Lanes) Facet() (f Facet, ok bool) {
	if l >= LanesOwn {
		return Own + Facet(l-LanesOwn), true
	}
	return laneFacets[l], l != LanesOff
}

// Context are the things of others that are drawn with the timeline, a bit each.
type Context uint8

// The things.
const (
	ContextStrength Context = 1 << iota
	ContextLeaders
	ContextActivity
	ContextStatements

	contexts = 4
)

var contextKeys = [contexts]string{"strength", "leaders", "activity", "statements"}

// Theme is the colours the reader asked for.
type Theme uint8

// The themes.
const (
	ThemeSystem Theme = iota
	ThemeLight
	ThemeDark
)

// Camera is what the map looks at.
type Camera struct {
	Lon, Lat float64 // of the centre, degrees
	Zoom     float64
}

// Cell names a circle on the map, or a hexagon: the one that holds the place at
// Lon, Lat when places are joined as at zoom level Level.
type Cell struct {
	Lon, Lat float64
	Level    int
	Hexagon  bool
}

// State is everything a link restores. The zero State shows all events.
type State struct {
	Window  *event.Span          // days chosen by the brush; nil for all
	View    *event.Span          // days the timeline is zoomed to; nil for all
	Compare *event.Span          // days of the second of two periods; nil for no comparison
	Chosen  [FacetCount][]string // values of each facet, sorted, each once
	Query   string
	Within  Within // part of the map; nil for all

	Selected string // id of the selected event
	Cell     *Cell  // place whose events are shown
	Area     string // code of the province or country whose events are shown
	Region   string // id of the operating region shown

	Lanes       Lanes   // above the timeline
	LanesByName bool    // order of the lanes; the most events first otherwise
	Context     Context // with the timeline
	OldestFirst bool    // order of the list; newest first otherwise
	Camera      *Camera // nil for the view that shows what is selected or filtered
	Globe       bool
	HideRegions bool
	Marks       Marks
	Size        Size
	Rim         Rim // what rims of circles, dots and lanes have their colours by
	Theme       Theme
	About       bool // the method page is open

	Periods     Periods     // the table of the events by period is open
	PeriodOrder PeriodOrder // of that

	Table   bool      // the table is in front of the map
	Columns []Column  // of the table; nil for the usual ones
	Sort    []SortKey // of the table, the leading column first; nil for the order of the list
}

// Clone returns a copy that shares nothing with s.
func (s State) Clone() State {
	s.Window, s.View = clonePointer(s.Window), clonePointer(s.View)
	s.Compare = clonePointer(s.Compare)
	s.Cell, s.Camera = clonePointer(s.Cell), clonePointer(s.Camera)
	s.Within = slices.Clone(s.Within)
	for f := range s.Chosen {
		s.Chosen[f] = slices.Clone(s.Chosen[f])
	}
	s.Columns, s.Sort = slices.Clone(s.Columns), slices.Clone(s.Sort)
	return s
}

func clonePointer[T any](p *T) *T {
	if p == nil {
		return nil
	}
	v := *p
	return &v
}

// Looks returns a state that shows all events as s would: its theme, the order
// of the list and of the table, how events are drawn and what stands with the
// timeline. Columns of the file's own mean nothing for other events.
func (s *State) Looks() State {
	looks := State{
		Theme: s.Theme, OldestFirst: s.OldestFirst, Globe: s.Globe, Marks: s.Marks, Size: s.Size, Rim: s.Rim,
		Table: s.Table, Columns: s.Columns, Sort: s.Sort,
		Lanes: s.Lanes, LanesByName: s.LanesByName, Context: s.Context,
	}
	if s.Rim != RimUsual && Facet(s.Rim-1).IsOwn() {
		looks.Rim = RimUsual
	}
	if s.Lanes >= LanesOwn {
		looks.Lanes = LanesOff
	}
	if slices.ContainsFunc(s.Columns, func(c Column) bool { return c >= ColumnOwn }) || slices.ContainsFunc(s.Sort, func(k SortKey) bool { return k.Column >= ColumnOwn }) {
		looks.Columns, looks.Sort = nil, nil
	}
	return looks
}

// Filtered reports whether s shows fewer than all events.
func (s *State) Filtered() bool {
	if s.Window != nil || s.Query != "" || len(s.Within) > 0 {
		return true
	}
	for _, chosen := range s.Chosen {
		if len(chosen) > 0 {
			return true
		}
	}
	return false
}

// ListsSame reports whether two states list the same events in the same order.
func (s *State) ListsSame(o *State) bool {
	for f := range s.Chosen {
		if !slices.Equal(s.Chosen[f], o.Chosen[f]) {
			return false
		}
	}
	return s.Query == o.Query && s.Area == o.Area && s.OldestFirst == o.OldestFirst &&
		equal(s.Window, o.Window) && slices.Equal(s.Within, o.Within) && equal(s.Cell, o.Cell)
}

func equal[T comparable](a, b *T) bool {
	return a == b || a != nil && b != nil && *a == *b
}

// ClearFilters makes s show all events again; what is selected, the camera
// and the looks stay.
func (s *State) ClearFilters() {
	s.Window, s.Compare, s.Query, s.Within = nil, nil, "", nil
	s.Chosen = [FacetCount][]string{}
}

// Chooses reports whether a value of a facet is chosen.
func (s *State) Chooses(f Facet, value string) bool {
	_, found := slices.BinarySearch(s.Chosen[f], value)
	return found
}

// ToggleAll chooses all of some values of a facet, or gives them up if it has
// all of them.
func (s *State) ToggleAll(f Facet, values []string) {
	missing := slices.DeleteFunc(slices.Clone(values), func(value string) bool { return s.Chooses(f, value) })
	if len(missing) == 0 {
		missing = values
	}
	for _, value := range missing {
		s.Toggle(f, value)
	}
}

// Toggle chooses a value of a facet, or gives it up again.
func (s *State) Toggle(f Facet, value string) {
	if i, found := slices.BinarySearch(s.Chosen[f], value); found {
		s.Chosen[f] = slices.Delete(slices.Clone(s.Chosen[f]), i, i+1)
	} else {
		s.Chosen[f] = slices.Insert(slices.Clone(s.Chosen[f]), i, value)
	}
	if len(s.Chosen[f]) == 0 {
		s.Chosen[f] = nil
	}
}
