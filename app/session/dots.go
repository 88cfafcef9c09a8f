package session

import (
	"wherewhen/app/mapview"
)

// Dots returns what is drawn of each event for itself. While a window moves it
// looks at no event: the window is a pair of days, and who draws compares it.
func (s *Session) Dots() *mapview.Dots {
	d := &s.dots
	if revision := s.when.OthersRevision(); d.Passes == nil || d.Passing != revision {
		if d.Passes == nil {
			d.Passes = make([]byte, s.Table.Len())
		}
		s.when.Others(d.Passes)
		d.Passing = revision
	}
	d.First, d.Last, d.Category = s.Table.Start, s.Table.End, s.classes().column
	window := s.Domain
	if s.state.Window != nil {
		window = *s.state.Window
	}
	d.From, d.To = int32(window.Start), int32(window.End)
	return d
}

// PlaceKey returns what names a place by itself in a link: where no places are
// joined each is a cell of its own.
func (s *Session) PlaceKey(place int) *Cell {
	return &Cell{Lon: s.Places.Lon[place], Lat: s.Places.Lat[place], Level: mapview.LastLevel}
}

// SelectedPlace returns the place of the selected event, or else the main one
// of those the list is limited to; -1 for neither.
func (s *Session) SelectedPlace() int {
	if row, ok := s.Row(s.state.Selected); ok {
		return int(s.Places.Of[row])
	}
	if s.state.Cell != nil {
		if cells, cell, ok := s.placesOf(s.state.Cell); ok {
			return int(cells.Main[cell])
		}
	}
	return -1
}

// ShowsPlace reports whether an event of a place is shown.
func (s *Session) ShowsPlace(place int) bool {
	for _, row := range s.RowsAt(place) {
		if s.engine.Visible(int(row)) {
			return true
		}
	}
	return false
}

// OnlyRowAt returns the row of a place of which one event is shown.
func (s *Session) OnlyRowAt(place int) (only int, ok bool) {
	for _, row := range s.RowsAt(place) {
		if s.engine.Visible(int(row)) {
			if ok {
				return 0, false
			}
			only, ok = int(row), true
		}
	}
	return only, ok
}

// TallyAt counts what is shown of a place.
func (s *Session) TallyAt(place int) Tally {
	t := Tally{Name: s.placeNames[place], Places: 1}
	s.tally(&t, s.RowsAt(place), s.engine)
	return t
}
