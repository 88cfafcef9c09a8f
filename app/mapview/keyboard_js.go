package mapview

import (
	"cmp"
	"slices"
	"strconv"
	"syscall/js"
	"time"
)

// mostOptions is how many circles in sight are offered to the keyboard.
const mostOptions = 100

// list writes the circles in sight, largest first, as options of the list of
// places: a canvas cannot be read by a screen reader nor reached by keyboard.
func (v *Map) list() {
	v.behind = false
	if v.shown.Cells == nil || v.looks.Globe && !v.m.Truthy() {
		return
	}
	if v.spread != nil {
		v.listSpread()
		return
	}
	v.project()
	width, height := v.size()
	v.options = v.options[:0]
	for i := range v.counts() {
		if v.offers(i) && v.visible[i] && v.x[i] >= 0 && v.y[i] >= 0 && v.x[i] <= width && v.y[i] <= height {
			v.options = append(v.options, i)
		}
	}
	slices.SortFunc(v.options, func(a, b int) int {
		return cmp.Or(cmp.Compare(v.events(b), v.events(a)), cmp.Compare(a, b))
	})
	v.options = v.options[:min(len(v.options), mostOptions)]

	v.elements.Places.Call("replaceChildren")
	v.elements.Places.Call("removeAttribute", "aria-activedescendant")
	v.listed = 0
	v.listsOn.Ask()
	if js.Global().Get("document").Get("activeElement").Equal(v.elements.Places) {
		v.activate(max(v.position(), 0))
	}
}

// counts are the events shown of each cell, or area where those are drawn.
func (v *Map) counts() []int32 {
	if v.shaded() {
		return v.shown.Shades.Count
	}
	return v.shown.Circles.Count
}

// events returns how many events are shown of a cell, in both of two periods, or
// of an area.
func (v *Map) events(i int) int64 {
	if v.shaded() {
		return int64(v.shown.Shades.Count[i])
	}
	return v.shown.Circles.events(i)
}

// offers reports whether a cell or an area is among the options.
func (v *Map) offers(i int) bool {
	if v.shaded() {
		return v.shown.Shades.Offered[i] > 0
	}
	return v.events(i) > 0
}

// describe says what is shown of a cell, or of an area.
func (v *Map) describe(cell int) (title, text string) {
	if v.shaded() {
		return v.on.DescribeShade(cell)
	}
	return v.on.Describe(cell)
}

// pick opens a cell, or filters by an area.
func (v *Map) pick(cell int) {
	if v.shaded() {
		v.on.PickShade(cell)
	} else {
		v.on.PickCell(cell)
	}
}

// listTime is how long options are written before the page may paint.
const listTime = 8 * time.Millisecond

// listOn writes the options that are not in the list yet, for a while.
func (v *Map) listOn() {
	for until := time.Now().Add(listTime); v.listed < len(v.options); {
		if v.shaded() || v.on.DescribeOn(v.options[v.listed]) {
			v.listNext()
		}
		if time.Now().After(until) {
			v.listsOn.Ask()
			return
		}
	}
}

// listNext writes the next option.
func (v *Map) listNext() {
	cell := v.options[v.listed]
	title, text := v.describe(cell)
	selected := cell == v.shown.Selected
	if v.shaded() {
		selected = v.shown.Shades.Chosen[cell]
	}
	item := js.Global().Get("document").Call("createElement", "li")
	item.Set("id", "place-"+strconv.Itoa(v.listed))
	item.Set("textContent", title+": "+text)
	item.Call("setAttribute", "role", "option")
	item.Call("setAttribute", "aria-selected", strconv.FormatBool(selected))
	v.elements.Places.Call("append", item)
	v.listed++
}

// position returns where the active cell stands among the options, or -1.
func (v *Map) position() int { return slices.Index(v.options, v.active) }

func (v *Map) activate(option int) {
	if option < 0 || option >= len(v.options) {
		return
	}
	for v.listed <= option {
		v.listNext()
	}
	v.active = v.options[option]
	v.elements.Places.Call("setAttribute", "aria-activedescendant", "place-"+strconv.Itoa(option))
	v.tip(v.active)
	v.frame.Ask()
}

func (v *Map) key(e js.Value) {
	if v.behind { // the key is for what is shown
		v.listing.Drop()
		v.list()
	}
	at, key := v.position(), e.Get("key").String()
	if v.spread != nil {
		if v.spreadKey(key) {
			e.Call("preventDefault")
			e.Call("stopPropagation")
		}
		return
	}
	switch key {
	case "s", "S":
		if at < 0 || e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool() || e.Get("altKey").Bool() {
			return
		}
		v.on.Spread(v.active)
	case "ArrowDown", "ArrowRight":
		v.activate(min(at+1, len(v.options)-1))
	case "ArrowUp", "ArrowLeft":
		v.activate(max(at-1, 0))
	case "Home":
		v.activate(0)
	case "End":
		v.activate(len(v.options) - 1)
	case "Enter", " ":
		if at >= 0 {
			v.pick(v.active)
		}
	default:
		return
	}
	e.Call("preventDefault")
	e.Call("stopPropagation")
}
