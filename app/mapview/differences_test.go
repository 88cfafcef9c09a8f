package mapview

import (
	"math/rand/v2"
	"testing"
)

func TestDifferencesAreSymmetric(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 2026))
	for range 2000 {
		top := 1 + r.Int32N(1<<uint(1+r.IntN(25)))
		d := NewDifferences(top)
		if len(d.From) < 1 || len(d.From) > 3 || d.From[0] != 1 {
			t.Fatalf("up to %d classes begin at %v", top, d.From)
		}
		for range 20 {
			a, b := r.Int32N(top+1), r.Int32N(top+1)
			class := d.Class(a, b)
			if class != -d.Class(b, a) || (class == 0) != (a == b) || (class > 0) != (b > a) {
				t.Fatalf("classes %v: from %d to %d is %d, back %d", d.From, a, b, class, d.Class(b, a))
			}
			if c := min(top, b+r.Int32N(5)); d.Class(a, c) < class {
				t.Fatalf("classes %v: from %d, %d is %d and %d less: %d", d.From, a, b, class, c, d.Class(a, c))
			}
		}
	}
	for _, c := range []struct {
		a, b int32
		few  bool
	}{{0, 0, false}, {0, 1, true}, {9, 0, true}, {5, 4, true}, {5, 5, false}, {0, 10, false}, {2147483647, 2147483647, false}} {
		if TooFew(c.a, c.b) != c.few {
			t.Errorf("%d and %d: too few %v", c.a, c.b, !c.few)
		}
	}
	if top := LargestDifference([]int32{1, 9, 3}, []int32{4, 2, 3}); top != 7 {
		t.Errorf("the largest difference is %d, want 7", top)
	}
}
