package ui

import "syscall/js"

func init() {
	writePeriods = func(rows [][]string) {
		document := js.Global().Get("document")
		body := document.Call("getElementById", "period-rows")
		if !body.Truthy() {
			return
		}
		body.Call("replaceChildren")
		for _, row := range rows {
			tr := body.Call("insertRow")
			for i, text := range row {
				tag := "td"
				if i == 0 {
					tag = "th"
				}
				cell := document.Call("createElement", tag)
				if i == 0 {
					cell.Set("scope", "row")
				}
				cell.Set("textContent", text)
				tr.Call("append", cell)
			}
		}
	}
}
