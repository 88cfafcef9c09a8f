package foreign

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"wherewhen/app/intake"
)

// WriteReport writes every problem as a record of a CSV file: the line it is
// on, or the number of the feature, the id of the event, the column, its value,
// what was expected, and whether the row was kept or rejected. What a
// spreadsheet would take for a formula gets a quote in front.
func WriteReport(w io.Writer, problems []intake.Problem) error {
	records := csv.NewWriter(w)
	records.Write([]string{"line", "id", "column", "value", "expected", "row"})
	for _, p := range problems {
		line, row := "", "kept"
		if at := max(p.Line, p.Feature); at > 0 {
			line = strconv.Itoa(at)
		} else {
			row = ""
		}
		if p.Rejected {
			row = "rejected"
		}
		records.Write([]string{line, guarded(p.ID), guarded(p.Field), guarded(p.Value), p.Expected, row})
	}
	records.Flush()
	return records.Error()
}

func guarded(text string) string {
	if formula := strings.TrimLeft(text, "'"); formula != "" && strings.IndexByte("=+-@\t\r\n", formula[0]) >= 0 {
		return "'" + text
	}
	return text
}
