package convert

import (
	"fmt"
	"time"
)

// progress says once a second how many rows were gone through.
type progress struct {
	c     *conversion
	doing string
	rows  int
	begun time.Time
	said  time.Time
}

// watch is told of each time the rows are gone through.
func (c *conversion) watch(doing string) (row, end func()) {
	now := c.now()
	p := &progress{c: c, doing: doing, begun: now, said: now}
	return p.row, p.end
}

// every how many rows the clock is looked at.
const every = 4096

func (p *progress) row() {
	if p.rows++; p.rows%every != 0 {
		return
	}
	if now := p.c.now(); now.Sub(p.said) >= time.Second {
		p.said = now
		p.say(now)
	}
}

// end says the last of it, if anything was said before.
func (p *progress) end() {
	if p.said != p.begun {
		p.rows-- // the end of the file
		p.say(p.c.now())
	}
}

func (p *progress) say(now time.Time) {
	fmt.Fprintf(p.c.says, "%d rows %s, %.0f a second\n", p.rows, p.doing, float64(p.rows)/max(now.Sub(p.begun).Seconds(), 1e-9))
}
