package ui

import "testing"

func TestLinkNamesItsFile(t *testing.T) {
	hash := "0123456789abcdef0123456789abcdef"
	for _, f := range []linkedFile{
		{"plain.csv", 12, hash}, {"with space, comma & 100% \u202e<b>.csv", 0, ""}, {"#file=x.csv", 1, hash[:16]},
	} {
		for _, view := range []string{"", "kind=attack&from=2020-01-01&to=2020-12-31"} {
			got, rest, ok := cutFile(joinFragment(f.part(), view))
			if !ok || rest != view || got.name != f.name || got.events != f.events || !got.is(f) || !f.is(got) {
				t.Errorf("%+v with %q: read %+v with %q", f, view, got, rest)
			}
		}
	}
	for _, fragment := range []string{"", "kind=attack", "file=", "file=a,b,c", "file=,1,c", "file=a,1", "file=a%zz,1,c", "file=a,-1,c", "kind=attack&file=a,1,c"} {
		if f, rest, ok := cutFile(fragment); ok || rest != fragment {
			t.Errorf("%q: read %+v with %q", fragment, f, rest)
		}
	}
	one := linkedFile{"a.csv", 3, hash}
	for other, same := range map[linkedFile]bool{
		{"b.csv", 3, hash}: true, {"a.csv", 3, "ff"}: false, {"a.csv", 3, ""}: true, {"a.csv", 4, ""}: false,
	} {
		if one.is(other) != same {
			t.Errorf("%+v is the same as %+v: %v", one, other, !same)
		}
	}
}
