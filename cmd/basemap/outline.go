package main

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"github.com/paulmach/orb/simplify"

	"wherewhen/cmd/ring"
)

// outline returns the area of the units within as one shape: the borders
// between it and what is not within, so that neighbours keep meeting. They are
// simplified by a tolerance in degrees, by less where they would then cross.
// Rings are as RFC 7946 has them: closed, outer ones counter-clockwise, holes
// clockwise.
func outline(borders []border, within map[int]bool, tolerance float64) orb.MultiPolygon {
	type edge struct {
		line      orb.LineString
		bound     orb.Bound
		tolerance float64
	}
	var edges []edge
	for _, b := range borders {
		if within[b.a] != (b.b >= 0 && within[b.b]) {
			edges = append(edges, edge{b.line, b.line.Bound().Pad(tolerance), tolerance})
		}
	}
	for {
		var lines []orb.LineString
		for _, e := range edges {
			if line := simplifiedLine(e.line, e.tolerance); len(line) > 1 {
				lines = append(lines, line)
			}
		}
		shape := assemble(lines, tolerance)
		crossings := crossings(shape)
		if len(crossings) == 0 {
			return shape
		}
		for i, e := range edges {
			if slices.ContainsFunc(crossings, e.bound.Contains) {
				edges[i].tolerance /= 2
			}
		}
	}
}

// crossings returns where rings of a shape cross themselves, a place a ring.
func crossings(shape orb.MultiPolygon) []orb.Point {
	var found []orb.Point
	for _, polygon := range shape {
		for _, r := range polygon {
			if p, crosses := ring.Crossing(r); crosses {
				found = append(found, p)
			}
		}
	}
	return found
}

func simplifiedLine(line orb.LineString, tolerance float64) orb.LineString {
	dp := simplify.DouglasPeucker(tolerance)
	line = line.Clone()
	if closed(line) {
		return rounded(simplifiedRing(line, dp))
	}
	return rounded(dp.LineString(line))
}

// assemble makes a shape of the lines around it, without the islands that are
// too small for the tolerance; the largest always stays.
func assemble(lines []orb.LineString, tolerance float64) orb.MultiPolygon {
	rings := stitch(lines)
	rings = slices.DeleteFunc(rings, func(r orb.Ring) bool { return len(r) < 4 || r.Orientation() == 0 })
	slices.SortStableFunc(rings, func(p, q orb.Ring) int {
		return cmp.Compare(math.Abs(planar.Area(q)), math.Abs(planar.Area(p)))
	})
	least := tolerance * tolerance * 4
	var shape orb.MultiPolygon
	for i, r := range rings {
		if i > 0 && math.Abs(planar.Area(r)) < least {
			continue
		}
		if holder := holderOf(shape, r); holder >= 0 {
			if r.Orientation() == orb.CCW {
				r.Reverse()
			}
			shape[holder] = append(shape[holder], r)
		} else {
			if r.Orientation() == orb.CW {
				r.Reverse()
			}
			shape = append(shape, orb.Polygon{r})
		}
	}
	return shape
}

func closed(l orb.LineString) bool { return len(l) > 3 && l[0] == l[len(l)-1] }

// simplifiedRing simplifies a closed line in two halves: as a whole its two
// ends are one point, which no chord can be drawn between.
func simplifiedRing(l orb.LineString, dp *simplify.DouglasPeuckerSimplifier) orb.LineString {
	far, most := 0, 0.0
	for i, p := range l {
		if d := planar.DistanceSquared(l[0], p); d > most {
			far, most = i, d
		}
	}
	first := dp.LineString(l[:far+1].Clone())
	return append(first, dp.LineString(l[far:].Clone())[1:]...)
}

// rounded writes coordinates to 4 decimals, about 10 m, without repeats.
func rounded(l orb.LineString) orb.LineString {
	var out orb.LineString
	for _, p := range l {
		q := orb.Point{math.Round(p[0]*1e4) / 1e4, math.Round(p[1]*1e4) / 1e4}
		if len(out) == 0 || out[len(out)-1] != q {
			out = append(out, q)
		}
	}
	return out
}

// stitch joins lines end to end into rings.
func stitch(lines []orb.LineString) []orb.Ring {
	at := make(map[orb.Point][]int)
	for i, l := range lines {
		if !closed(l) {
			at[l[0]] = append(at[l[0]], i)
			at[l[len(l)-1]] = append(at[l[len(l)-1]], i)
		}
	}
	used := make([]bool, len(lines))
	var rings []orb.Ring
	for i, l := range lines {
		if used[i] {
			continue
		}
		used[i] = true
		if closed(l) {
			rings = append(rings, orb.Ring(l))
			continue
		}
		ring := orb.Ring(l.Clone())
		for ring[0] != ring[len(ring)-1] {
			end, next := ring[len(ring)-1], -1
			for _, j := range at[end] {
				if !used[j] {
					next = j
					break
				}
			}
			if next < 0 {
				break
			}
			used[next] = true
			piece := lines[next].Clone()
			if piece[0] != end {
				piece.Reverse()
			}
			ring = append(ring, piece[1:]...)
		}
		if ring[0] == ring[len(ring)-1] {
			rings = append(rings, ring)
		}
	}
	return rings
}

// holderOf returns the polygon a ring is a hole of, or -1.
func holderOf(shape orb.MultiPolygon, r orb.Ring) int {
	for i, p := range shape {
		if !p[0].Bound().Intersects(r.Bound()) {
			continue
		}
		inside := 0
		for _, q := range r {
			if planar.RingContains(p[0], q) {
				inside++
			}
		}
		if inside == len(r) {
			return i
		}
	}
	return -1
}
