package main

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// border is a line two units share, or the coast of one.
type border struct {
	a, b int // indexes of units, a < b; b is -1 at a coast
	line orb.LineString
}

type node [2]int64

// nodeOf takes points nearer than 1e-6 degrees, 10 cm, as one.
func nodeOf(p orb.Point) node {
	return node{int64(math.Round(p[0] * 1e6)), int64(math.Round(p[1] * 1e6))}
}

func (n node) point() orb.Point { return orb.Point{float64(n[0]) / 1e6, float64(n[1]) / 1e6} }

func compareNodes(a, b node) int {
	return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
}

type edge struct{ from, to node }

// findBorders returns the lines along which units meet, each once, from
// junction to junction, so that simplifying a line moves it for both sides.
// Neighbours in Natural Earth share their vertices. Units of one group count as
// one, by the index of the group; those of a group below 0 as none.
func findBorders(units []unit, group []int) []border {
	sides := make(map[edge][2]int)
	for at := range units {
		i := group[at]
		if i < 0 {
			continue
		}
		for _, polygon := range units[at].Shape {
			for _, ring := range polygon {
				for k := 1; k < len(ring); k++ {
					e := edge{nodeOf(ring[k-1]), nodeOf(ring[k])}
					if e.from == e.to {
						continue
					}
					if compareNodes(e.from, e.to) > 0 {
						e.from, e.to = e.to, e.from
					}
					if s, ok := sides[e]; !ok {
						sides[e] = [2]int{i, -1}
					} else if s[1] < 0 && s[0] != i {
						sides[e] = [2]int{min(s[0], i), max(s[0], i)}
					} else if s[1] < 0 && i != at { // between units of one group
						sides[e] = [2]int{i, i}
					}
				}
			}
		}
	}
	byPair := make(map[[2]int][]edge)
	for e, pair := range sides {
		if pair[0] == pair[1] {
			continue
		}
		byPair[pair] = append(byPair[pair], e)
	}
	pairs := make([][2]int, 0, len(byPair))
	for pair := range byPair {
		pairs = append(pairs, pair)
	}
	slices.SortFunc(pairs, func(p, q [2]int) int { return cmp.Or(cmp.Compare(p[0], q[0]), cmp.Compare(p[1], q[1])) })
	var borders []border
	for _, pair := range pairs {
		for _, line := range chain(byPair[pair]) {
			borders = append(borders, border{a: pair[0], b: pair[1], line: line})
		}
	}
	return borders
}

// chain joins edges into lines as long as they go on without a fork.
func chain(edges []edge) []orb.LineString {
	slices.SortFunc(edges, func(p, q edge) int {
		return cmp.Or(compareNodes(p.from, q.from), compareNodes(p.to, q.to))
	})
	at := make(map[node][]int)
	for i, e := range edges {
		at[e.from] = append(at[e.from], i)
		at[e.to] = append(at[e.to], i)
	}
	used := make([]bool, len(edges))
	follow := func(start node, first int) orb.LineString {
		line := orb.LineString{start.point()}
		for n, i := start, first; ; {
			used[i] = true
			if edges[i].from == n {
				n = edges[i].to
			} else {
				n = edges[i].from
			}
			line = append(line, n.point())
			next := -1
			for _, j := range at[n] {
				if !used[j] && len(at[n]) == 2 {
					next = j
				}
			}
			if next < 0 {
				return line
			}
			i = next
		}
	}
	var lines []orb.LineString
	for i, e := range edges {
		for _, n := range []node{e.from, e.to} {
			if !used[i] && len(at[n]) != 2 {
				lines = append(lines, follow(n, i))
			}
		}
	}
	for i, e := range edges { // closed lines
		if !used[i] {
			lines = append(lines, follow(e.from, i))
		}
	}
	return lines
}
