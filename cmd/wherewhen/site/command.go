package site

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

// BuildCommand is wherewhen build.
type BuildCommand struct {
	Out string `default:"dist" type:"path" help:"Directory to put the site into."`
}

// Run makes the site of the checkout in the working directory.
func (c *BuildCommand) Run() error {
	source, err := Checkout(".")
	if err != nil {
		return err
	}
	made, err := Make(source)
	if err != nil {
		return err
	}
	for _, name := range made.Missing {
		fmt.Fprintf(os.Stderr, "left out, because it is not there: %s\n", name)
	}
	if err := made.Write(c.Out); err != nil {
		return err
	}
	fmt.Printf("%s: version %s, %d files, %.1f MB\n", c.Out, made.Version, len(made.Files), float64(made.Size())/1e6)
	return nil
}

// ServeCommand is wherewhen serve.
type ServeCommand struct {
	Dir  string `default:"dist" type:"path" help:"Directory of the site."`
	Port int    `default:"8080" env:"PORT" help:"Port on this machine."`
}

// Run serves the site until it is interrupted.
func (c *ServeCommand) Run() error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return Serve(ctx, c.Dir, c.Port, os.Stdout)
}
