package timeline

// Tracks puts stretches on tracks, so that none overlap on one: each on the
// first that is free where it begins. Given in the order they begin in, they
// take as few tracks as can be. The zero Tracks has none yet.
type Tracks struct{ right []float64 } // of each track, where the next stretch may begin

// Place puts a stretch on one of at most so many tracks and returns it, or -1
// when none is free.
func (t *Tracks) Place(from, to float64, most int) int {
	for i, right := range t.right {
		if right <= from {
			t.right[i] = to
			return i
		}
	}
	if len(t.right) >= most {
		return -1
	}
	t.right = append(t.right, to)
	return len(t.right) - 1
}

// Clear takes all stretches away.
func (t *Tracks) Clear() { t.right = t.right[:0] }

// Len returns how many tracks are in use.
func (t *Tracks) Len() int { return len(t.right) }
