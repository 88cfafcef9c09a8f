package export

import (
	"testing"

	"wherewhen/app/event"
)

func BenchmarkRow(b *testing.B) {
	table := event.Synthetic(10_000, 1)
	rows := allRows(table)
	for name, f := range map[string]format{"csv": NewCSV(table, rows), "geojson": NewGeoJSON(table, About{})} {
		b.Run(name, func(b *testing.B) {
			buf := make([]byte, 0, 1<<20)
			row := 0
			for b.Loop() {
				if buf = f.Row(buf, row); len(buf) > 1<<19 {
					buf = buf[:0]
				}
				row = (row + 1) % table.Len()
			}
		})
	}
}
