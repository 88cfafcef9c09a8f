// Command wherewhen builds and serves the site.
package main

import (
	"github.com/alecthomas/kong"

	"wherewhen/cmd/wherewhen/check"
	"wherewhen/cmd/wherewhen/site"
)

var commands struct {
	Build site.BuildCommand `cmd:"" help:"Make the static site."`
	Serve site.ServeCommand `cmd:"" help:"Serve the site to this machine."`
	Check check.Command     `cmd:"" help:"Check the data."`
}

func main() {
	c := kong.Parse(&commands,
		kong.Name("wherewhen"),
		kong.Description("Where and when reported attacks happened."),
		kong.UsageOnError())
	c.FatalIfErrorf(c.Run())
}
