//go:build development

package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/event"
)

// synthetic returns so many events that are made up as ?synthetic= in the
// address asks for, nil without that.
func synthetic() *event.Table {
	rows, err := strconv.Atoi(app.Window().URL().Query().Get("synthetic"))
	if err != nil || rows < 0 {
		return nil
	}
	return event.Synthetic(rows, 1)
}
