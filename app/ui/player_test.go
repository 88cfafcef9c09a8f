package ui

import "testing"

// TestStepsAreSlowForWhoAskedForLessMotion looks at each speed.
func TestStepsAreSlowForWhoAskedForLessMotion(t *testing.T) {
	before := calm
	defer func() { calm = before }()
	for speed := range playSpeeds {
		p := player{Speed: speed}
		calm = func() bool { return false }
		usual := p.pace()
		calm = func() bool { return true }
		if slow := p.pace(); slow < calmPace || slow < usual {
			t.Errorf("at speed %v a step takes %v, and %v with less motion", playSpeeds[speed], usual, slow)
		}
	}
}
