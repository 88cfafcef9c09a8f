package workload

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// A step of a gesture leaves nothing behind for the garbage collector.
func TestStepsAllocateNothing(t *testing.T) {
	p := New(20_000).Build()
	p.Activate(Edges(0, Days, 13))
	at := int32(0)
	window := func() {
		at = (at + 37) % (Days - 2000)
		p.Time.Window(at, at+2000)
		p.Read()
	}
	if n := testing.AllocsPerRun(50, window); n != 0 {
		t.Errorf("%v allocations a step over an index", n)
	}
	code := uint16(0)
	toggle := func() {
		code = (code + 1) % 9
		p.Country.Choose(code, code+1)
		p.Read()
		if code == 0 {
			p.Country.Choose()
			p.Read()
		}
	}
	if n := testing.AllocsPerRun(50, toggle); n != 0 {
		t.Errorf("%v allocations a toggle", n)
	}
	if n := testing.AllocsPerRun(50, window); n != 0 {
		t.Errorf("%v allocations a step without an index", n)
	}
}

// Over more rows than the engine looks at together it counts what is there:
// over an index, by following, and anew.
func TestPageAgainstEvents(t *testing.T) {
	c := New(30_077)
	r := rand.New(rand.NewPCG(5, 2015))
	followed, indexed := c.Build(), c.Build()
	edges := Edges(-500, Days+100, 14)
	q := Question{Country: -1}
	for step := range 300 {
		if r.IntN(4) == 0 {
			var codes []uint16
			if q.Country = r.IntN(40) - 10; q.Country < 0 {
				q.Country = -1
			} else {
				codes = []uint16{uint16(q.Country)}
			}
			followed.Country.Choose(codes...)
			indexed.Country.Choose(codes...)
			indexed.Activate(edges)
		}
		q.Lo = int32(r.IntN(Days+400) - 200)
		q.Hi = q.Lo + int32(r.IntN(3000))
		if r.IntN(3) == 0 {
			q.Lo -= (q.Lo + 500) % 14
			q.Hi -= (q.Hi + 501) % 14
		}
		followed.Time.Window(q.Lo, q.Hi)
		indexed.Time.Window(q.Lo, q.Hi)
		want := c.Ask(q)
		if got := followed.Counts(); !got.Same(want) {
			t.Fatalf("step %d, %+v: followed %+v, want %+v", step, q, got, want)
		}
		if got := indexed.Counts(); !got.Same(want) {
			t.Fatalf("step %d, %+v: indexed %+v, want %+v", step, q, got, want)
		}
	}
}

func BenchmarkEngine(b *testing.B) {
	for _, rows := range []int{100_000, 1_000_000, 10_000_000} {
		c := New(rows)
		name := fmt.Sprint(rows)
		b.Run(name+"/build", func(b *testing.B) {
			for b.Loop() {
				c.Build()
			}
		})
		p := c.Build()
		const apart = 13
		edges := Edges(0, Days, apart)
		p.Activate(edges) // the order of rows is made once
		b.Run(name+"/activate", func(b *testing.B) {
			for b.Loop() {
				p.Activate(edges)
			}
		})
		lo := int32(0)
		b.Run(name+"/brush", func(b *testing.B) {
			for b.Loop() {
				lo = (lo + 11*apart) % (900 * apart)
				lo -= lo % apart
				p.Time.Window(lo, lo+154*apart-1)
				p.Read()
			}
		})
		b.Run(name+"/brush between edges", func(b *testing.B) {
			for b.Loop() {
				lo = (lo + 151) % (Days - 2002)
				p.Time.Window(lo, lo+1999)
				p.Read()
			}
		})
		code := uint16(0)
		toggle := func(b *testing.B) {
			for b.Loop() {
				p.Country.Choose(code % 20)
				p.Read()
				code++
			}
			p.Country.Choose()
			p.Read()
		}
		b.Run(name+"/category in a window", toggle)
		b.Run(name+"/brush without an index", func(b *testing.B) {
			for b.Loop() {
				lo = (lo + 150) % (Days - 2002)
				p.Time.Window(lo, lo+1999)
				p.Read()
			}
		})
		p.Time.Clear()
		p.Read()
		b.Run(name+"/category of all", toggle)
	}
}

// What is measured is counted rightly, and every figure comes.
func TestMeasure(t *testing.T) {
	ticks := 0.0
	figures, err := Measure(3000, func() float64 { ticks++; return ticks })
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{
		"build_ms", "activate_ms", "brush.p50_ms", "brush.p95_ms", "between_edges.p95_ms", "fine_brush.p95_ms",
		"category_in_window.p50_ms", "category_in_window.p95_ms", "category.p50_ms", "category.p95_ms", "sum_of_killed.p95_ms", "memory_mb",
	} {
		if figures[name] <= 0 {
			t.Errorf("%s is %v", name, figures[name])
		}
	}
}
