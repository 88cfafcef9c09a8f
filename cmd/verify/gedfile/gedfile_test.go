package gedfile

import (
	"bytes"
	"encoding/csv"
	"math"
	"strings"
	"testing"
	"time"
)

// The file is that of its seed, in the columns it says, with ids of their own,
// and of so many rows as large as it says.
func TestWrite(t *testing.T) {
	const rows = 20_000
	var file, again, other bytes.Buffer
	for _, to := range []struct {
		file *bytes.Buffer
		seed uint64
	}{{&file, 1}, {&again, 1}, {&other, 2}} {
		if err := Write(to.file, rows, to.seed); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(file.Bytes(), again.Bytes()) || bytes.Equal(file.Bytes(), other.Bytes()) {
		t.Error("the seed does not say what is in the file")
	}
	if size := float64(file.Len()) / rows * Rows; math.Abs(size-274e6) > 274e4 {
		t.Errorf("a file of %d rows has about %.0f bytes", Rows, size)
	}
	all, err := csv.NewReader(&file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != rows+1 || len(all[0]) != 49 {
		t.Fatalf("%d rows of %d cells", len(all), len(all[0]))
	}
	at := make(map[string]int)
	for i, name := range all[0] {
		at[name] = i
	}
	ids, distinct, lines := make(map[string]bool), make(map[string]map[string]bool), 0
	for _, row := range all[1:] {
		ids[row[at["id"]]] = true
		for _, column := range []string{"country", "dyad_name", "latitude"} {
			if distinct[column] == nil {
				distinct[column] = make(map[string]bool)
			}
			distinct[column][row[at[column]]] = true
		}
		begins, err := time.Parse("2006-01-02 15:04:05", row[at["date_start"]])
		ends, err2 := time.Parse("2006-01-02 15:04:05", row[at["date_end"]])
		if err != nil || err2 != nil || ends.Before(begins) {
			t.Fatalf("from %s to %s", row[at["date_start"]], row[at["date_end"]])
		}
		if strings.Contains(row[at["source_article"]], "\n") {
			lines++
		}
	}
	if len(ids) != rows || lines < rows/500 || len(distinct["country"]) != countries || len(distinct["dyad_name"]) < dyads*9/10 || len(distinct["latitude"]) < rows/20 {
		t.Errorf("%d ids, %d line breaks, %d countries, %d dyads, %d latitudes", len(ids), lines,
			len(distinct["country"]), len(distinct["dyad_name"]), len(distinct["latitude"]))
	}
}
