package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// keyPart is a part of the page with keys of its own.
type keyPart uint8

const (
	keysOfPage keyPart = iota
	keysOfFilters
	keysOfMap
	keysOfPlaces
	keysOfTimeline
	keysOfLanes
	keysOfTable
	keysOfHeads
	keysOfList
	keysOfCard
	keyParts
)

// shortcuts are the keys of each part by the names browsers give them, after
// Shift+ or Ctrl+ where they are held with those; together those that do one
// thing or a thing and its opposite. What that is stands in keyWords.does, in
// the same places. The tests compare them with the code that handles the keys.
var shortcuts = [keyParts][][]string{
	keysOfPage:    {{"?"}, {"Tab", "Shift+Tab"}, {"Escape"}},
	keysOfFilters: {{"ArrowDown", "ArrowUp"}, {"Home", "End"}},
	keysOfMap:     {{"ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"}, {"+", "-"}},
	keysOfPlaces:  {{"ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"}, {"Home", "End"}, {"Enter", " "}, {"s"}},
	keysOfTimeline: {
		{"ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"}, {"PageUp", "PageDown", "Shift+ArrowLeft", "Shift+ArrowRight"},
		{"Home", "End"}, {"+", "-"}, {" "}, {"Escape"},
	},
	keysOfLanes: {{"ArrowLeft", "ArrowRight"}, {"ArrowUp", "ArrowDown"}, {"Home", "End"}, {"Enter"}, {"+", "-"}, {" "}, {"Escape"}},
	keysOfTable: {
		{"ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"}, {"PageDown", "PageUp"}, {"Home", "End"}, {"Ctrl+Home", "Ctrl+End"},
		{"Enter"}, {" "}, {"Shift+ArrowUp", "Shift+ArrowDown"}, {"Ctrl+a"}, {"Ctrl+c"}, {"Escape"},
	},
	keysOfHeads: {{"Enter", " "}, {"Shift+Enter"}, {"Shift+ArrowLeft", "Shift+ArrowRight"}},
	keysOfList:  {{"ArrowDown", "ArrowUp"}, {"PageDown", "PageUp"}, {"Home", "End"}, {"Enter", " "}, {"Escape"}},
	keysOfCard:  {{"ArrowLeft", "ArrowRight"}, {"Escape"}},
}

// keyHelp is the dialog of all keys.
type keyHelp struct {
	app.Compo
	Page *Page
	Open bool

	off bool // its own key does not open it
}

func (k *keyHelp) OnUpdate(ctx app.Context) {
	if k.Open {
		ctx.Defer(func(app.Context) { showDialog("shortcuts") })
	}
}

func (k *keyHelp) Render() app.UI {
	w := k.Page.words
	return app.Dialog().Class("dialog").ID("shortcuts").Aria("labelledby", "shortcuts-title").On("close", k.closed).Body(
		app.If(k.Open, func() app.UI {
			return app.Div().Body(
				dialogHead(w, "shortcuts", w.keys.title),
				app.Div().Class("dialog-body key-parts").TabIndex(0).Attr("role", "region").Aria("labelledby", "shortcuts-title").Body(k.parts()...),
				app.Label().Class("tick-label").Body(
					app.Input().ID("shortcuts-key").Type("checkbox").Checked(!k.off).OnChange(k.turn), app.Text(w.keys.opens),
				),
			)
		}),
	)
}

func (k *keyHelp) parts() []app.UI {
	w := k.Page.words
	parts := make([]app.UI, keyParts)
	for i, list := range shortcuts {
		rows := make([]app.UI, len(list))
		for j, keys := range list {
			rows[j] = app.Div().Body(app.Dt().Body(w.keyCaps(keys)...), app.Dd().Text(w.keys.does[i][j]))
		}
		parts[i] = app.Section().Body(app.H3().Text(w.keys.parts[i]), app.Dl().Body(rows...))
	}
	return parts
}

// keyCaps writes keys as they are called on keyboards.
func (w *words) keyCaps(keys []string) []app.UI {
	var caps []app.UI
	for i, key := range keys {
		if i > 0 {
			caps = append(caps, app.Text(" "))
		}
		held := ""
		for _, with := range []string{"Shift+", "Ctrl+"} {
			if rest, ok := strings.CutPrefix(key, with); ok {
				held, key = held+with, rest
			}
		}
		name, ok := w.keys.names[key]
		if !ok {
			name = strings.ToUpper(key[:1]) + key[1:]
		}
		caps = append(caps, app.Kbd().Text(held+name))
	}
	return caps
}

func (k *keyHelp) closed(app.Context, app.Event) { k.Page.keysOpen = false }

func (k *keyHelp) turn(ctx app.Context, _ app.Event) { k.off = !ctx.JSSrc().Get("checked").Bool() }
