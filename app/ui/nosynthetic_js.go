//go:build !development

package ui

import "wherewhen/app/event"

// synthetic returns nil: only a page for development makes events up.
func synthetic() *event.Table { return nil }
