package convert

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"wherewhen/app/event"
	"wherewhen/app/foreign"
	"wherewhen/app/intake"
	"wherewhen/app/profile"
	"wherewhen/cmd/wherewhen/convert/parquetsheet"
)

// Command is wherewhen convert.
type Command struct {
	In          string `arg:"" type:"path" help:"File of events: CSV, workbook, JSON, Parquet, GeoParquet and others, of ACLED, UCDP GED, GTD, GDELT, TimeMap, TimelineJS, Atlos or any other source."`
	Out         string `arg:"" type:"path" help:"File to write: .geojson, .csv or .columns."`
	Profile     string `placeholder:"NAME" help:"What the file is, when it is not recognised: acled, ucdp-ged, gtd, gdelt, timemap, timelinejs, atlos or wherewhen."`
	Mapping     string `type:"path" placeholder:"FILE" help:"What the columns are for, as --save-mapping wrote it."`
	SaveMapping string `type:"path" placeholder:"FILE" help:"Write what the columns were taken for as JSON, to be changed and given with --mapping."`
	Report      string `type:"path" placeholder:"FILE" help:"Write every problem as a line of a CSV file."`
}

// Help is shown with wherewhen convert --help.
func (Command) Help() string {
	return `Recognises the source by its columns, or guesses what they are for and says why. Every row becomes an event or is reported as rejected, with its line, column, value and the reason.

  wherewhen convert GEDEvent_v25_1.csv ged.geojson
  wherewhen convert incidents.xlsx incidents.csv --save-mapping incidents.json --report problems.csv
  wherewhen convert incidents.xlsx incidents.csv --mapping incidents.json
  wherewhen convert incidents.parquet incidents.csv

A file .columns is what the page itself loads.
Exits with 0 when every row became an event, 1 when rows were rejected, 2 when nothing was written.`
}

// Run converts and says on standard error what became of the rows.
func (c *Command) Run() error {
	return (&conversion{Command: *c, says: os.Stderr, now: time.Now}).status()
}

// The exit statuses of a conversion that was not complete.
const (
	exitRejected = 1
	exitNothing  = 2
)

// failure is an error that ends the program with a status of its own.
type failure struct {
	error
	status int
}

// ExitCode returns the status; kong asks for it.
func (f failure) ExitCode() int { return f.status }

// conversion is a run of the command.
type conversion struct {
	Command
	says io.Writer
	now  func() time.Time
}

// status runs the conversion; its error has an exit status.
func (c *conversion) status() error {
	err := c.run()
	if err == nil || errors.As(err, new(failure)) {
		return err
	}
	return failure{err, exitNothing}
}

func (c *conversion) run() error {
	write, ok := formats[strings.ToLower(filepath.Ext(c.Out))]
	if !ok {
		return fmt.Errorf("%s: expected a name that ends in .geojson, .csv or .columns", c.Out)
	}
	if same(c.In, c.Out) {
		return fmt.Errorf("%s would be written over: expected another file to write", c.In)
	}
	f, err := os.Open(c.In)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	in, err := foreign.OpenWith(parquetsheet.Open, filepath.Base(f.Name()), f, info.Size(), c.watch)
	if err != nil {
		return err
	}
	found, err := c.found(in)
	if err != nil {
		return err
	}
	c.describe(in, found)
	if c.SaveMapping != "" {
		if err := saveMapping(c.SaveMapping, found.Mapping); err != nil {
			return err
		}
	}
	read, err := in.Read(found)
	if err != nil {
		return err
	}
	now := c.now()
	on := event.NewDate(now.Year(), int(now.Month()), now.Day())
	if err := writeFile(c.Out, func(w io.Writer) error { return write(w, read.Table, about(in.Name, found, read.Table.Len(), on)) }); err != nil {
		return err
	}
	if c.Report != "" {
		if err := writeFile(c.Report, func(w io.Writer) error { return foreign.WriteReport(w, read.Problems) }); err != nil {
			return err
		}
	}
	summarise(c.says, read.Problems)
	fmt.Fprintf(c.says, "%s: %s\n", c.Out, read.Counts)
	if found.Terms.Private {
		fmt.Fprintf(c.says, "Keep the file to yourself: %s.\n", found.Terms.Licence)
	}
	if line := found.Terms.Attributed(on.String(), ""); line != "" {
		fmt.Fprintf(c.says, "Attribution: %s\n", line)
	}
	if read.Counts.Rejected > 0 {
		return failure{fmt.Errorf("%d of %d rows were rejected", read.Counts.Rejected, read.Counts.Rows), exitRejected}
	}
	return nil
}

// found says what the file is: what a person said, or what it looks like.
func (c *conversion) found(in *foreign.File) (profile.Found, error) {
	switch {
	case c.Mapping != "" && c.Profile != "":
		return profile.Found{}, errors.New("expected either --mapping or --profile")
	case c.Mapping != "":
		text, err := os.ReadFile(c.Mapping)
		if err != nil {
			return profile.Found{}, err
		}
		m, err := profile.ParseMapping(text)
		if err != nil {
			return profile.Found{}, fmt.Errorf("%s: %w", c.Mapping, err)
		}
		return in.Mapped(m, "columns as in "+filepath.Base(c.Mapping))
	case c.Profile != "":
		p, ok := profile.Named(c.Profile)
		if !ok {
			var names []string
			for _, p := range profile.Profiles {
				names = append(names, p.Name)
			}
			return profile.Found{}, fmt.Errorf("profile %q: expected one of %s", c.Profile, strings.Join(names, ", "))
		}
		return in.As(p)
	}
	f, err := in.Recognise()
	if errors.As(err, new(foreign.Unguessed)) {
		err = fmt.Errorf("%w; --mapping says what columns are for", err)
	}
	return f, err
}

// describe says what the columns are taken for, with the reasons of guesses.
func (c *conversion) describe(in *foreign.File, f profile.Found) {
	fmt.Fprintf(c.says, "%s: %s; %s\n", in.Label(), in.Sheet().Format, f)
	if f.Confidence == profile.Guessed {
		for _, u := range f.Mapping.Uses {
			fmt.Fprintf(c.says, "  %s from %s: %s\n", u.Role, strings.Join(u.Columns, ", "), u.Why)
		}
	}
	if len(f.Unknown) > 0 && !in.Ours(f) {
		fmt.Fprintf(c.says, "  not taken: %s\n", intake.Listed(f.Unknown))
	}
	for _, q := range f.Questions {
		fmt.Fprintf(c.says, "  to be said: %s\n", q)
	}
}

func same(a, b string) bool {
	one, err1 := os.Stat(a)
	two, err2 := os.Stat(b)
	return err1 == nil && err2 == nil && os.SameFile(one, two)
}
