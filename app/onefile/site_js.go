package onefile

import (
	"syscall/js"

	"wherewhen/app/collection"
)

// SiteOf returns what a page says of itself, read from its JSON block by the
// browser. It is what ParseSite returns of the same block, but a start does
// not wait for the code of encoding/json, a tenth of all that runs in it.
func SiteOf(block js.Value) Site {
	c := block.Get("collection")
	s := Site{
		Version: textOf(block, "version"),
		Title:   textOf(block, "title"),
		Collection: Collection{
			Collection: collection.Collection{
				Title:       textOf(c, "title"),
				ShortTitle:  textOf(c, "short_title"),
				Description: textOf(c, "description"),
				Licence:     textOf(c, "licence"),
				LicenceURL:  textOf(c, "licence_url"),
				Method: each(c, "method", func(v js.Value) collection.Section {
					return collection.Section{Title: textOf(v, "title"), Paragraphs: textsOf(v, "paragraphs"), List: textsOf(v, "list")}
				}),
				Jumps: each(c, "jumps", func(v js.Value) collection.Jump {
					return collection.Jump{Name: textOf(v, "name"), Box: box(v.Get("box"))}
				}),
				Shortcuts: each(c, "shortcuts", func(v js.Value) collection.Shortcut {
					return collection.Shortcut{Name: textOf(v, "name"), Fragment: textOf(v, "fragment")}
				}),
			},
			Own:         c.Get("own").Truthy(),
			Private:     c.Get("private").Truthy(),
			Attribution: textOf(c, "attribution"),
		},
		Files:    byName(block, "files", js.Value.String),
		Sizes:    byName(block, "sizes", js.Value.Int),
		Early:    textsOf(block, "early"),
		Packed:   byName(block, "packed", js.Value.String),
		Problems: textsOf(block, "problems"),
		Single:   block.Get("single").Truthy(),
		Fragment: textOf(block, "fragment"),
	}
	if view := c.Get("view"); view.Truthy() {
		b := box(view)
		s.Collection.View = &b
	}
	if saved := block.Get("saved"); saved.Truthy() {
		s.Saved = &Saved{On: textOf(saved, "on"), Of: saved.Get("of").Int(), From: textOf(saved, "from")}
	}
	return s
}

func textOf(v js.Value, name string) string {
	if t := v.Get(name); t.Type() == js.TypeString {
		return t.String()
	}
	return ""
}

func textsOf(v js.Value, name string) []string { return each(v, name, js.Value.String) }

// each returns what is made of the entries of a list, nil when there is none.
func each[T any](v js.Value, name string, of func(js.Value) T) []T {
	list := v.Get(name)
	if !list.Truthy() {
		return nil
	}
	all := make([]T, list.Length())
	for i := range all {
		all[i] = of(list.Index(i))
	}
	return all
}

func byName[T any](v js.Value, name string, of func(js.Value) T) map[string]T {
	object := v.Get(name)
	if !object.Truthy() {
		return nil
	}
	keys := js.Global().Get("Object").Call("keys", object)
	all := make(map[string]T, keys.Length())
	for i := range keys.Length() {
		key := keys.Index(i).String()
		all[key] = of(object.Get(key))
	}
	return all
}

func box(v js.Value) (b collection.Box) {
	for i := range b {
		b[i] = v.Index(i).Float()
	}
	return b
}
