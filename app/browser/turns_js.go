package browser

import "time"

// Turns divides long work, so that the browser can paint and take events in
// between. The zero Turns is ready to use.
type Turns struct{ began time.Time }

// turn is how long the work goes on at once.
const turn = 8 * time.Millisecond

// Yield lets the browser have its turn if this one has been long enough. It
// must not be called inside a callback from the browser.
func (t *Turns) Yield() {
	if time.Since(t.began) > turn {
		time.Sleep(time.Millisecond)
		t.began = time.Now()
	}
}
