//go:build !development

package mapview

// frameBegins and frameEnds measure only in a page for development.
func frameBegins() float64 { return 0 }

func frameEnds(float64) {}
