package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Path is the path of the page as go-app's router works it out, wherever the
// page lies and whatever its document is called: the one route there is.
func Path() string {
	path := strings.TrimPrefix(app.Window().URL().Path, app.Getenv("GOAPP_ROOT_PREFIX"))
	return "/" + strings.TrimPrefix(path, "/")
}
