//go:build js

// Package netip stands in for net/netip in the program of the page, where
// net/url asks whether a host in brackets is an address: the browser has read
// those that come here before.
package netip

import "errors"

// Addr is an address with colons.
type Addr struct{}

// ParseAddr reports as an error that a text has no colon.
func ParseAddr(s string) (Addr, error) {
	for _, c := range []byte(s) {
		if c == ':' {
			return Addr{}, nil
		}
	}
	return Addr{}, errors.New("no address in brackets")
}

// Is4 reports false: an address with dots alone has no brackets.
func (Addr) Is4() bool { return false }
