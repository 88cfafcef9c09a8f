package ui

import (
	"fmt"
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/event"
)

// keep reports of an event whether it may go into a file that is handed on; nil
// where all may.
func (s *share) keep() func(row int) bool {
	if s.right == s.Page.session || !s.Page.terms(nil).Private {
		return nil
	}
	t, files := s.Page.session.Table, s.Page.terms(nil).PrivateFiles
	if !t.Joined || files == nil {
		return func(int) bool { return false }
	}
	return func(row int) bool { return !slices.Contains(files, t.Own[0].Name(row)) }
}

// leftOut counts the events shown, and of all, that may not go into such a file.
func (s *share) leftOut() (shown, all int) {
	keep, of := s.keep(), s.Page.session
	if !s.open || keep == nil {
		return 0, 0
	}
	for row := range of.Table.Len() {
		if !keep(row) {
			all++
			if of.Shows(row) {
				shown++
			}
		}
	}
	return shown, all
}

// askRight names the terms under which events may not be passed on, and asks
// whether the person may do so nevertheless.
func (s *share) askRight(out int) app.UI {
	w := s.Page.words
	t := s.Page.terms(nil)
	consequence := ""
	if out > 0 {
		consequence = ". " + fmt.Sprintf(w.take.staysOut, w.countEvents(out))
	}
	return app.Div().ID("right-part").Hidden(!t.Private).Body(
		app.P().ID("right-terms").Body(sourceLink(event.Source{URL: t.LicenceURL}, t.Licence, w.openSource), app.Text(consequence)),
		app.Label().Body(app.Input().ID("right").Type("checkbox").Checked(out == 0).OnChange(s.claim), app.Text(w.take.right)),
	)
}

// claim notes what the person says of the events now in the page, or takes it
// back.
func (s *share) claim(app.Context, app.Event) {
	if s.right == s.Page.session {
		s.right = nil
	} else {
		s.right = s.Page.session
	}
}
