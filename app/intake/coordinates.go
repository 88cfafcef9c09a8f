package intake

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"github.com/paulmach/orb"
)

// coordinates reads the coordinates of a geometry. Outlines have tens of
// thousands of them, which encoding/json takes most of the page's start for.
func coordinates[G orb.Geometry](raw json.RawMessage, read func(*scanner) (G, error)) (orb.Geometry, error) {
	if len(raw) == 0 {
		return nil, errors.New("geometry without coordinates")
	}
	if bytes.Contains(raw, []byte("null")) {
		return nil, errors.New("coordinates with null: expected numbers")
	}
	g, err := read(&scanner{raw: raw})
	if err != nil {
		return nil, err
	}
	return g, nil
}

// scanner reads nested arrays of numbers out of a JSON value that is known to
// be valid.
type scanner struct {
	raw []byte
	at  int
}

// next skips blanks and returns the byte behind, 0 at the end.
func (s *scanner) next() byte {
	for s.at < len(s.raw) {
		switch c := s.raw[s.at]; c {
		case ' ', '\t', '\n', '\r':
			s.at++
		default:
			return c
		}
	}
	return 0
}

// take reads a byte if it is the next one.
func (s *scanner) take(c byte) bool {
	if s.next() != c {
		return false
	}
	s.at++
	return true
}

// list reads an array of what read reads.
func list[T any](s *scanner, read func(*scanner) (T, error)) ([]T, error) {
	if !s.take('[') {
		return nil, s.unexpected("an array")
	}
	all := []T{}
	if s.take(']') {
		return all, nil
	}
	for {
		one, err := read(s)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
		if s.take(']') {
			return all, nil
		}
		s.take(',')
	}
}

func (s *scanner) polygon() (orb.Polygon, error) { return list(s, (*scanner).ring) }
func (s *scanner) ring() (orb.Ring, error)       { return list(s, (*scanner).point) }
func (s *scanner) line() (orb.LineString, error) { return list(s, (*scanner).point) }

// point reads a position: longitude, latitude and what may follow.
func (s *scanner) point() (orb.Point, error) {
	if !s.take('[') {
		return orb.Point{}, s.unexpected("a position")
	}
	var p orb.Point
	n := 0
	for !s.take(']') {
		v, err := s.number()
		if err != nil {
			return orb.Point{}, err
		}
		if n < len(p) {
			p[n] = v
		}
		n++
		s.take(',')
	}
	if n < len(p) {
		return orb.Point{}, fmt.Errorf("coordinates with %d numbers: expected longitude and latitude", n)
	}
	return p, nil
}

func (s *scanner) number() (float64, error) {
	s.next()
	from := s.at
	for s.at < len(s.raw) && bytes.IndexByte([]byte("+-.0123456789eE"), s.raw[s.at]) >= 0 {
		s.at++
	}
	if s.at == from {
		return 0, s.unexpected("a number")
	}
	v, err := strconv.ParseFloat(string(s.raw[from:s.at]), 64)
	if err != nil {
		return 0, fmt.Errorf("coordinates: %w", err)
	}
	return v, nil
}

func (s *scanner) unexpected(expected string) error {
	return fmt.Errorf("coordinates: %q: expected %s", shortened(string(s.raw[s.at:])), expected)
}
