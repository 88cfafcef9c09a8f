package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
)

// rest lets what files were read in be collected: under js/wasm nothing else
// interrupts a test for that.
func rest() { runtime.Gosched() }

// A dump is all of a file as text: for each sheet its name, format and columns,
// and then its rows with their numbers and errors.
func dump(name string, data []byte) string {
	sheets, err := Open(name, bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return "error: " + err.Error() + "\n"
	}
	var b strings.Builder
	for _, s := range sheets {
		fmt.Fprintf(&b, "[%s] %s\n", s.Name, s.Format)
		if s.Columns != nil {
			fmt.Fprintf(&b, "%s\n", strings.Join(s.Columns, " | "))
		}
		for {
			cells, n, err := s.Next()
			if err == io.EOF {
				break
			}
			var row *RowError
			if err != nil && !errors.As(err, &row) {
				fmt.Fprintf(&b, "end: %v\n", err)
				break
			}
			if cells != nil {
				fmt.Fprintf(&b, "%s %d: %s\n", s.Unit, n, strings.Join(cells, " | "))
			}
			if err != nil {
				fmt.Fprintf(&b, "fault: %v\n", err)
			}
		}
	}
	return b.String()
}

func check(t *testing.T, name, data, want string) {
	t.Helper()
	want = strings.TrimPrefix(want, "\n")
	if got := dump(name, []byte(data)); got != want {
		t.Errorf("%s\n%.2000s\nis read as\n%.3000s\nwant\n%.3000s", name, data, got, want)
	}
}
