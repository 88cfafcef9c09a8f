package event

import "github.com/paulmach/orb"

// Region is an area where a group was reported active, which it claimed as a
// province, where it was reported to recruit, or which was named as a target.
// It never means that the group controls the area.
type Region struct {
	ID     string
	Name   string
	Role   string // reported-active, claimed-province, reported-recruitment, named-as-target
	Detail string

	// Span is the time it was reported for; an ongoing region ends on the last
	// day a Date can be written for. Start and End are the dates as written.
	Span       Span
	Start, End string
	Ongoing    bool

	Countries    []string
	CountryCodes []string
	Admin1       []string
	Admin1Codes  []string
	Districts    []string
	WholeDrawn   bool // only Districts were reported, the whole province is drawn

	Confidence string
	Note       string
	Sources    []Source

	// Bound is the box around its outline in degrees, Extent the area in square
	// degrees, for comparison: the smaller of two regions is the one nearer to
	// what was reported. Only the map knows the outline itself.
	Bound  orb.Bound
	Extent float64
}

// Holds reports whether an event with these codes lies in the region: in one
// of its first-level units or, when it names none, in one of its countries.
func (r *Region) Holds(admin1Code, countryCode string) bool {
	codes, code := r.Admin1Codes, admin1Code
	if len(codes) == 0 {
		codes, code = r.CountryCodes, countryCode
	}
	for _, c := range codes {
		if c == code && c != "" {
			return true
		}
	}
	return false
}

// Area is a province or country that events are known to lie in without a
// nearer place.
type Area struct {
	Code  string // Natural Earth adm1_code or ISO country code
	Name  string
	Bound orb.Bound // the box around its outline in degrees
}
