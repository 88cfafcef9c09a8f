// Command enginebench measures the filter engine in a browser. Its page calls
// what it leaves in the window: columns, which another engine is measured with
// too, and ours.
package main

import (
	"syscall/js"
	"unsafe"

	"wherewhen/app/crossfilter/workload"
)

func main() {
	window := js.Global()
	window.Set("columns", js.FuncOf(func(_ js.Value, args []js.Value) any {
		c := workload.New(args[0].Int())
		return map[string]any{
			"day": array("Int32Array", c.Start), "country": array("Uint16Array", c.Country),
			"type": array("Uint16Array", c.Type), "actor": array("Uint16Array", c.Actor), "killed": array("Int32Array", c.Killed),
		}
	}))
	window.Set("ours", js.FuncOf(func(_ js.Value, args []js.Value) any { return ours(args[0].Int()) }))
	window.Call("begin")
	select {}
}

// array copies a column into an array of the browser's.
func array[N uint16 | int32](kind string, column []N) js.Value {
	raw := unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(column))), len(column)*int(unsafe.Sizeof(*new(N))))
	bytes := js.Global().Get("Uint8Array").New(len(raw))
	js.CopyBytesToJS(bytes, raw)
	return js.Global().Get(kind).New(bytes.Get("buffer"))
}

// ours measures our engine and returns its figures by name, or a text that
// says what it counted wrongly.
func ours(rows int) any {
	performance := js.Global().Get("performance")
	figures, err := workload.Measure(rows, func() float64 { return performance.Call("now").Float() })
	if err != nil {
		return err.Error()
	}
	answer := make(map[string]any)
	for name, value := range figures {
		answer[name] = value
	}
	return answer
}
