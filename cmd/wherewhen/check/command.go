package check

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"wherewhen/data"
)

// Command is wherewhen check.
type Command struct {
	Path string `arg:"" optional:"" name:"dir|file" help:"Data directory or one data file. Without it: the directory data, or else the data in this program."`
}

// Help is shown with wherewhen check --help.
func (Command) Help() string {
	return `Checks dates, figures, places, outlines, sources and words, each record by itself and against Natural Earth and GeoNames.
A directory has events.geojson and may have regions.geojson, areas.geojson and indicators.json.
A file of any other name is taken for what it holds.

  wherewhen check data
  wherewhen check my-events.geojson

Prints one finding a line: file, record, field, value, what was expected.
Exits with 0 when there are no errors, 1 when there are, 2 when a file cannot be read. Warnings are not errors.`
}

// Run checks and prints what was found.
func (c *Command) Run() error {
	files, err := c.files()
	if err != nil {
		return failure{err, exitUnreadable}
	}
	checker, err := New(data.Files)
	if err != nil {
		return err
	}
	return conclude(os.Stdout, checker.Check(files...))
}

// conclude writes the findings; those among them that are errors make it fail.
func conclude(w io.Writer, r *Report) error {
	for _, f := range r.Findings {
		fmt.Fprintln(w, f)
	}
	if r.Errors() > 0 {
		return failure{errors.New(r.Verdict()), exitErrors}
	}
	fmt.Fprintf(w, "%s: %s\n", r.Counted(), r.Verdict())
	return nil
}

// files reads what the command was asked to check.
func (c *Command) files() ([]*File, error) {
	path := c.Path
	if path == "" {
		path = "data"
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			return readDir(data.Files)
		}
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		files, err := readDir(os.DirFS(path))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		return files, nil
	}
	f, err := readFile(os.DirFS(filepath.Dir(path)), filepath.Base(path))
	return []*File{f}, err
}

// readDir reads the data files of a directory; it must have events.
func readDir(dir fs.FS) ([]*File, error) {
	var files []*File
	for kind, k := range kinds {
		f, err := readFile(dir, k.file)
		if errors.Is(err, fs.ErrNotExist) && Kind(kind) != Events {
			continue
		}
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	return files, nil
}

// readFile reads a file, no more of it than MaxSize allows.
func readFile(dir fs.FS, name string) (*File, error) {
	f, err := dir.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, MaxSize+1))
	if err != nil {
		return nil, err
	}
	return Parse(name, content)
}

// The exit statuses of a failed check.
const (
	exitErrors     = 1
	exitUnreadable = 2
)

// failure is an error that ends the program with a status of its own.
type failure struct {
	error
	status int
}

// ExitCode returns the status; kong asks for it.
func (f failure) ExitCode() int { return f.status }
