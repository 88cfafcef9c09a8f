package main

import (
	_ "embed"
	"encoding/json"
)

// disputedJSON lists the lines that are drawn as disputed and the areas that
// are not drawn as anyone's, each with its source. It can only name units
// Natural Earth's admin-1 file has: the Golan Heights, South Ossetia, Abyei and
// the Halaib Triangle are no units there.
//
//go:embed disputed.json
var disputedJSON []byte

// dispute is an entry of the list. A unit is meant by its adm1_code, all units
// of a country by its adm0_a3.
type dispute struct {
	Name      string
	Between   [][2]string
	Unsettled []string
	Source    string
}

type disputes []dispute

func readDisputes() (disputes, error) {
	var d disputes
	return d, json.Unmarshal(disputedJSON, &d)
}

func (u *unit) is(code string) bool { return u.Code == code || u.Country == code }

// line reports whether the line between two units is disputed.
func (d disputes) line(a, b *unit) bool {
	for _, entry := range d {
		for _, pair := range entry.Between {
			if a.is(pair[0]) && b.is(pair[1]) || a.is(pair[1]) && b.is(pair[0]) {
				return true
			}
		}
	}
	return false
}

// unsettled reports whether a unit is not to be drawn or named as a state's.
func (d disputes) unsettled(u *unit) bool {
	for _, entry := range d {
		for _, code := range entry.Unsettled {
			if u.is(code) {
				return true
			}
		}
	}
	return false
}
