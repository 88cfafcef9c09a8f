package sheet

import (
	"archive/zip"
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// zipped returns an archive of members: names and contents by turns.
func zipped(tb testing.TB, members ...string) []byte {
	tb.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(members); i += 2 {
		w, err := z.Create(members[i])
		if err == nil {
			_, err = w.Write([]byte(members[i+1]))
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// bookOf returns a workbook of one sheet with these rows, styles and texts.
func bookOf(tb testing.TB, properties, styles, texts, rows string) []byte {
	return zipped(tb,
		"[Content_Types].xml", `<Types/>`,
		"xl/workbook.xml", `<workbook xmlns:r="r"><workbookPr `+properties+`/><sheets><sheet name="Events" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/styles.xml", styles,
		"xl/sharedStrings.xml", `<sst>`+texts+`</sst>`,
		"xl/worksheets/sheet1.xml", `<worksheet><sheetData>`+rows+`</sheetData></worksheet>`)
}

func TestWorkbook(t *testing.T) {
	styles := `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy\ hh:mm"/><numFmt numFmtId="165" formatCode="[h]:mm"/><numFmt numFmtId="166" formatCode="0.0 &quot;days&quot;"/></numFmts>
<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="20"/></cellXfs></styleSheet>`
	texts := `<si><t>id</t></si><si><r><t>da</t></r><r><t xml:space="preserve">te </t></r><rPh><t>said</t></rPh></si><si><t>Elm &amp; Oak_x000D_
</t></si>`
	rows := `<row r="2"><c r="A2" t="inlineStr"><is><t>Incidents of Elm</t></is></c></row>
<row r="4"><c r="A4" t="s"><v>0</v></c><c r="B4" t="s"><v>1</v></c><c r="C4" t="str"><f>"pl"&amp;"ace"</f><v>place</v></c><c r="E4" t="str"><v>time</v></c></row>
<row r="5"><c r="A5"><v>202001050001</v></c><c r="B5" s="1"><v>43835</v></c><c r="C5" t="s"><v>2</v></c><c r="E5" s="5"><v>0.5</v></c></row>
<row r="6"/>
<row><c><v>34.100000000000001</v></c><c s="2"><v>43835.295138888891</v></c><c s="3"><v>1.5</v></c><c s="4"><v>1.97E+3</v></c><c t="b"><v>1</v></c></row>
<row><c r="A8" t="e"><v>#N/A</v></c><c r="B8" s="1"><v>59</v></c><c r="C8" s="1"><v>60</v></c><c r="D8" s="1"><v>61</v></c><c r="E8" t="d"><v>2020-01-05</v></c></row>
<row><c r="A9"><v>1</v></c><c r="F9"><v>beside</v></c></row>
<row><c r="B10" t="s"><v>3</v></c><c r="C10"><v>2</v></c></row>
<row><c r="AAAA11"><v>3</v></c></row>
<row><c r="A12"><v>4</v></c></row>`
	check(t, "f.xlsx", string(bookOf(t, "", styles, texts, rows)), `
[Events] XLSX, header in row 4
id | date | place |  | time
row 5: 202001050001 | 2020-01-05 | Elm & Oak`+"\r\n"+` |  | 12:00:00
row 7: 34.1 | 2020-01-05T07:05:00 | 1.5 | 1970 | TRUE
row 8: #N/A | 1900-02-28 | 60 | 1900-03-01 | 2020-01-05
row 9: 1 |  |  |  |  | beside
fault: f.xlsx: Events: row 9: beside: expected at most 5 cells as in the first row, not 6
row 10:  |  | 2 |  | 
fault: f.xlsx: Events: row 10: column B: 3: expected the number of one of the 3 texts of the workbook
row 11:  |  |  |  | 
fault: f.xlsx: Events: row 11: column AAAA11: 3: expected a cell in one of 16,384 columns, with a name as AB12
row 12: 4 |  |  |  | 
`)
	check(t, "f.xlsx", string(bookOf(t, `date1904="1"`, styles, "", `<row><c t="str"><v>date</v></c></row><row><c s="1"><v>42373</v></c></row>`)), `
[Events] XLSX
date
row 2: 2020-01-05
`)
	check(t, "f.xlsx", string(bookOf(t, "", styles, "", "")), "error: f.xlsx is a workbook without rows; "+expectedFile+"\n")
	check(t, "f.xlsx", string(bookOf(t, "", styles, "", `<row><c><v>1</v></c>`)), "error: f.xlsx: xl/worksheets/sheet1.xml: line 1: expected </row>, not </sheetData>\n")
}

func TestNamesOfColumns(t *testing.T) {
	for i := range mostColumns {
		want, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			t.Fatal(err)
		}
		if got := nameOf(i); got != want || columnOf([]byte(got+"7")) != i {
			t.Fatalf("column %d is %s, want %s, which is %d", i, got, want, columnOf([]byte(got+"7")))
		}
	}
	for _, ref := range []string{"", "A", "7", "A-", "ABCDE1"} {
		if got := columnOf([]byte(ref)); got != -1 {
			t.Errorf("%q is column %d", ref, got)
		}
	}
}

func TestStylesOfNumbers(t *testing.T) {
	for code, want := range map[string]style{
		"General": number, "0.00": number, "#,##0": number, "@": number, "[Red]0.0": number, `0 "days"`: number, "[h]:mm:ss": number, "[mm]:ss": number,
		"yyyy-mm-dd": day, "d/m/yy": day, "mmm yyyy": day, `[$-409]d\-mmm\-yy;@`: day, "mmmm": day, "m/d/yyyy h:mm": day,
		"h:mm": clockTime, "hh:mm:ss AM/PM": clockTime, "mm:ss": clockTime, "[$-F400]h:mm:ss": clockTime,
	} {
		if got := styleOf(code); got != want {
			t.Errorf("%s: %d, want %d", code, got, want)
		}
	}
}

// Workbooks another program writes are read as it was told to write them.
func TestWorkbooksOfExcelize(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 30 {
		f := excelize.NewFile()
		dated, err := f.NewStyle(&excelize.Style{NumFmt: 14})
		if err != nil {
			t.Fatal(err)
		}
		want := map[string][][]string{}
		for sheet := range 1 + rnd.IntN(3) {
			name := fmt.Sprintf("Elm %d", sheet+1)
			if sheet == 0 {
				f.SetSheetName("Sheet1", name)
			} else {
				f.NewSheet(name)
			}
			columns := 2 + rnd.IntN(40)
			header := make([]string, columns)
			for i := range header {
				header[i] = fmt.Sprintf("c%d", i)
			}
			f.SetSheetRow(name, "A1", &header)
			want[name] = append(want[name], header)
			for r := range 1 + rnd.IntN(30) {
				row := make([]string, columns)
				for c := range row {
					at, _ := excelize.CoordinatesToCellName(c+1, r+2)
					switch rnd.IntN(5) {
					case 0:
						row[c] = randomText(rnd, 12)
						f.SetCellStr(name, at, row[c])
					case 1:
						n := rnd.IntN(1 << 40)
						row[c] = strconv.Itoa(n)
						f.SetCellInt(name, at, int64(n))
					case 2:
						v := float64(rnd.IntN(2e6)-1e6) / 1e4
						row[c] = strconv.FormatFloat(v, 'f', -1, 64)
						f.SetCellFloat(name, at, v, -1, 64)
					case 3:
						day := time.Date(1900+rnd.IntN(200), 4, 1+rnd.IntN(300), 0, 0, 0, 0, time.UTC)
						row[c] = day.Format(time.DateOnly)
						f.SetCellValue(name, at, day)
						f.SetCellStyle(name, at, at, dated)
					}
				}
				if strings.Join(row, "") != "" {
					want[name] = append(want[name], row)
				}
			}
		}
		b, err := f.WriteToBuffer()
		if err != nil {
			t.Fatal(err)
		}
		sheets, err := Open("f.xlsx", bytes.NewReader(b.Bytes()), int64(b.Len()))
		if err != nil {
			t.Fatal(err)
		}
		if len(sheets) != len(want) {
			t.Fatalf("%d sheets, want %d", len(sheets), len(want))
		}
		for _, s := range sheets {
			got := append([][]string{s.Columns}, rowsOf(t, s)...)
			if !slices.EqualFunc(got, want[s.Name], slices.Equal) {
				t.Fatalf("%s\n%q\nwant\n%q", s.Name, got, want[s.Name])
			}
		}
	}
}

// A workbook as the GTD's, in rows and columns a tenth each.
func BenchmarkWorkbook(b *testing.B) {
	f := excelize.NewFile()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	for r := range 20_000 {
		row := make([]any, 40)
		for c := range row {
			switch {
			case r == 0:
				row[c] = fmt.Sprintf("c%d", c)
			case c%2 == 0:
				row[c] = r * c
			default:
				row[c] = "Elm county"
			}
		}
		w.SetRow(fmt.Sprintf("A%d", r+1), row)
	}
	w.Flush()
	data, err := f.WriteToBuffer()
	if err != nil {
		b.Fatal(err)
	}
	cells := 0
	for b.Loop() {
		rows, _ := readAll(b, "f.xlsx", bytes.NewReader(data.Bytes()), int64(data.Len()))
		cells += rows * 40
	}
	b.ReportMetric(float64(cells)/b.Elapsed().Seconds(), "cells/s")
}
