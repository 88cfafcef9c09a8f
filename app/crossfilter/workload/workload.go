// Package workload is what the filter engine is measured and tried with: five
// dimensions over synthetic events, of day, country, type, actor and people
// killed, and the groups a page shows of them.
package workload

import (
	"math/rand/v2"
	"slices"

	"wherewhen/app/crossfilter"
)

// Days is how many days the events lie in, from day 0.
const Days = 35 * 365

// How many values the columns have.
const (
	Countries = 180
	Types     = 25
	Actors    = 800
	// Killed is counted in so many ranges of KilledWidth people.
	KilledRanges = 180
	KilledWidth  = 5
	MonthDays    = 30
)

// Unknown stands for a number of people killed that is not known.
const Unknown = -1

// Columns are events: one entry per row in each, rows in order of Start. Days
// are spread evenly; 12 % of the events are known to the week, month or year
// and 3 % last for months; countries, types and actors follow Zipf's law, as
// the number of people killed does, which every seventh event does not state.
type Columns struct {
	Start, End           []int32
	Country, Type, Actor []uint16
	Killed               []int32
}

// New makes so many events, the same ones for the same number.
func New(rows int) *Columns {
	r := rand.New(rand.NewPCG(7, uint64(rows)))
	c := &Columns{
		Start: make([]int32, rows), End: make([]int32, rows), Killed: make([]int32, rows),
		Country: make([]uint16, rows), Type: make([]uint16, rows), Actor: make([]uint16, rows),
	}
	country, kind := rand.NewZipf(r, 1.3, 4, Countries-1), rand.NewZipf(r, 1.3, 4, Types-1)
	actor, killed := rand.NewZipf(r, 1.3, 4, Actors-1), rand.NewZipf(r, 1.6, 1, 900)
	for row := range rows {
		c.Start[row] = int32(r.IntN(Days))
	}
	slices.Sort(c.Start)
	for row := range rows {
		c.Country[row], c.Type[row], c.Actor[row] = uint16(country.Uint64()), uint16(kind.Uint64()), uint16(actor.Uint64())
		if c.Killed[row] = int32(killed.Uint64()); r.IntN(7) == 0 {
			c.Killed[row] = Unknown
		}
		length := 0
		switch n := r.IntN(100); {
		case n < 3:
			length = 30 + r.IntN(200)
		case n < 15:
			length = []int{6, 30, 364}[r.IntN(3)]
		}
		c.End[row] = c.Start[row] + int32(length)
	}
	return c
}

// Page is an engine over columns with the groups of a page.
type Page struct {
	*crossfilter.Engine
	Time                 *crossfilter.Interval
	Country, Type, Actor *crossfilter.List
	Killed               *crossfilter.Numeric
	Months               *crossfilter.Bins
	Sum                  *crossfilter.Sum
}

// Build makes a page and counts it.
func (c *Columns) Build() *Page {
	e := crossfilter.New(len(c.Start))
	p := &Page{
		Engine: e, Time: e.Interval(c.Start, c.End),
		Country: e.Category(c.Country, Countries), Type: e.Category(c.Type, Types), Actor: e.Category(c.Actor, Actors),
		Killed: e.Numeric(c.Killed, Unknown, KilledWidth, KilledRanges),
		Sum:    e.Sum(c.Killed, Unknown),
	}
	p.Months = p.Time.Bins(Edges(0, Days+400, MonthDays))
	p.Read()
	return p
}

// Read asks for all that the page shows, and returns a number that depends on
// it.
func (p *Page) Read() int64 {
	return p.Sum.Total() + int64(p.Count()) + int64(p.Months.Passing()[0]) +
		int64(p.Country.Counts()[0]+p.Type.Counts()[0]+p.Actor.Counts()[0]+p.Killed.Counts()[0])
}

// Activate makes an index over edges, all at once.
func (p *Page) Activate(edges []int32) { activate(p.Time, edges) }

func activate(time *crossfilter.Interval, edges []int32) {
	for x := time.Activate(edges); !x.Fill(1 << 20); {
	}
}

// Edges are the days from one to another, so many days apart.
func Edges(from, to, apart int32) (edges []int32) {
	for day := from; day <= to; day += apart {
		edges = append(edges, day)
	}
	return edges
}

// Counts are what a page shows: all groups, one after the other.
type Counts struct {
	Visible                              int
	Sum                                  int64
	Months, Country, Type, Actor, Killed []int32
}

// Counts returns what the page shows; it belongs to the page.
func (p *Page) Counts() Counts {
	return Counts{p.Count(), p.Sum.Total(), p.Months.Passing(), p.Country.Counts(), p.Type.Counts(), p.Actor.Counts(), p.Killed.Counts()}
}

// Same reports whether two pages show the same.
func (c Counts) Same(o Counts) bool {
	return c.Visible == o.Visible && c.Sum == o.Sum && slices.Equal(c.Months, o.Months) && slices.Equal(c.Country, o.Country) &&
		slices.Equal(c.Type, o.Type) && slices.Equal(c.Actor, o.Actor) && slices.Equal(c.Killed, o.Killed)
}

// Question is what is filtered: days from Lo to Hi, both inclusive, and one
// country, or any for -1.
type Question struct {
	Lo, Hi  int32
	Country int
}

// Ask counts what a page must show for a question, event by event.
func (c *Columns) Ask(q Question) Counts {
	a := Counts{
		Months:  make([]int32, len(Edges(0, Days+400, MonthDays))-1),
		Country: make([]int32, Countries), Type: make([]int32, Types), Actor: make([]int32, Actors),
		Killed: make([]int32, KilledRanges+1),
	}
	for row := range c.Start {
		inTime := c.Start[row] <= q.Hi && c.End[row] >= q.Lo
		inCountry := q.Country < 0 || int(c.Country[row]) == q.Country
		if inCountry {
			for month := c.Start[row] / MonthDays; month <= min(c.End[row]/MonthDays, int32(len(a.Months)-1)); month++ {
				a.Months[month]++
			}
		}
		if inTime {
			a.Country[c.Country[row]]++
		}
		if !inTime || !inCountry {
			continue
		}
		a.Visible++
		a.Type[c.Type[row]]++
		a.Actor[c.Actor[row]]++
		if n := c.Killed[row]; n == Unknown {
			a.Killed[KilledRanges]++
		} else {
			a.Killed[min(n/KilledWidth, KilledRanges-1)]++
			a.Sum += int64(n)
		}
	}
	return a
}
