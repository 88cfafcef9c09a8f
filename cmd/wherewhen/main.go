// Command wherewhen builds, bundles and serves the site, and checks the data.
package main

import (
	"github.com/alecthomas/kong"

	"wherewhen/cmd/wherewhen/bundle"
	"wherewhen/cmd/wherewhen/check"
	"wherewhen/cmd/wherewhen/site"
)

var commands struct {
	Build  site.BuildCommand `cmd:"" help:"Make the static site."`
	Bundle bundle.Command    `cmd:"" help:"Write the site with the events of a filter as one HTML file."`
	Serve  site.ServeCommand `cmd:"" help:"Serve the site to this machine."`
	Check  check.Command     `cmd:"" help:"Check the data."`
}

func main() {
	c := kong.Parse(&commands,
		kong.Name("wherewhen"),
		kong.Description("Where and when reported attacks happened."),
		kong.UsageOnError())
	c.FatalIfErrorf(c.Run())
}
