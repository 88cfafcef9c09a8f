package event

import "github.com/paulmach/orb"

// Event is one reported event as a record. Its text fields hold the values of
// the file; an empty text is absent.
type Event struct {
	ID      string // stable, unique in its file
	Title   string
	Summary string
	Kind    string // attack, foiled-plot, arrest, counter-operation, statement, milestone

	Span      Span      // the days it may have happened on, both inclusive
	Precision Precision // how exactly the date is known
	Time      string    // local time of day as reported, not used in filters

	Place        string
	Admin1       string // first-level administrative unit (province) by its common English name
	Admin1Code   string // Natural Earth adm1_code
	Country      string
	CountryCode  string // ISO 3166-1 alpha-2
	GeoPrecision string // site, city, district, province, country

	// Point is the longitude and latitude in degrees (WGS 84), meaningful when
	// Located. An event that is not located may name the Area it lies in.
	Point   orb.Point
	Located bool
	Area    string // Natural Earth adm1_code or ISO country code

	CoordinateSource string

	AttackType string
	Targets    []string

	Actor           string
	ActorLink       string // isis-k, islamic-state-branch-unclear, disputed-or-unclaimed, context
	Attribution     string // claimed, attributed, suspected, disputed, unclaimed, none
	AttributionNote string

	Killed, Injured            Range
	CasualtiesIncludeAttackers string // yes, no, unknown
	CasualtiesNote             string
	FirstReport                FirstReport

	Confidence     string // high, medium, low, disputed
	ConfidenceNote string

	Tags    []string
	Sources []Source

	Own []string // of each of its table's own columns, in their order
}

// Source is a page that reports something about an event.
type Source struct {
	Title     string   `json:"title"`
	Publisher string   `json:"publisher,omitempty"`
	Date      string   `json:"date,omitempty"` // YYYY-MM-DD, YYYY-MM or YYYY
	URL       string   `json:"url"`
	Supports  []string `json:"supports,omitempty"` // date, place, casualties, attribution, target, other
}

// Unknown stands for a number that was not reported.
const Unknown int32 = -1

// Range is a number of people as reported: the lowest, best and highest
// figure, each Unknown when absent. A known Low or Best without a High means
// "at least".
type Range struct{ Low, Best, High int32 }

// UnknownRange is the range of which nothing is known.
var UnknownRange = Range{Unknown, Unknown, Unknown}

// Known reports whether any figure was reported.
func (r Range) Known() bool { return r.Low >= 0 || r.Best >= 0 || r.High >= 0 }

// Ordered reports whether low ≤ best ≤ high among the known figures.
func (r Range) Ordered() bool {
	last := int32(0)
	for _, n := range [...]int32{r.Low, r.Best, r.High} {
		if n == Unknown {
			continue
		}
		if n < last {
			return false
		}
		last = n
	}
	return true
}

// Filled returns the range with unknown figures taken from their neighbours,
// so that sums of low, best and high are over the same events. All three are
// Unknown when nothing is known.
func (r Range) Filled() Range {
	first := func(ns ...int32) int32 {
		for _, n := range ns {
			if n >= 0 {
				return n
			}
		}
		return Unknown
	}
	return Range{
		Low:  first(r.Low, r.Best, r.High),
		Best: first(r.Best, r.Low, r.High),
		High: first(r.High, r.Best, r.Low),
	}
}

// FirstReport holds the figures of the first day, for the history of a
// record; each Unknown when absent. They take no part in ranges or sums.
type FirstReport struct{ Killed, Injured int32 }
