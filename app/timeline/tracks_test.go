package timeline

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestTracksAreAsFewAsCanBe(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for range 300 {
		type stretch struct {
			from, to float64
			track    int
		}
		var all []stretch
		for range r.IntN(40) {
			from := float64(r.IntN(100))
			all = append(all, stretch{from: from, to: from + float64(1+r.IntN(20))})
		}
		slices.SortFunc(all, func(a, b stretch) int { return int(a.from - b.from) })
		most, deepest := 1+r.IntN(12), 0
		var tracks Tracks
		for i := range all {
			deep := 0
			for _, other := range all[:i+1] {
				if other.from <= all[i].from && all[i].from < other.to && other.track >= 0 {
					deep++
				}
			}
			all[i].track = tracks.Place(all[i].from, all[i].to, most)
			if (all[i].track < 0) != (deep > most) {
				t.Fatalf("%d stretches on %d tracks: %v", deep, most, all[:i+1])
			}
			deepest = max(deepest, min(deep, most))
			for _, other := range all[:i] {
				if other.track >= 0 && other.track == all[i].track && other.from < all[i].to && all[i].from < other.to {
					t.Fatalf("%v overlaps %v", other, all[i])
				}
			}
		}
		if tracks.Len() != deepest {
			t.Fatalf("%d tracks, want %d", tracks.Len(), deepest)
		}
		tracks.Clear()
		if tracks.Place(0, 1, 1) != 0 {
			t.Fatal("cleared tracks are not free")
		}
	}
}
