package main

import (
	"strings"
	"testing"
)

func TestReadTestsCountsAndReportsFailuresOnly(t *testing.T) {
	in := strings.Join([]string{
		`{"Action":"run","Package":"p","Test":"TestA"}`,
		`{"Action":"output","Package":"p","Test":"TestA","Output":"quiet\n"}`,
		`{"Action":"pass","Package":"p","Test":"TestA"}`,
		`{"Action":"output","Package":"p","Test":"TestB","Output":"want 1, got 2\n"}`,
		`{"Action":"fail","Package":"p","Test":"TestB"}`,
		`{"Action":"skip","Package":"p","Test":"TestC"}`,
		`{"Action":"pass","Package":"p"}`,
		`{"ImportPath":"q","Action":"build-output","Output":"undefined: x\n"}`,
		`{"ImportPath":"q","Action":"build-fail"}`,
		`no JSON`,
	}, "\n")
	var report strings.Builder
	got, err := readTests(strings.NewReader(in), &report)
	if err != nil {
		t.Fatal(err)
	}
	if want := (tally{passed: 1, failed: 1, skipped: 1}); got != want {
		t.Errorf("counted %v, want %v", got, want)
	}
	for _, want := range []string{"want 1, got 2", "undefined: x", "no JSON"} {
		if !strings.Contains(report.String(), want) {
			t.Errorf("the report does not say %q:\n%s", want, report.String())
		}
	}
	if strings.Contains(report.String(), "quiet") {
		t.Errorf("the report repeats what passed:\n%s", report.String())
	}
}
