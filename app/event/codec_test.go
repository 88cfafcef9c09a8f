package event

import (
	"bytes"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

// someRecords makes events, regions and areas with everything a record may
// have, and may lack.
func someRecords(seed uint64, rows int) (*Table, []Region, []Area) {
	r := rand.New(rand.NewPCG(seed, 1))
	text := func() string { return []string{"", "a", "ṡarḥ", "\x00", strings.Repeat("long ", 40)}[r.IntN(5)] }
	number := func() int32 { return []int32{Unknown, 0, 1, 1 << 30}[r.IntN(4)] }
	list := func() (all []string) {
		for range r.IntN(3) {
			all = append(all, text())
		}
		return all
	}
	sources := func() (all []Source) {
		for range r.IntN(3) {
			all = append(all, Source{Title: text(), Publisher: text(), Date: text(), URL: text(), Supports: list()})
		}
		return all
	}
	span := func() Span {
		start := NewDate(1990, 1, 1) + Date(r.IntN(20000))
		return Span{start, start + Date(r.IntN(400))}
	}
	var b Builder
	b.Own([]string{"a", "", "ṡarḥ"}[:seed%4])
	b.t.Joined = seed%4 == 2
	for range rows {
		e := Event{
			ID: text(), Title: text(), Summary: text(), Kind: text(), Span: span(), Precision: Precision(r.IntN(int(Year) + 1)), Time: text(),
			Place: text(), Admin1: text(), Admin1Code: text(), Country: text(), CountryCode: text(), GeoPrecision: text(),
			Located: r.IntN(2) == 0, Area: text(), CoordinateSource: text(), AttackType: text(), Targets: list(), Tags: list(),
			Actor: text(), ActorLink: text(), Attribution: text(), AttributionNote: text(),
			Killed: Range{number(), number(), number()}, Injured: Range{number(), number(), number()},
			CasualtiesIncludeAttackers: text(), CasualtiesNote: text(), FirstReport: FirstReport{number(), number()},
			Confidence: text(), ConfidenceNote: text(), Sources: sources(), Own: []string{text(), text(), text()}[:r.IntN(4)],
		}
		if e.Located {
			e.Point = orb.Point{r.Float64()*360 - 180, r.Float64()*180 - 90}
		}
		if err := b.Add(e); err != nil {
			panic(err)
		}
	}
	var regions []Region
	var areas []Area
	for range r.IntN(4) {
		regions = append(regions, Region{
			ID: text(), Name: text(), Role: text(), Detail: text(), Span: span(), Start: text(), End: text(), Ongoing: r.IntN(2) == 0,
			Countries: list(), CountryCodes: list(), Admin1: list(), Admin1Codes: list(), Districts: list(), WholeDrawn: r.IntN(2) == 0,
			Confidence: text(), Note: text(), Sources: sources(), Bound: orb.Bound{Max: orb.Point{r.Float64(), 1}}, Extent: r.Float64(),
		})
		areas = append(areas, Area{Code: text(), Name: text(), Bound: orb.Bound{Min: orb.Point{r.Float64(), -1}}})
	}
	return b.Table(), regions, areas
}

func TestCodecKeepsEverything(t *testing.T) {
	for seed := range uint64(60) {
		table, regions, areas := someRecords(seed, int(seed)%40)
		data := Encode(table, regions, areas)
		got, gotRegions, gotAreas, err := Decode(bytes.Clone(data))
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, table) {
			t.Fatalf("%d rows:\n%+v\nwant\n%+v", got.Len(), got, table)
		}
		for row := range table.Len() {
			if a, b := got.Event(row), table.Event(row); !reflect.DeepEqual(a, b) {
				t.Fatalf("row %d:\n%+v\nwant\n%+v", row, a, b)
			}
		}
		gotColumns, gotTexts := got.Bytes()
		if columns, texts := table.Bytes(); gotColumns != columns || gotTexts != texts {
			t.Fatalf("takes %d and %d bytes, want %d and %d", gotColumns, gotTexts, columns, texts)
		}
		if !reflect.DeepEqual(gotRegions, regions) || !reflect.DeepEqual(gotAreas, areas) {
			t.Fatalf("%+v\n%+v\nwant\n%+v\n%+v", gotRegions, gotAreas, regions, areas)
		}
		if again := Encode(got, gotRegions, gotAreas); !bytes.Equal(again, data) {
			t.Fatal("encoded again, it differs")
		}
	}
}

// Any part of a table is told from the whole.
func TestDecodeNeedsTheWhole(t *testing.T) {
	data := Encode(someRecords(7, 9))
	for n := range data {
		if _, _, _, err := Decode(data[:n]); err == nil {
			t.Fatalf("the first %d of %d bytes pass for a table", n, len(data))
		}
	}
	if _, _, _, err := Decode(append(bytes.Clone(data), make([]byte, 8)...)); err == nil {
		t.Error("a table with more behind it passes")
	}
	other := bytes.Clone(data)
	other[len(encodedBy)-1] = '0'
	if _, _, _, err := Decode(other); err == nil || !strings.Contains(err.Error(), "version") {
		t.Errorf("another version: %v", err)
	}
}

// Columns need not lie at a multiple of their size.
func TestDecodeAnywhere(t *testing.T) {
	table, regions, areas := someRecords(3, 20)
	data := append([]byte{0, 0, 0}, Encode(table, regions, areas)...)
	got, _, _, err := Decode(data[3:])
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, table) {
		t.Errorf("%+v, want %+v", got, table)
	}
}

// Damage to any byte gives an error or a table of which every row can be read.
func TestDecodeDamaged(t *testing.T) {
	whole := Encode(someRecords(5, 6))
	refused := 0
	for i := range whole {
		for _, flip := range []byte{1, 0x80, 0xff} {
			data := bytes.Clone(whole)
			data[i] ^= flip
			table, _, _, err := Decode(data)
			if err != nil {
				refused++
				continue
			}
			readAll(table)
		}
	}
	if refused < len(whole)/2 {
		t.Errorf("only %d of %d damaged tables are refused", refused, 3*len(whole))
	}
}

// readAll reads all there is in a table, and panics if it cannot be.
func readAll(table *Table) {
	for row := range table.Len() {
		table.Event(row)
	}
	if days, ok := table.Domain(); ok && days.Start > days.End {
		panic("it ends before it begins")
	}
	table.Bytes()
}

func FuzzDecode(f *testing.F) {
	for seed := range uint64(3) {
		f.Add(Encode(someRecords(seed, 4)))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		table, regions, areas, err := Decode(data)
		if err != nil {
			return
		}
		readAll(table)
		if _, _, _, err := Decode(Encode(table, regions, areas)); err != nil {
			t.Errorf("what was decoded cannot be encoded: %v", err)
		}
	})
}

// Parts are the encoded table, the long columns not copied.
func TestParts(t *testing.T) {
	table := Synthetic(40_000, 1)
	parts := Parts(table, nil, nil)
	all := Encode(table, nil, nil)
	if !bytes.Equal(bytes.Join(parts, nil), all) {
		t.Fatal("the parts are not what is encoded")
	}
	copied := 0
	for _, part := range parts {
		if len(part) < longPart {
			copied += len(part)
		}
	}
	if len(parts) < 10 || copied > len(all)/10 {
		t.Errorf("of %d bytes in %d parts %d are copied", len(all), len(parts), copied)
	}
	if again, _, _, err := Decode(all); err != nil || again.Len() != table.Len() {
		t.Error(err)
	}
}
