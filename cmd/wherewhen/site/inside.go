//go:build !released

package site

// programZip is empty: this command makes its program from a checkout.
var programZip []byte
