package convert

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"wherewhen/app/event"
	"wherewhen/app/export"
	"wherewhen/app/foreign"
	"wherewhen/app/intake"
	"wherewhen/app/profile"
)

// formats write a table, by the ending of the file's name.
var formats = map[string]func(w io.Writer, t *event.Table, about export.About) error{
	".geojson": func(w io.Writer, t *event.Table, about export.About) error {
		return writeRows(w, t, export.NewGeoJSON(t, about))
	},
	".csv": func(w io.Writer, t *event.Table, about export.About) error {
		rows := make([]int32, t.Len())
		for i := range rows {
			rows[i] = int32(i)
		}
		table := export.NewCSV(t, rows)
		table.About = oneLine(about)
		return writeRows(w, t, table)
	},
	".columns": func(w io.Writer, t *event.Table, _ export.About) error {
		_, err := w.Write(event.Encode(t, nil, nil))
		return err
	},
}

func writeRows(w io.Writer, t *event.Table, to interface {
	Begin(buf []byte) []byte
	Row(buf []byte, row int) []byte
	End(buf []byte) []byte
}) error {
	buf := to.Begin(nil)
	for row := range t.Len() {
		buf = to.Row(buf, row)
		if len(buf) < 1<<16 {
			continue
		}
		if _, err := w.Write(buf); err != nil {
			return err
		}
		buf = buf[:0]
	}
	_, err := w.Write(to.End(buf))
	return err
}

// keep is the notice of files that are not to be passed on.
const keep = "Keep this file to yourself: its records may not be passed on or shown in public"

// oneLine is what a CSV file says of itself, "" when its terms are not known.
func oneLine(a export.About) string {
	if a.Licence == "" && a.Attribution == "" {
		return ""
	}
	var parts []string
	for _, part := range []string{a.Title, a.Description, a.Notice, a.Attribution, a.Licence, a.LicenceURL} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " | ")
}

// about is what a file says of itself.
func about(file string, f profile.Found, events int, on event.Date) export.About {
	a := export.About{
		Title: file, Description: f.Title, Shown: events, All: events, Saved: on,
		Attribution: f.Terms.Attributed(on.String(), ""), Licence: f.Terms.Licence, LicenceURL: f.Terms.URL,
	}
	if f.Terms.Private {
		a.Notice = keep
	}
	if labels := foreign.Labels(f); labels != "" {
		a.Description += "; " + labels
	}
	if f.Note != "" {
		a.Description += ". " + f.Note
	}
	return a
}

// writeFile writes a file under its name only when all of it could be written.
func writeFile(name string, write func(w io.Writer) error) (err error) {
	f, err := os.Create(name + ".part")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	w := bufio.NewWriterSize(f, 1<<16)
	if err := write(w); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}

func saveMapping(name string, m profile.Mapping) error {
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(name, append(text, '\n'), 0o644)
}

// summarise says the problems by their sorts.
func summarise(w io.Writer, problems []intake.Problem) {
	const most = 20
	sorts := foreign.Sorts(problems)
	for _, line := range sorts[:min(len(sorts), most)] {
		fmt.Fprintln(w, line)
	}
	if more := len(sorts) - most; more > 0 {
		fmt.Fprintf(w, "%d more sorts of problems; --report FILE writes all of them\n", more)
	}
}
