// Package indicator holds what others counted and said about the group:
// estimates of its strength, its leaders, counts of its activity, statements.
// Figures are as reported; their bases differ and they must not be joined
// into one line.
package indicator

import (
	"encoding/json"
	"fmt"

	"wherewhen/app/event"
)

// Indicators is the content of data/indicators.json.
type Indicators struct {
	Note         string      `json:"note"`
	Strength     []Strength  `json:"strength"`
	Leaders      []Leader    `json:"leaders"`
	OtherFigures []Leader    `json:"other_figures"`
	Activity     []Activity  `json:"activity"`
	Statements   []Statement `json:"statements"`
}

// Strength is an estimate of the number of fighters or members.
type Strength struct {
	AsOf      string         `json:"as_of"` // YYYY, YYYY-MM or YYYY-MM-DD
	Low       *int           `json:"low"`
	High      *int           `json:"high"`
	Estimator string         `json:"estimator"`
	Basis     string         `json:"basis"` // who is counted: fighters, members, with families
	Note      string         `json:"note"`
	Sources   []event.Source `json:"sources"`
}

// Leader is a person reported to have led the group, or another figure of it.
type Leader struct {
	Name        string         `json:"name"`
	AlsoKnownAs []string       `json:"also_known_as"`
	Role        string         `json:"role"`
	From        string         `json:"from"`
	To          string         `json:"to"`
	End         string         `json:"end"`
	Confidence  string         `json:"confidence"`
	Note        string         `json:"note"`
	Sources     []event.Source `json:"sources"`
}

// Activity is what another counter counted over a time.
type Activity struct {
	From      string         `json:"from"`
	To        string         `json:"to"`
	Metric    string         `json:"metric"`
	Value     int            `json:"value"`
	Area      string         `json:"area"`
	CountedBy string         `json:"counted_by"`
	Note      string         `json:"note"`
	Sources   []event.Source `json:"sources"`
}

// Statement is something said or decided on a day, in our words.
type Statement struct {
	Date    string         `json:"date"`
	Who     string         `json:"who"`
	What    string         `json:"what"`
	Note    string         `json:"note"`
	Sources []event.Source `json:"sources"`
}

// Parse reads data/indicators.json.
func Parse(file string, data []byte) (*Indicators, error) {
	var i Indicators
	if err := json.Unmarshal(data, &i); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return &i, nil
}
