package crossfilter

// Sum adds up a column over the visible rows.
type Sum struct {
	engine  *Engine
	values  []int32
	unknown int32
	total   int64
	known   int
	counted int
}

// Sum returns the sum of a column with one entry per row, of which those equal
// to unknown are left out. The column stays the caller's, unchanged.
func (e *Engine) Sum(values []int32, unknown int32) *Sum {
	e.expectRows("values", len(values))
	return &Sum{engine: e, values: values, unknown: unknown}
}

func (s *Sum) count() {
	if s.counted == s.engine.revision {
		return
	}
	s.total, s.known = 0, 0
	for row, word := range s.engine.mask {
		if word == 0 && s.values[row] != s.unknown {
			s.total += int64(s.values[row])
			s.known++
		}
	}
	s.counted = s.engine.revision
}

// Total returns the sum over visible rows whose value is known.
func (s *Sum) Total() int64 {
	s.count()
	return s.total
}

// Known returns the number of visible rows whose value is known.
func (s *Sum) Known() int {
	s.count()
	return s.known
}
