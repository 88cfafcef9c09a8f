package sheet

import (
	"fmt"
	"slices"
	"strings"
)

// timelineColumns are the columns of a TimelineJS sheet, and before and after
// them what only its JSON has.
var timelineColumns = []string{
	"id",
	"Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time", "Display Date", "Headline", "Text",
	"Media", "Media Credit", "Media Caption", "Media Thumbnail", "Alt Text", "Type", "Group", "Background",
	"location", "latitude", "longitude",
}

// openTimeline opens the slides of a TimelineJS file as rows of its sheet. The
// title and eras are rows too, of these types, as they are in the sheet.
func openTimeline(t text) (*Sheet, error) {
	s, err := tabular(t.name, Sheet{Name: t.label(), Unit: "slide"}, timelineColumns, nil, "slide.", func() (records, error) {
		w, err := walk(t, oneText)
		if err != nil {
			return nil, err
		}
		names := interned{}
		slide := 0
		return func() (record, int, error) {
			for {
				raw, err := w.next()
				row, ok := err.(*RowError)
				switch {
				case err != nil && !ok:
					return nil, slide, err
				case w.section == "events" && w.inArray, w.section == "eras" && w.inArray, w.section == "title" && !w.inArray:
				default:
					continue
				}
				slide++
				switch {
				case ok:
					row.Unit, row.Row = "slide", slide
					return nil, slide, row
				case raw[0] != '{' && w.inArray:
					return nil, slide, &RowError{w.file, "slide", slide, "", shortened(string(raw)), "an object in { }"}
				case raw[0] != '{':
					slide--
					continue
				}
				return timelineRow(raw, map[string]string{"title": "title", "eras": "era"}[w.section], names), slide, nil
			}
		}, nil
	})
	if s != nil {
		s.Format = "TimelineJS JSON, " + t.encoding
	}
	return s, err
}

// timelineRow returns a slide as a row of the sheet.
func timelineRow(raw []byte, kind string, names interned) record {
	var r record
	put := func(column, value string) { r.addOwn(column, value) }
	put("id", getText(raw, "unique_id"))
	for _, d := range []struct{ member, prefix string }{{"start_date", ""}, {"end_date", "End "}} {
		date := get(raw, d.member)
		put(d.prefix+"Year", getText(date, "year"))
		put(d.prefix+"Month", getText(date, "month"))
		put(d.prefix+"Day", getText(date, "day"))
		put(d.prefix+"Time", clock(getText(date, "hour"), getText(date, "minute"), getText(date, "second")))
	}
	display := getText(raw, "display_date")
	for _, name := range []string{"start_date.display_date", "start_date.display_text"} {
		if display == "" {
			display = getText(raw, name)
		}
	}
	put("Display Date", display)
	put("Headline", getText(raw, "text.headline"))
	put("Text", getText(raw, "text.text"))
	put("Media", getText(raw, "media.url"))
	put("Media Credit", getText(raw, "media.credit"))
	put("Media Caption", getText(raw, "media.caption"))
	put("Media Thumbnail", getText(raw, "media.thumbnail"))
	put("Alt Text", getText(raw, "media.alt"))
	put("Type", kind)
	put("Group", getText(raw, "group"))
	background := getText(raw, "background.url")
	if background == "" {
		background = getText(raw, "background.color")
	}
	put("Background", background)
	put("location", getText(raw, "location.name"))
	put("latitude", getText(raw, "location.lat"))
	put("longitude", getText(raw, "location.lon"))
	known := []string{"unique_id", "start_date", "end_date", "display_date", "text", "media", "group", "background", "location"}
	members(raw, func(name, value []byte) {
		if name := names.name(name); !slices.Contains(known, name) {
			r.add(name, cellOf(value))
		}
	})
	return r
}

// clock returns a time as hh:mm or hh:mm:ss, "" without an hour.
func clock(hour, minute, second string) string {
	if hour == "" {
		return ""
	}
	parts := []string{hour, minute, second}
	if second == "" {
		parts = parts[:2]
	}
	for i, part := range parts {
		parts[i] = fmt.Sprintf("%02s", part)
	}
	return strings.Join(parts, ":")
}
