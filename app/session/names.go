package session

import (
	"strings"

	"wherewhen/app/event"
	"wherewhen/app/mapview"
)

// townLevel is the first level at which parts of a town are told apart.
const townLevel = 9

// cellName names a cell of some places: where parts of a town are told apart by
// its main place, else by the town with the most events, shown or not.
func (s *Session) cellName(cells *mapview.Cells, cell int, places []int32) string {
	main := s.placeNames[cells.Main[cell]]
	if cells.Level >= townLevel {
		return main
	}
	events := make(map[string]int)
	for _, place := range places {
		events[town(s.placeNames[place])] += len(s.RowsAt(int(place)))
	}
	most := town(main) // of as many the first
	for name, n := range events {
		if n > events[most] || n == events[most] && name < most && most != town(main) {
			most = name
		}
	}
	return most
}

// town is the widest part of the name of a place, as “Kabul” of “Deh Mazang
// Square, Kabul”. A province is no town: before one nothing is left away.
func town(name string) string {
	last := strings.TrimSpace(name[strings.LastIndex(name, ",")+1:])
	if strings.HasSuffix(strings.ToLower(last), " province") {
		return name
	}
	return last
}

// namePlaces names each place by its city if an event is known to that, else
// by the first place reported there.
func namePlaces(t *event.Table, places *mapview.Places) []string {
	names := make([]string, len(places.Lon))
	city := make([]bool, len(names))
	for row, place := range places.Of {
		if place == mapview.NoPlace || city[place] || t.Place.Row(row) == "" {
			continue
		}
		city[place] = t.GeoPrecision.Name(row) == "city"
		if names[place] == "" || city[place] {
			names[place] = t.Place.Row(row)
		}
	}
	return names
}
