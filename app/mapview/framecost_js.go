//go:build development

package mapview

import "syscall/js"

var performance = js.Global().Get("performance")

// frameBegins and frameEnds measure what Go takes of a frame of the map to draw
// the dots: each time is in the browser's own timeline (User Timing) as
// "dots of a frame".
func frameBegins() float64 { return performance.Call("now").Float() }

func frameEnds(begun float64) {
	performance.Call("measure", "dots of a frame", object{"start": begun, "end": performance.Call("now")})
}
