package profile

import "strings"

// Terms are what a source asks of those who use its data, as far as it is
// known. The words are a summary; those of the source count.
type Terms struct {
	Licence     string // "" when the file is its owner's
	URL         string
	Private     bool   // the records may not be passed on or shown in public
	Attribution string // with {date} for the day of access and {filters} for what was chosen
}

// Attributed returns the line that names the source, for a day of access and
// with what was chosen from it in words; either may be "".
func (t Terms) Attributed(date, filters string) string {
	line := t.Attribution
	for _, part := range [...]struct{ name, before, value string }{{"{date}", " Accessed ", date}, {"{filters}", " Filters: ", filters}} {
		value := ""
		if part.value != "" {
			value = part.before + part.value + "."
		}
		line = strings.Replace(line, part.name, value, 1)
	}
	return line
}
