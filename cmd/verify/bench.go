package main

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"slices"
)

// record holds figures by name, each with its unit in the name.
type record map[string]float64

// A part is one of what bench measures.
type part struct {
	name, title string
	run         func(context.Context, record) error
}

var parts = []part{
	{"steps", "Steps, native", steps},
	{"engine", "The engine, native and in headless Chromium, beside crossfilter2", engines},
	{"page", "The window of the page moved over many events, in headless Chromium", brushes},
	{"reading", "A large file opened in headless Chromium, beside PapaParse and crossfilter2", reading},
	{"transfer", "Transfer by part, bytes", transfer},
	{"start", "Start in headless Chromium, served on this machine, milliseconds after navigation", starts},
}

// bench prints how long the steps of the engine and of the page take, how long
// a large file takes to be read, how much a first visit transfers, and how long
// a start takes in a browser; of parts that are named only these. Figures of
// the engine, of a brush and of the file are also written to bench.json.
func bench(ctx context.Context, named []string) error {
	chosen := parts
	if len(named) > 0 {
		chosen = nil
		for _, name := range named {
			at := slices.IndexFunc(parts, func(p part) bool { return p.name == name })
			if at < 0 {
				return fmt.Errorf("bench %s: there is no such part", name)
			}
			chosen = append(chosen, parts[at])
		}
	}
	all := make(record)
	for _, part := range chosen {
		fmt.Printf("\n%s\n\n", part.title)
		if err := part.run(ctx, all); err != nil {
			return err
		}
	}
	return all.write(len(named) > 0)
}

// write writes the figures to bench.json, among those that are in it when they
// are not all.
func (r record) write(among bool) error {
	figures := r
	if before, err := os.ReadFile("bench.json"); among && err == nil {
		figures = make(record)
		if err := json.Unmarshal(before, &figures); err != nil {
			return fmt.Errorf("bench.json: %w", err)
		}
		maps.Copy(figures, r)
	}
	text, err := json.MarshalIndent(figures, "", "  ")
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
