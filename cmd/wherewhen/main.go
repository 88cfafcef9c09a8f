// Command wherewhen builds, bundles and serves the site, checks the data, and
// makes events of the files of other sources.
package main

import (
	"os"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"wherewhen/cmd/wherewhen/bundle"
	"wherewhen/cmd/wherewhen/check"
	"wherewhen/cmd/wherewhen/convert"
	"wherewhen/cmd/wherewhen/site"
)

// version is set when a released command is linked.
var version string

var commands struct {
	Build   site.BuildCommand `cmd:"" help:"Make a static site, of your own data or of the collection that comes with Wherewhen."`
	Bundle  bundle.Command    `cmd:"" help:"Write the site with the events of a filter as one HTML file."`
	Serve   site.ServeCommand `cmd:"" help:"Serve a site to this machine."`
	Check   check.Command     `cmd:"" help:"Check the data."`
	Convert convert.Command   `cmd:"" help:"Make events of a file of another source, as ACLED, UCDP or your own."`

	Version kong.VersionFlag `help:"Print the version."`
}

func main() {
	parser := kong.Must(&commands,
		kong.Name("wherewhen"),
		kong.Description("Where and when reported attacks happened: makes a site of plain files around a collection of events, and serves it."),
		kong.Vars{"version": versionLine()},
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.ShortUsageOnError())
	c, err := parser.Parse(twoDashes(os.Args[1:]))
	parser.FatalIfErrorf(err)
	c.FatalIfErrorf(c.Run())
}

// twoDashes gives flags that are written with one dash, as -data, their
// second.
func twoDashes(args []string) []string {
	with := slices.Clone(args)
	for i, arg := range with {
		if arg == "--" {
			break
		}
		if len(arg) > 2 && arg[0] == '-' && arg[1] >= 'a' && arg[1] <= 'z' {
			with[i] = "-" + arg
		}
	}
	return with
}

// versionLine is the version the command was linked with, else what the Go
// command noted of the checkout it was built from.
func versionLine() string {
	info, ok := debug.ReadBuildInfo()
	switch {
	case version != "":
		return "wherewhen " + version
	case ok && strings.Trim(info.Main.Version, "()") != "devel" && info.Main.Version != "":
		return "wherewhen " + info.Main.Version
	}
	settings := map[string]string{}
	if ok {
		for _, s := range info.Settings {
			settings[s.Key] = s.Value
		}
	}
	if revision := settings["vcs.revision"]; revision != "" {
		if settings["vcs.modified"] == "true" {
			revision += " with changes"
		}
		return "wherewhen " + revision
	}
	return "wherewhen of an unknown version: it was built outside a checkout, or with go run"
}
