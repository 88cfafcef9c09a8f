package main

import (
	"slices"
	"testing"
)

func TestTwoDashes(t *testing.T) {
	args := []string{"build", "-data", "my.geojson", "--title", "T", "-out=site", "-h", "-", "-5", "--", "-data"}
	want := []string{"build", "--data", "my.geojson", "--title", "T", "--out=site", "-h", "-", "-5", "--", "-data"}
	if got := twoDashes(args); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
