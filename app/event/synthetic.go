package event

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sort"
	"strconv"

	"github.com/paulmach/orb"
)

// How many there are of what Synthetic names.
const (
	syntheticCentres    = 40
	syntheticCountries  = 180
	syntheticProvinces  = 8 // of each country
	syntheticActors     = 800
	syntheticTypes      = 25
	syntheticTargets    = 30
	syntheticPublishers = 300
)

// Synthetic returns a table of rows made up from a seed, for measuring and for
// tests: the same rows and seed give the same table on every machine. All its
// names are plainly artificial, as "Country 017" or "Place 00312", and so is
// everything it says. rows is 0 or more; each row is one pick of each of:
//
//   - Place: of 300 places and one more for every 50 rows, 5000 at most, of
//     Zipf weight (the n-th of weight 1/n). They lie scattered within about 6
//     degrees around the middle of one of 180 countries, which lie within about
//     9 degrees around one of 40 centres; each country has 8 provinces. 4 rows
//     in 100 are known to their province only and 2 to their country only: they
//     are not located and name that as their area.
//   - Days: beginning from 1990-01-01 to 2024-12-31. A third of the rows is
//     spread evenly, the others grow in proportion to the time since the beginning.
//     6 in 100 are known to the week, 6 to the month and 3 to the year, with the
//     span of that; of those known to the day, 4 in 100 last for 30 to 179 days
//     more.
//   - People killed: 15 in 100 unknown. Else 0 for 44 in 100, 1 for 18, 2 for
//     10; of the others half have 3 to 5, a quarter 6 to 11 and so on, each time
//     twice as many half as often, up to 1535. A fifth of the known have a low
//     and a high figure around the best. Injured likewise, 25 in 100 unknown, a
//     tenth of the known with low and high. No figures of a first report.
//   - Attack type: of 25, of Zipf weight. Targets: none for 1 in 10, one for 6,
//     two for 2, three for 1, of 30. No tags.
//   - Actor: of 800, of Zipf weight; none where the attribution is unclaimed or
//     none. Attribution, whatever the kind: claimed 25, attributed 20, suspected 15, disputed 5,
//     unclaimed 15, none 20 in 100.
//   - Kind: attack 85, foiled-plot 4, arrest 4, counter-operation 4, statement
//     2, milestone 1 in 100. Confidence: high 30, medium 40, low 25, disputed 5.
//     Actor link: of 4, evenly. Whether attackers are counted: no 60, yes 10,
//     unknown 30.
//   - Sources: one for 8 in 10, two and three for 1 in 10 each, by 300
//     publishers of Zipf weight.
func Synthetic(rows int, seed uint64) *Table {
	s := newSynthesis(rows, seed)
	var b Builder
	for row := range rows {
		if err := b.Add(s.event(row)); err != nil {
			panic(err) // more than 2 GiB of text in a column: some forty million rows
		}
	}
	return b.Table()
}

// A synthesis makes events. It calculates in whole numbers, so that no machine
// rounds in another way.
type synthesis struct {
	*rand.Rand
	first, days int // first day and number of days

	places     []syntheticPlace
	placeZipf  zipf
	countries  []string
	codes      []string
	actors     []string
	actorZipf  zipf
	types      []string
	typeZipf   zipf
	targets    []string
	publishers []string
	publisher  zipf
}

type syntheticPlace struct {
	name              string
	country, province int
	point             orb.Point
}

func newSynthesis(rows int, seed uint64) *synthesis {
	first := NewDate(1990, 1, 1)
	s := &synthesis{
		Rand: rand.New(rand.NewPCG(seed, 0)), first: int(first), days: int(NewDate(2025, 1, 1) - first),
		countries: numberedNames("Country %03d", syntheticCountries), codes: numberedNames("C%03d", syntheticCountries),
		actors: numberedNames("Actor %04d", syntheticActors), actorZipf: newZipf(syntheticActors),
		types: numberedNames("Attack type %02d", syntheticTypes), typeZipf: newZipf(syntheticTypes),
		targets:    numberedNames("Target %02d", syntheticTargets),
		publishers: numberedNames("Publisher %03d", syntheticPublishers), publisher: newZipf(syntheticPublishers),
	}

	// In units of 1e-4 degrees, about ten metres.
	const degree = 10_000
	centres := make([][2]int, syntheticCentres)
	for i := range centres {
		centres[i] = [2]int{s.IntN(300*degree) - 150*degree, s.IntN(100*degree) - 45*degree}
	}
	middles := make([][2]int, syntheticCountries)
	for i := range middles {
		centre := centres[i%syntheticCentres]
		middles[i] = [2]int{centre[0] + s.around(9*degree), centre[1] + s.around(9*degree)}
	}
	s.places = make([]syntheticPlace, min(5000, 300+rows/50))
	s.placeZipf = newZipf(len(s.places))
	for i, name := range numberedNames("Place %05d", len(s.places)) {
		p := syntheticPlace{name: name, country: s.IntN(syntheticCountries), province: s.IntN(syntheticProvinces)}
		for axis, middle := range middles[p.country] {
			p.point[axis] = float64(middle+s.around(6*degree)) / degree
		}
		s.places[i] = p
	}
	return s
}

// numberedNames returns names numbered from 1.
func numberedNames(format string, n int) []string {
	names := make([]string, n)
	for i := range names {
		names[i] = fmt.Sprintf(format, i+1)
	}
	return names
}

// around returns a number from -reach to reach, those near 0 the most often.
func (s *synthesis) around(reach int) int {
	sum := 0
	for range 3 {
		sum += s.IntN(2*reach+1) - reach
	}
	return sum / 3
}

// A zipf picks n with a weight in proportion to 1/(n+1).
type zipf []uint64 // sums of weights

func newZipf(n int) zipf {
	sums := make(zipf, n)
	sum := uint64(0)
	for i := range sums {
		sum += 1 << 40 / uint64(i+1)
		sums[i] = sum
	}
	return sums
}

func (z zipf) pick(r *rand.Rand) int {
	at := r.Uint64N(z[len(z)-1])
	return sort.Search(len(z), func(i int) bool { return z[i] > at })
}

// A share is a value that as many rows in 100 have.
type share struct {
	percent int
	value   string
}

var (
	syntheticKinds        = []share{{85, "attack"}, {4, "foiled-plot"}, {4, "arrest"}, {4, "counter-operation"}, {2, "statement"}, {1, "milestone"}}
	syntheticAttributions = []share{{25, "claimed"}, {20, "attributed"}, {15, "suspected"}, {5, "disputed"}, {15, "unclaimed"}, {20, "none"}}
	syntheticConfidences  = []share{{30, "high"}, {40, "medium"}, {25, "low"}, {5, "disputed"}}
	syntheticLinks        = []share{{25, "Link A"}, {25, "Link B"}, {25, "Link C"}, {25, "Link D"}}
	syntheticIncluded     = []share{{60, "no"}, {10, "yes"}, {30, "unknown"}}
	syntheticPrecisions   = []share{{50, "city"}, {30, "site"}, {20, "district"}} // of what is located

	syntheticSupports = [][]string{{"attribution"}, {"date", "place"}, {"date", "place", "casualties"}, {"date", "place", "casualties", "attribution", "target"}}
)

func (s *synthesis) share(of []share) string {
	at := s.IntN(100)
	for _, v := range of {
		if at -= v.percent; at < 0 {
			return v.value
		}
	}
	return ""
}

func (s *synthesis) event(row int) Event {
	number := strconv.Itoa(row + 1)
	place := &s.places[s.placeZipf.pick(s.Rand)]
	e := Event{
		ID:          "synthetic-" + number,
		Summary:     "Made up for measuring: nothing of this happened.",
		Kind:        s.share(syntheticKinds),
		Country:     s.countries[place.country],
		CountryCode: s.codes[place.country],
		AttackType:  s.types[s.typeZipf.pick(s.Rand)],
		ActorLink:   s.share(syntheticLinks),
		Attribution: s.share(syntheticAttributions),
		Killed:      s.people(15, 20), Injured: s.people(25, 10),
		CasualtiesIncludeAttackers: s.share(syntheticIncluded),
		FirstReport:                FirstReport{Unknown, Unknown},
		Confidence:                 s.share(syntheticConfidences),
	}
	known := s.IntN(100)
	if known >= 2 {
		province := "-" + strconv.Itoa(place.province+1)
		e.Admin1, e.Admin1Code = "Province"+e.Country[len("Country"):]+province, e.CountryCode+province
	}
	switch {
	case known < 2:
		e.GeoPrecision, e.Area = "country", e.CountryCode
		e.Title = e.AttackType + " in " + e.Country
	case known < 6:
		e.GeoPrecision, e.Area = "province", e.Admin1Code
		e.Title = e.AttackType + " in " + e.Admin1
	default:
		e.GeoPrecision, e.Place = s.share(syntheticPrecisions), place.name
		e.Point, e.Located = place.point, true
		e.Title = e.AttackType + " at " + e.Place
	}
	if e.Attribution != "unclaimed" && e.Attribution != "none" {
		e.Actor = s.actors[s.actorZipf.pick(s.Rand)]
	}
	s.date(&e)
	e.Targets = s.some(s.targets, [...]int{1, 6, 2, 1})
	for i := range s.times([...]int{0, 8, 1, 1}) {
		page := number + "-" + strconv.Itoa(i+1)
		e.Sources = append(e.Sources, Source{
			Title: "Page " + page, Publisher: s.publishers[s.publisher.pick(s.Rand)], Date: e.Span.End.String(),
			URL: "https://example.org/" + page, Supports: syntheticSupports[s.IntN(len(syntheticSupports))],
		})
	}
	return e
}

// date dates an event.
func (s *synthesis) date(e *Event) {
	day := s.IntN(s.days)
	if s.IntN(3) > 0 {
		// The later of two even days is the more frequent the later it is.
		day = max(day, s.IntN(s.days))
	}
	start := Date(s.first + day)
	switch known := s.IntN(100); {
	case known < 3:
		e.Precision = Year
	case known < 9:
		e.Precision = Month
	case known < 15:
		e.Precision = Week
	}
	e.Span = e.Precision.Around(start)
	if e.Precision == Day && s.IntN(25) == 0 {
		e.Span.End += Date(30 + s.IntN(150))
	}
}

// people returns figures; as many in 100 are unknown, and as many of the others
// have a low and a high figure.
func (s *synthesis) people(unknown, ranges int) Range {
	if s.IntN(100) < unknown {
		return UnknownRange
	}
	best := 0
	switch at := s.IntN(100); {
	case at < 44:
	case at < 62:
		best = 1
	case at < 72:
		best = 2
	default:
		from := 3
		for from < 768 && s.IntN(2) == 0 {
			from *= 2
		}
		best = from + s.IntN(from)
	}
	r := Range{Unknown, int32(best), Unknown}
	if s.IntN(100) < ranges {
		r.Low, r.High = int32(best-s.IntN(best/4+1)), int32(best+s.IntN(best/2+2))
	}
	return r
}

// times returns 0 to 3, each as many times in 10.
func (s *synthesis) times(in10 [4]int) int {
	at := s.IntN(10)
	for n, tenths := range in10 {
		if at -= tenths; at < 0 {
			return n
		}
	}
	return 0
}

// some returns different names, as many as times.
func (s *synthesis) some(of []string, in10 [4]int) []string {
	var some []string
	for n := s.times(in10); len(some) < n; {
		if name := of[s.IntN(len(of))]; !slices.Contains(some, name) {
			some = append(some, name)
		}
	}
	return some
}
