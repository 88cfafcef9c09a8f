package site

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"wherewhen/app/collection"
)

// BuildCommand is wherewhen build.
type BuildCommand struct {
	Out string `default:"dist" placeholder:"DIR" help:"Directory to put the site into (${default}). What is in it must be a site, and is replaced."`

	Data       string `placeholder:"FILE" group:"A collection of your own" help:"Events as GeoJSON; without it, the collection that comes with Wherewhen."`
	Regions    string `placeholder:"FILE" group:"A collection of your own" help:"Regions to draw and filter by, as GeoJSON."`
	Areas      string `placeholder:"FILE" group:"A collection of your own" help:"Outlines of provinces and countries, for events without a point, as GeoJSON."`
	Indicators string `placeholder:"FILE" group:"A collection of your own" help:"What others counted and said, as JSON."`

	Title       string `placeholder:"TEXT" group:"A collection of your own" help:"Title of the page."`
	Description string `placeholder:"TEXT" group:"A collection of your own" help:"What the collection holds, in a sentence or two."`
	Licence     string `placeholder:"TEXT" group:"A collection of your own" help:"Licence of your data, as \"CC BY 4.0\"."`
	LicenceURL  string `name:"licence-url" placeholder:"URL" group:"A collection of your own" help:"Where the text of the licence stands."`

	Development bool `hidden:"" help:"Make the page of a checkout for working on it: its address takes ?synthetic=1000000, events that are made up."`

	AllowOrigin []string `placeholder:"ORIGIN" sep:"none" help:"Let the page ask this origin too, for data and pictures, as https://tiles.example.org; may be repeated. Without it, it asks nobody."`
	Tiles       []string `placeholder:"NAME=URL" sep:"none" help:"Offer the readers a basemap from elsewhere, off until they turn it on: 'Name=https://host/{z}/{x}/{y}.png;attribution=…;maxzoom=19', vector tiles as .pbf or .mvt, or the address of a .pmtiles archive; may be repeated."`
}

// Help is shown with wherewhen build --help.
func (BuildCommand) Help() string {
	return `Makes a site of plain files that any static host can serve under any path.

  wherewhen build --out site
  wherewhen build --data my.geojson --title "Floods of the Rhine" --out site
  wherewhen build --data my.geojson --regions regions.geojson --title "Strikes in 2024" \
      --description "Strikes reported by three newspapers." \
      --licence "CC BY 4.0" --licence-url https://creativecommons.org/licenses/by/4.0/ --out site
  wherewhen build --tiles 'Streets=https://tiles.example.org/{z}/{x}/{y}.png;attribution=© Example;maxzoom=19' --out site
  wherewhen serve site

--tiles takes, after the address, each with ; before it: attribution=TEXT, minzoom=0 to 24 (0), maxzoom=0 to 24 (19 of pictures, 14 of
vectors) and type=raster or type=vector where the address does not end in what the tiles are. The page's policy then allows the tiles' host,
and the page asks it for nothing until a reader turns the basemap on.

What cannot be read in your files is said, one line for each, and left out; a file that cannot be read at all makes no site.`
}

// Run makes the site.
func (c *BuildCommand) Run() error {
	collection, err := c.collection()
	if err != nil {
		return err
	}
	var origins []string
	for _, text := range c.AllowOrigin {
		origin, err := parseOrigin(text)
		if err != nil {
			return fmt.Errorf("--allow-origin %w", err)
		}
		origins = append(origins, origin)
	}
	tiles, err := parseAllTiles(c.Tiles)
	if err != nil {
		return err
	}
	program, err := c.program()
	if err != nil {
		return err
	}
	made, err := Make(program, collection, origins, tiles...)
	if err != nil {
		return err
	}
	if err := made.Write(c.Out); err != nil {
		return err
	}
	fmt.Printf("%s: %d events, version %s, %d files, %.1f MB\n",
		c.Out, collection.table.Len(), made.Version, len(made.Files), float64(made.Size())/1e6)
	return nil
}

func (c *BuildCommand) program() (Program, error) {
	if c.Development {
		return Development(".")
	}
	return FindProgram()
}

// collection reads what the site is to show, and says what of it could not be
// taken as written.
func (c *BuildCommand) collection() (*Collection, error) {
	if c.Data == "" {
		for _, flag := range []struct{ name, value string }{
			{"--regions", c.Regions}, {"--areas", c.Areas}, {"--indicators", c.Indicators}, {"--title", c.Title},
			{"--description", c.Description}, {"--licence", c.Licence}, {"--licence-url", c.LicenceURL},
		} {
			if flag.value != "" {
				return nil, fmt.Errorf("%s is for a collection of your own: name its events with --data", flag.name)
			}
		}
		return Bundled()
	}
	if strings.TrimSpace(c.Title) == "" {
		return nil, errors.New(`a collection of your own needs a title: --title "What it is about"`)
	}
	own := Own{
		Events: c.Data, Regions: c.Regions, Areas: c.Areas, Indicators: c.Indicators,
		Words: collection.Collection{Title: c.Title, Description: c.Description, Licence: c.Licence, LicenceURL: c.LicenceURL},
	}
	read, problems, err := own.Read()
	rejected := 0
	for _, p := range problems {
		fmt.Fprintln(os.Stderr, p.Error())
		if p.Rejected {
			rejected++
		}
	}
	if len(problems) > 0 {
		fmt.Fprintf(os.Stderr, "%s: %d features left out, %d values left out; the page tells its readers too\n",
			c.Data, rejected, len(problems)-rejected)
	}
	return read, err
}

// ServeCommand is wherewhen serve.
type ServeCommand struct {
	Dir  string `arg:"" optional:"" default:"dist" help:"Directory of the site (${default})."`
	Port int    `default:"8080" env:"PORT" help:"Port to serve at (${default}); 0 for any that is free."`
	Host string `default:"127.0.0.1" help:"Address to serve at (${default}: this machine alone). 0.0.0.0 lets others in."`
}

// Help is shown with wherewhen serve --help.
func (ServeCommand) Help() string {
	return `Serves a site as a good static host does: compressed, with caching and security headers. It prints the address; Ctrl+C ends it.

  wherewhen serve
  wherewhen serve site --port 9000
  wherewhen serve site --host 0.0.0.0`
}

// Run serves the site until it is interrupted.
func (c *ServeCommand) Run() error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return Serve(ctx, c.Dir, c.Host, c.Port, os.Stdout, os.Stderr)
}
