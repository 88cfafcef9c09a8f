// Package mapview shows events on a map: it drives MapLibre GL JS for the
// basemap, the regions and the camera, and paints the events itself, as
// circles on a canvas above the map. Events of one place are one circle;
// places whose circles would cover each other are joined.
//
// The circles do not pass through WebGL: while a brush moves they are painted
// again without the map having to be, which a machine without a GPU does only
// a few times a second.
//
// Or each event is a dot of its own: those, up to millions, are drawn by the GPU
// within the frames of the map, from data that stays there while a brush moves.
//
// Browser code is in files ending in _js.go; everything else is pure.
package mapview
