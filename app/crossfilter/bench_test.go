package crossfilter

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// load is the work of make bench: five dimensions, of day, country, type,
// actor and people killed, and the groups of a page over them.
type load struct {
	*Engine
	start, end                 []int32
	country, kind, actor       []uint16
	killed                     []int32
	time                       *Interval
	byCountry, byKind, byActor *List
	byKilled                   *Numeric
	months                     *Bins
	sum                        *Sum
	days                       int32
}

const loadDays = 35 * 365

func newColumns(rows int) *load {
	r := rand.New(rand.NewPCG(7, uint64(rows)))
	l := &load{days: loadDays}
	zipf := func(n uint64) func() uint16 {
		z := rand.NewZipf(r, 1.3, 4, n-1)
		return func() uint16 { return uint16(z.Uint64()) }
	}
	country, kind, actor := zipf(180), zipf(25), zipf(800)
	killed := rand.NewZipf(r, 1.6, 1, 900)
	for range rows {
		l.start = append(l.start, int32(r.IntN(loadDays)))
		l.country, l.kind, l.actor = append(l.country, country()), append(l.kind, kind()), append(l.actor, actor())
		n := int32(killed.Uint64())
		if r.IntN(7) == 0 {
			n = -1
		}
		l.killed = append(l.killed, n)
	}
	slices.Sort(l.start)
	for _, start := range l.start {
		length := int32(0)
		switch n := r.IntN(100); {
		case n < 3:
			length = int32(30 + r.IntN(200))
		case n < 15:
			length = []int32{6, 30, 364}[r.IntN(3)]
		}
		l.end = append(l.end, start+length)
	}
	return l
}

func (l *load) build() {
	l.Engine = New(len(l.start))
	l.time = l.Interval(l.start, l.end)
	l.byCountry, l.byKind, l.byActor = l.Category(l.country, 180), l.Category(l.kind, 25), l.Category(l.actor, 800)
	l.byKilled = l.Numeric(l.killed, -1, 5, 180)
	l.sum = l.Sum(l.killed, -1)
	l.months = l.time.Bins(monthEdges(l.days))
	l.read()
}

func monthEdges(days int32) []int32 {
	var edges []int32
	for day := int32(0); day < days+400; day += 30 {
		edges = append(edges, day)
	}
	return edges
}

// edgesOver are so many edges, a whole number of days apart.
func edgesOver(from, to, n int32) []int32 {
	step := max(1, (to-from+n-1)/n)
	var edges []int32
	for day := from; day <= to; day += step {
		edges = append(edges, day)
	}
	return edges
}

func (l *load) read() int64 {
	return int64(l.byCountry.Counts()[0]) + int64(l.byKind.Counts()[0]) + int64(l.byActor.Counts()[0]) +
		int64(l.byKilled.Counts()[0]) + l.sum.Total() + int64(l.months.Passing()[0]) + int64(l.Count())
}

func (l *load) activate(edges []int32) {
	for x := l.time.Activate(edges); !x.Fill(1 << 20); {
	}
}

func BenchmarkEngine(b *testing.B) {
	for _, rows := range []int{100_000, 1_000_000, 10_000_000} {
		l := newColumns(rows)
		name := fmt.Sprint(rows)
		b.Run(name+"/build", func(b *testing.B) {
			for b.Loop() {
				l.build()
			}
		})
		l.build()
		edges := edgesOver(0, loadDays, 1000)
		step := edges[1] - edges[0]
		b.Run(name+"/activate", func(b *testing.B) {
			for b.Loop() {
				l.activate(edges)
			}
		})
		l.activate(edges)
		lo := int32(0)
		b.Run(name+"/brush", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				lo = (lo + 11*step) % (loadDays - 2002)
				lo -= lo % step
				l.time.Window(lo, lo+154*step-1)
				l.read()
			}
		})
		b.Run(name+"/brush between edges", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				lo = (lo + 151) % (loadDays - 2002)
				l.time.Window(lo, lo+1999)
				l.read()
			}
		})
		b.Run(name+"/brush without index", func(b *testing.B) {
			l.months.Drop()
			l.months = l.time.Bins(monthEdges(l.days))
			l.read()
			b.ReportAllocs()
			for b.Loop() {
				lo = (lo + 150) % (loadDays - 2002)
				l.time.Window(lo, lo+1999)
				l.read()
			}
		})
		code := uint16(0)
		toggle := func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				l.byCountry.Choose(code % 20)
				l.read()
				code++
			}
			l.byCountry.Choose()
			l.read()
		}
		b.Run(name+"/category in a window", toggle)
		l.time.Clear()
		l.read()
		b.Run(name+"/category of all", toggle)
		b.Run(name+"/clear a category", func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				l.byCountry.Choose(3)
				l.read()
				b.StartTimer()
				l.byCountry.Choose()
				l.read()
			}
		})
	}
}
