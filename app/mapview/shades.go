package mapview

// Shades are what is drawn of areas in place of circles. The slices have one
// entry per area of Of.
type Shades struct {
	Of      *Outlines
	Count   []int32  // events shown
	Offered []int32  // those above 0 are offered to the keyboard
	Color   []string // CSS colour of the area
	Hatched []bool   // lines are drawn over it: its colour tells less than others
	Chosen  []bool   // it is filtered by
}
