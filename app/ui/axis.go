package ui

// The timeline, CSS pixels.
const (
	axisPad      = 26 // free at either end for the counts and whole handles
	axisLabels   = 22 // height of the strip of labels below the bars
	tickDistance = 68
	rivalStrip   = 16 // height of the strip of the second of two periods, below that of the first
)

// axisColors are those of the timeline.
type axisColors struct{ ink, muted, line, all, passing, dimmed, selected, shade, spread, veil string }

var (
	axisLight = axisColors{"#1d2730", "#56626c", "#d8dbdd", "#d3d9dd", "#2f6c94", "#9db9cb", "#b3452c", "rgba(86,98,108,.09)", "#dfeaf1", "rgba(255,255,255,.62)"}
	axisDark  = axisColors{"#e8ebee", "#a5b0b9", "#303a43", "#38434c", "#7fb9dd", "#48677c", "#ee8d73", "rgba(0,0,0,.28)", "#26333d", "rgba(25,31,37,.62)"}
)

// axisColorsOn returns the colours on light or dark ground.
func axisColorsOn(dark bool) axisColors {
	if dark {
		return axisDark
	}
	return axisLight
}
