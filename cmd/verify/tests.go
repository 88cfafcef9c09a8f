package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
)

// tally counts tests, those inside others included.
type tally struct{ passed, failed, skipped int }

func (t tally) String() string {
	s := fmt.Sprintf("%d passed", t.passed)
	if t.failed > 0 {
		s += fmt.Sprintf(", %d failed", t.failed)
	}
	if t.skipped > 0 {
		s += fmt.Sprintf(", %d skipped", t.skipped)
	}
	return s
}

// testEvent is a line of go test -json, as go doc test2json describes it.
type testEvent struct {
	Action, Package, Test, Output string
	ImportPath                    string // of what does not build
}

// runTests runs go test and prints what failed, once it has.
func runTests(ctx context.Context, env []string, args ...string) (tally, error) {
	c := exec.CommandContext(ctx, "go", append([]string{"test", "-json"}, args...)...)
	c.Env = append(os.Environ(), env...)
	c.Stderr = os.Stderr
	out, err := c.StdoutPipe()
	if err != nil {
		return tally{}, err
	}
	if err := c.Start(); err != nil {
		return tally{}, err
	}
	t, err := readTests(out, os.Stdout)
	if ran := c.Wait(); err == nil {
		err = ran
	}
	switch {
	case t.failed > 0:
		err = fmt.Errorf("%s", t)
	case err == nil && t.passed == 0:
		err = errors.New("no test ran")
	}
	return t, err
}

// readTests counts what go test -json prints, and writes the output of the
// tests and packages that fail.
func readTests(in io.Reader, report io.Writer) (tally, error) {
	var t tally
	type key struct{ pkg, test string }
	said := map[key][]string{}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var e testEvent
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			fmt.Fprintln(report, lines.Text())
			continue
		}
		k := key{e.Package + e.ImportPath, e.Test}
		switch e.Action {
		case "output", "build-output":
			said[k] = append(said[k], e.Output)
		case "pass", "skip", "fail", "build-fail":
			if e.Action == "fail" || e.Action == "build-fail" {
				fmt.Fprintf(report, "--- %s %s\n", k.pkg, k.test)
				for _, line := range said[k] {
					fmt.Fprint(report, line)
				}
			}
			delete(said, k)
			if e.Test == "" {
				continue
			}
			switch e.Action {
			case "pass":
				t.passed++
			case "skip":
				t.skipped++
			case "fail":
				t.failed++
			}
		}
	}
	return t, lines.Err()
}
