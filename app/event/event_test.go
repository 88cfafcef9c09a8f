package event

import "testing"

// The oracle looks at each triple of figures in turn.
func TestRange(t *testing.T) {
	figures := []int32{Unknown, 0, 1, 2}
	for _, low := range figures {
		for _, best := range figures {
			for _, high := range figures {
				r := Range{low, best, high}
				known := 0
				for _, n := range []int32{low, best, high} {
					if n != Unknown {
						known++
					}
				}
				if r.Known() != (known > 0) {
					t.Errorf("%v: Known = %v", r, r.Known())
				}
				out := func(a, b int32) bool { return a != Unknown && b != Unknown && a > b }
				ordered := !out(low, best) && !out(best, high) && !out(low, high)
				if r.Ordered() != ordered {
					t.Errorf("%v: Ordered = %v", r, r.Ordered())
				}
				f := r.Filled()
				if known == 0 {
					if f != UnknownRange {
						t.Errorf("%v is filled to %v: unknown is not a number", r, f)
					}
					continue
				}
				if low != Unknown && f.Low != low || best != Unknown && f.Best != best || high != Unknown && f.High != high {
					t.Errorf("%v is filled to %v: a known figure changed", r, f)
				}
				for _, n := range []int32{f.Low, f.Best, f.High} {
					if n != low && n != best && n != high || n == Unknown {
						t.Errorf("%v is filled to %v: %d was not reported", r, f, n)
					}
				}
				if ordered && !f.Ordered() {
					t.Errorf("%v is filled to %v, which is out of order", r, f)
				}
				if f.Filled() != f {
					t.Errorf("%v is filled to %v and then %v", r, f, f.Filled())
				}
			}
		}
	}
	for _, r := range []Range{{-2, 0, 0}, {0, -7, 1}} {
		if r.Ordered() {
			t.Errorf("%v: Ordered, with a negative figure", r)
		}
	}
}

func TestRegionHolds(t *testing.T) {
	provinces := Region{Admin1Codes: []string{"AFG-1", "AFG-2"}, CountryCodes: []string{"AF", "PK"}}
	countries := Region{CountryCodes: []string{"AF", "PK"}}
	blank := Region{CountryCodes: []string{""}}
	cases := []struct {
		region          *Region
		admin1, country string
		want            bool
	}{
		{&provinces, "AFG-2", "AF", true},
		{&provinces, "AFG-3", "AF", false},
		{&provinces, "", "AF", false},
		{&countries, "AFG-3", "AF", true},
		{&countries, "", "PK", true},
		{&countries, "AF", "IR", false},
		{&countries, "", "", false},
		{&blank, "", "", false},
		{&Region{}, "AFG-1", "AF", false},
	}
	for _, c := range cases {
		if got := c.region.Holds(c.admin1, c.country); got != c.want {
			t.Errorf("%v Holds(%q, %q) = %v", *c.region, c.admin1, c.country, got)
		}
	}
}
