package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
)

// record holds figures by name, each with its unit in the name.
type record map[string]float64

// bench prints how long the steps of the engine and of the page take, how much
// a first visit transfers, and how long a start takes in a browser. Figures of
// the engine and of a brush are also written to bench.json.
func bench(ctx context.Context) error {
	all := make(record)
	for _, part := range []struct {
		title string
		run   func(context.Context, record) error
	}{
		{"Steps, native", steps},
		{"The engine, native and in headless Chromium, beside crossfilter2", engines},
		{"The window of the page moved over many events, in headless Chromium", brushes},
		{"Transfer by part, bytes", transfer},
		{"Start in headless Chromium, served on this machine, milliseconds after navigation", starts},
	} {
		fmt.Printf("\n%s\n\n", part.title)
		if err := part.run(ctx, all); err != nil {
			return err
		}
	}
	text, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile("bench.json", append(text, '\n'), 0o644)
}

// steps runs the benchmarks of the packages.
func steps(ctx context.Context, _ record) error {
	c := exec.CommandContext(ctx, "go", "test", "-run", "^$", "-bench", ".", "-benchmem", "./app/...")
	c.Stdout, c.Stderr = os.Stdout, os.Stderr
	return c.Run()
}
