package timeline

import "wherewhen/app/event"

// BinPixels is how wide a bar of the histogram is at least, its gap included.
const BinPixels = 6

// BinUnit returns the unit of the histogram's bins on a scale: the finest
// whose bars can be told apart.
func BinUnit(s *Scale) Unit { return Finest(s, BinPixels) }

// Edges appends the first day of each unit of a domain to buf, and the day
// after the last, and returns it: n+1 edges for n bins, bin i holding the
// days edges[i] to edges[i+1]-1. They are whole units over the whole domain,
// so that panning changes no count; the first and the last may reach over its
// ends. An empty domain has no edges.
func Edges(buf []int32, domain event.Span, u Unit) []int32 {
	if domain.End < domain.Start {
		return buf
	}
	at := u.Floor(domain.Start)
	for at <= domain.End {
		buf = append(buf, int32(at))
		at = u.Add(at, 1)
	}
	return append(buf, int32(at))
}
