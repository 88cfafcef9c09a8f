// Package convert makes events of a file of any known format.
package convert
