package ui

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// handlers are the functions that handle the keys of each part, by folder, type
// and name; what a part lists is what one or several of them handle.
var handlers = map[keyPart][]string{
	keysOfPage:     {". keyHelp.OnMount"},
	keysOfFilters:  {". facet.key"},
	keysOfMap:      {"../mapview gestures.key"},
	keysOfPlaces:   {"../mapview Map.key"},
	keysOfTimeline: {". timeCanvas.key"},
	keysOfLanes:    {". laneCanvas.key"},
	keysOfTable:    {". eventTable.key"},
	keysOfList:     {". list.key"},
	keysOfCard:     {". details.key"},
}

// handled returns the keys a function has cases for.
func handled(t *testing.T, name string) []string {
	t.Helper()
	folder, name, _ := strings.Cut(name, " ")
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	found := false
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, source, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range parsed.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Recv == nil {
				continue
			}
			star, ok := f.Recv.List[0].Type.(*ast.StarExpr)
			if !ok || star.X.(*ast.Ident).Name+"."+f.Name.Name != name {
				continue
			}
			found = true
			ast.Inspect(f, func(n ast.Node) bool {
				if c, ok := n.(*ast.CaseClause); ok {
					for _, e := range c.List {
						if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
							key, _ := strconv.Unquote(lit.Value)
							keys = append(keys, key)
						}
					}
				}
				return true
			})
		}
	}
	if !found {
		t.Fatalf("%s is nowhere in %s", name, folder)
	}
	return keys
}

// TestShortcutsAreTheKeysThatAreHandled compares the list with the cases of the
// code: neither has a key the other has not.
func TestShortcutsAreTheKeysThatAreHandled(t *testing.T) {
	for part, list := range shortcuts {
		from, ok := handlers[keyPart(part)]
		if !ok {
			continue // the heads of the table are of the table
		}
		var want, got []string
		for _, name := range from {
			for _, key := range handled(t, name) {
				if len(key) == 1 {
					key = strings.ToLower(key) // with and without Shift
				}
				want = append(want, map[string]string{"=": "+", "_": "-"}[key]+strings.Trim(key, "=_"))
			}
		}
		lists := list
		if keyPart(part) == keysOfTable {
			lists = append(slices.Clone(list), shortcuts[keysOfHeads]...)
		}
		for _, keys := range lists {
			for _, key := range keys {
				got = append(got, strings.TrimPrefix(strings.TrimPrefix(key, "Shift+"), "Ctrl+"))
			}
		}
		if keyPart(part) == keysOfPage { // the others are the browser's, and of each part
			got = slices.DeleteFunc(got, func(key string) bool { return key == "Tab" || key == "Escape" })
		}
		slices.Sort(want)
		slices.Sort(got)
		if want, got = slices.Compact(want), slices.Compact(got); !slices.Equal(got, want) {
			t.Errorf("%s: %q are listed, %q handled", english.keys.parts[part], got, want)
		}
	}
}

func TestShortcutsHaveWords(t *testing.T) {
	for part, list := range shortcuts {
		if does := english.keys.does[part]; len(does) != len(list) || english.keys.parts[part] == "" || slices.Contains(does, "") {
			t.Errorf("part %d %q: %d shortcuts, and %q", part, english.keys.parts[part], len(list), does)
		}
	}
}
