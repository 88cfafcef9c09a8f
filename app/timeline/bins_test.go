package timeline

import (
	"testing"

	"wherewhen/app/event"
)

// Each day of the domain is in exactly one bin, and every bin has one.
func TestBinsCoverTheDomain(t *testing.T) {
	r := seeded(6)
	var edges []int32
	for range 4000 {
		domain := randomDomain(r)
		u := Unit(r.IntN(int(coarsest) + 1))
		if domain.Days()/u.LeastDays() > 20000 {
			continue
		}
		edges = Edges(edges[:0], domain, u)
		if len(edges) < 2 {
			t.Fatalf("%d edges of %v", len(edges), domain)
		}
		if event.Date(edges[1]) <= domain.Start || event.Date(edges[len(edges)-2]) > domain.End {
			t.Fatalf("an empty bin at an end of %v: %v", domain, edges)
		}
		if event.Date(edges[0]) > domain.Start || event.Date(edges[len(edges)-1]) <= domain.End {
			t.Fatalf("bins from %d to %d do not hold %v", edges[0], edges[len(edges)-1], domain)
		}
		for i, edge := range edges {
			d := event.Date(edge)
			if u.Floor(d) != d || i > 0 && u.Floor(d-1) != event.Date(edges[i-1]) {
				t.Fatalf("edge %d, %s, of unit %d", i, d, u)
			}
		}
	}
}

func TestBinsOfLeapYears(t *testing.T) {
	for _, year := range []int{1900, 2000, 2023, 2024} {
		domain := event.Span{Start: event.NewDate(year, 1, 1), End: event.NewDate(year, 12, 31)}
		for u, want := range map[Unit]int{Day: domain.Days(), Month: 12, Quarter: 4, Year: 1} {
			edges := Edges(nil, domain, u)
			if len(edges)-1 != want {
				t.Errorf("%d has %d units %d, want %d", year, len(edges)-1, u, want)
			}
			in := make([]int, len(edges)-1)
			for d := domain.Start; d <= domain.End; d++ {
				for i := range in {
					if event.Date(edges[i]) <= d && d < event.Date(edges[i+1]) {
						in[i]++
					}
				}
			}
			days := 0
			for _, n := range in {
				days += n
			}
			if days != domain.Days() {
				t.Errorf("the bins of %d hold %d days, want %d", year, days, domain.Days())
			}
		}
	}
	if edges := Edges(nil, event.Span{Start: 10, End: 9}, Month); len(edges) != 0 {
		t.Errorf("an empty domain has edges %v", edges)
	}
}

func TestBinUnitIsWideEnough(t *testing.T) {
	r := seeded(7)
	for range 3000 {
		s := randomScale(r)
		u := BinUnit(&s)
		at := u.Floor(event.Date(s.From))
		for range 20 {
			next := u.Add(at, 1)
			if w := s.X(next) - s.X(at); w < BinPixels-0.001 && u < coarsest {
				t.Fatalf("a bin of unit %d at %s is %v pixels wide", u, at, w)
			}
			at = next
		}
		// Panning changes no bin.
		s.Pan(37)
		if BinUnit(&s) != u && !s.Whole() {
			t.Fatalf("panning changed the unit")
		}
	}
}
