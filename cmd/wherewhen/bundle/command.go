package bundle

import (
	"fmt"
	"os"
	"strings"
	"time"

	"wherewhen/app/event"
	"wherewhen/app/onefile"
)

// Command is wherewhen bundle.
type Command struct {
	Site   string `default:"dist" type:"path" placeholder:"DIR" help:"Directory of the built site (default: ${default})."`
	Filter string `placeholder:"LINK" help:"What to show: a link of the page, or the part of it after #. Without it: all events."`
	All    bool   `help:"Keep all events, also those the filter does not show."`
	Out    string `default:"wherewhen.html" type:"path" placeholder:"FILE" help:"File to write (default: ${default})."`
}

// Help is shown with wherewhen bundle --help.
func (Command) Help() string {
	return `The file opens by a double click, without a network, in any browser that runs the page. It holds the program, the overview basemap, the events that the filter shows, and the view; places by name and the detailed basemap are left out.

  wherewhen bundle
  wherewhen bundle --filter 'kind=attack&from=2021-01-01&to=2021-12-31' --out attacks-2021.html
  wherewhen bundle --filter 'https://example.org/wherewhen/#country=Iran'

To find a filter, choose it in the page and copy the link.`
}

// Run writes the file.
func (c *Command) Run() error {
	now := time.Now()
	document, held, err := c.document(event.NewDate(now.Year(), int(now.Month()), now.Day()))
	if err != nil {
		return err
	}
	if err := os.WriteFile(c.Out, document, 0o644); err != nil {
		return err
	}
	fmt.Printf("%s: %s, %.1f MB\n", c.Out, held, float64(len(document))/1e6)
	return nil
}

// document makes the file of a day and says what it holds.
func (c *Command) document(on event.Date) (document []byte, held string, err error) {
	root, err := os.OpenRoot(c.Site)
	if err != nil {
		return nil, "", fmt.Errorf("there is no site in %s: make dist makes one, --site names another", c.Site)
	}
	defer root.Close()
	s, err := openSite(root.FS())
	if err != nil {
		return nil, "", fmt.Errorf("%s: %w", c.Site, err)
	}
	fragment := c.Filter
	if _, after, found := strings.Cut(fragment, "#"); found {
		fragment = after
	}
	shown, err := s.show(fragment)
	if err != nil {
		return nil, "", err
	}
	document, err = onefile.Save(s, s.says, onefile.Choice{Session: shown, All: c.All, On: on})
	if err != nil {
		return nil, "", err
	}
	totals := shown.Totals()
	n := totals.Shown
	if c.All {
		n = totals.All
	}
	return document, fmt.Sprintf("%d of %d events", n, totals.All), nil
}
