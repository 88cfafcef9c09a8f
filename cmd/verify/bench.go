package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
)

// bench prints how long the steps of the engine and of the page take, how much
// a first visit transfers, and how long a start takes in a browser.
func bench(ctx context.Context) error {
	for _, part := range []struct {
		title string
		run   func(context.Context) error
	}{
		{"Steps, native", steps},
		{"The engine in headless Chromium beside crossfilter2", engines},
		{"The window of the page moved over many events, in headless Chromium", brushes},
		{"Transfer by part, bytes", transfer},
		{"Start in headless Chromium, served on this machine, milliseconds after navigation", starts},
	} {
		fmt.Printf("\n%s\n\n", part.title)
		if err := part.run(ctx); err != nil {
			return err
		}
	}
	return nil
}

// steps runs the benchmarks of the packages.
func steps(ctx context.Context) error {
	c := exec.CommandContext(ctx, "go", "test", "-run", "^$", "-bench", ".", "-benchmem", "./app/...")
	c.Stdout, c.Stderr = os.Stdout, os.Stderr
	return c.Run()
}
