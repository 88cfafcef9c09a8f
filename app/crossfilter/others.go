package crossfilter

// Others notes of each row whether it passes every filter but that of d: 1 in
// pass where it does, 0 where not. pass has one entry per row and stays the
// caller's. Together with the window itself, which whoever draws may apply to
// each row, that is Visible.
func (d *Interval) Others(pass []byte) {
	e := d.engine
	e.expectRows("pass", len(pass))
	if x := e.index; x != nil && x.interval != d {
		e.settle() // of d itself the mask need not know
	}
	for row, word := range e.mask {
		pass[row] = byte(isZero(word &^ d.bit))
	}
}

// OthersRevision grows with each change of a filter other than that of d; as
// long as it stays the same, so does what Others notes.
func (d *Interval) OthersRevision() int { return d.engine.revision - d.moves }

// OthersOpen reports whether no other filter keeps any row out.
func (d *Interval) OthersOpen() bool { return d.engine.closed&^d.bit == 0 }
