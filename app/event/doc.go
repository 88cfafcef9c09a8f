// Package event is the model of reported events: what was reported to have
// happened, when and where, how exactly each of these is known, how many
// people were reported killed and injured, who claimed it or to whom it was
// attributed, and which page says so.
//
// An Event is one record; a Table holds many of them as columns. Unknown is
// always absent, never 0. The package knows neither files nor browsers.
package event
