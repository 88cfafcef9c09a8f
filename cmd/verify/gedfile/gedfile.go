// Package gedfile makes up a file in the columns of the UCDP Georeferenced
// Event Dataset, as large as one wants, to measure reading with. Every name in
// it is plainly artificial, as "Country 017", and so is everything it says.
package gedfile

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"
)

// Rows makes a file as large as that of the release 26.1 of the dataset, which has
// about as many: 274 MB.
const Rows = 418_000

// Header names the columns, as releases since 23.1 do.
const Header = "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id," +
	"dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article," +
	"source_office,source_date,source_headline,source_original,where_prec,where_coordinates,where_description,adm_1,adm_2,latitude," +
	"longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b," +
	"deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob"

// How many there are of what is named.
const (
	countries = 120
	dyads     = 800
	offices   = 400
)

// Write writes a header and so many events made up from a seed: the same rows
// and seed give the same bytes. Rows is at most four million, for ids of their
// own. Of what matters to reading:
//
//   - Days from 1989-01-01 to 2024-12-31, most in the later years, written with
//     a time of midnight as UCDP does. 85 in 100 are known to the day, the
//     others within the days from date_start to date_end.
//   - One place for every eight rows, the near ones of a list more often, with
//     six decimals. Each lies in one of 120 countries with 20 provinces each. 800
//     dyads.
//   - Sources as one cell of quoted articles, on average 130 bytes, with commas
//     and doubled quotes; in one row of 250 a line break. Headlines likewise.
//   - Figures of which low ≤ best ≤ high fails in 12 of 1,000, as in the file
//     itself. Letters beyond ASCII in one row of 12.
func Write(w io.Writer, rows int, seed uint64) error {
	m := newMaker(rows, seed)
	out := bufio.NewWriterSize(w, 1<<20)
	out.WriteString(Header)
	out.WriteByte('\n')
	for row := range rows {
		m.row = m.row[:0]
		m.event(row)
		if _, err := out.Write(m.row); err != nil {
			return err
		}
	}
	return out.Flush()
}

// A maker makes rows. It calculates in whole numbers, so that no machine rounds
// in another way.
type maker struct {
	*rand.Rand
	places []place
	dyads  []dyad
	row    []byte
	text   []byte // a cell that needs quotes
}

type place struct {
	country, province, district int
	lat, lon                    int // millionths of a degree
}

type dyad struct {
	country, violence int
	sideA, sideB      string
}

func newMaker(rows int, seed uint64) *maker {
	m := &maker{Rand: rand.New(rand.NewPCG(seed, 0))}
	for range max(100, rows/8) {
		c := m.IntN(countries)
		m.places = append(m.places, place{
			country: c, province: m.IntN(20), district: m.IntN(12),
			lat: (c/12*13-55)*1e6 + m.IntN(12e6), lon: (c%12*28-165)*1e6 + m.IntN(25e6),
		})
	}
	for i := range dyads {
		d := dyad{country: m.IntN(countries), violence: 1 + m.IntN(3)}
		d.sideA, d.sideB = fmt.Sprintf("Government of Country %03d", d.country), fmt.Sprintf("Invented Front %03d", i)
		switch d.violence {
		case 2:
			d.sideA = fmt.Sprintf("Invented Group %03d", m.IntN(300))
		case 3:
			d.sideA, d.sideB = d.sideB, "Civilians"
		}
		m.dyads = append(m.dyads, d)
	}
	return m
}

// few is a number below n, small ones more often.
func (m *maker) few(n int) int { return m.IntN(1 + m.IntN(n)) }

// Ids are no numbers of rows: a multiple of one prime modulo another.
const (
	idPrime = 4_000_037
	idStep  = 1_046_527
)

var (
	firstDay = time.Date(1989, 1, 1, 0, 0, 0, 0, time.UTC)
	days     = int(time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC).Sub(firstDay).Hours() / 24)
	// until is how many days a date may be apart that is known so.
	until = [...]int{1: 0, 2: 5, 3: 6, 4: 30, 5: 300}
)

func (m *maker) event(row int) {
	d := m.dyads[m.few(dyads)]
	p := m.places[m.few(len(m.places))]
	id := (row + 1) * idStep % idPrime
	day := max(m.IntN(days), m.IntN(days))
	datePrec := m.one(85, 1, 7, 2, 3, 3, 4, 4, 1, 5)
	lasts := 0
	if until[datePrec] > 0 {
		lasts = 1 + m.IntN(until[datePrec])
	}
	if datePrec == 1 && m.IntN(30) == 0 {
		lasts = 1 + m.IntN(20)
	}
	begins := firstDay.AddDate(0, 0, min(day, days-1-lasts))
	ends := begins.AddDate(0, 0, lasts)
	year := begins.Year()
	wherePrec := m.one(47, 1, 20, 2, 12, 3, 13, 4, 3, 5, 4, 6, 1, 7)
	sources := 1 + m.few(4)

	m.number(id)
	m.plain("INV-", strconv.Itoa(year), "-", strconv.Itoa(d.violence), "-", strconv.Itoa(1000+m.IntN(900)), "-", strconv.Itoa(m.few(400)))
	m.number(year)
	m.number(1)
	m.plain("Clear")
	m.number(d.violence)
	conflict := 200 + d.country*3 + d.violence
	m.number(conflict)
	m.number(conflict + 13000)
	m.plain("Country ", three(d.country), ": Government")
	m.number(400 + m.IntN(800))
	m.number(14000 + m.IntN(800))
	m.plain(d.sideA, " - ", d.sideB)
	m.number(100 + m.IntN(900))
	m.number(100 + m.IntN(900))
	m.plain(d.sideA)
	m.number(1000 + m.IntN(900))
	m.number(1000 + m.IntN(900))
	m.plain(d.sideB)
	m.number(m.one(97, sources, 3, -1))

	// The articles, each in quotes, those doubled as the cell has quotes too.
	m.text = m.text[:0]
	for i := range sources {
		if i > 0 {
			m.text = append(m.text, ';')
		}
		m.text = append(m.text, '"')
		m.text = append(m.text, office(m.few(offices))...)
		m.text = append(m.text, ',')
		m.text = ends.AddDate(0, 0, m.IntN(9)).AppendFormat(m.text, "2006-01-02")
		m.text = append(m.text, ',')
		m.headline(5 + m.IntN(7))
		m.text = append(m.text, '"')
	}
	if m.IntN(250) == 0 {
		m.text = append(m.text, "\nInvented, as all of this is"...)
	}
	m.quoted()
	m.plain(office(m.few(offices)))
	m.date(ends.AddDate(0, 0, m.IntN(9)), "")
	m.text = m.text[:0]
	m.headline(3 + m.IntN(6))
	m.quoted()
	if m.IntN(3) == 0 {
		m.plain("Invented witness")
	} else {
		m.plain()
	}

	m.number(wherePrec)
	m.plain("Place ", strconv.Itoa(p.lat&0xffff), " town")
	if m.IntN(2) == 0 {
		m.plain("Place ", strconv.Itoa(p.lat&0xffff), m.pick(" (invented)", " district"))
	} else {
		m.text = append(m.text[:0], "Place "...)
		m.text = strconv.AppendInt(m.text, int64(p.lat&0xffff), 10)
		m.text = append(m.text, m.pick(" (near the invented river", " (on an invented road")...)
		m.text = append(m.text, ", Country "...)
		m.text = append(m.text, three(p.country)...)
		m.text = append(m.text, ')')
		m.quoted()
	}
	m.plain("Province ", three(p.country), "-", strconv.Itoa(p.province))
	m.plain("District ", strconv.Itoa(p.province), "-", strconv.Itoa(p.district))
	m.degrees(p.lat)
	m.degrees(p.lon)
	m.begin()
	m.row = append(m.row, "POINT ("...)
	m.row = degrees(m.row, p.lon)
	m.row = append(m.row, ' ')
	m.row = degrees(m.row, p.lat)
	m.row = append(m.row, ')')
	m.number(100000 + (p.lat+90e6)/500000*720 + (p.lon+180e6)/500000)
	m.plain("Country ", three(p.country))
	m.number(2 + p.country*7)
	m.plain(regions[p.country%len(regions)])
	m.number(m.one(84, 1, 16, 2))
	m.number(datePrec)
	m.date(begins, " 00:00:00")
	m.date(ends, " 00:00:00")
	m.figures()
	m.number(2 + d.country*7)
	if d.violence == 1 {
		m.plain()
	} else {
		m.number(2 + m.IntN(900))
	}
	m.row = append(m.row, '\n')
}

// figures are the deaths of each side and in all.
func (m *maker) figures() {
	a, b, civilians, unknown := 0, 0, 0, 0
	switch m.IntN(4) {
	case 0:
		a, b = m.deaths(), m.deaths()
	case 1:
		b = m.deaths()
	case 2:
		civilians = m.deaths()
	case 3:
		unknown = m.deaths()
	}
	best := a + b + civilians + unknown
	low, high := best, best
	if m.IntN(5) == 0 {
		low, high = m.IntN(best+1), best+m.few(20)
	}
	if best > 0 && m.IntN(1000) < 14 {
		low = best + 1 + m.few(9)
	}
	for _, n := range [...]int{a, b, civilians, unknown, best, high, low} {
		m.number(n)
	}
}

// deaths is half as often twice as many.
func (m *maker) deaths() int {
	most := 2
	for most < 1<<10 && m.IntN(2) == 0 {
		most *= 2
	}
	return m.IntN(most)
}

// one picks a value by its share in 100; shares and values take turns.
func (m *maker) one(sharesAndValues ...int) int {
	at := m.IntN(100)
	for i := 0; i+1 < len(sharesAndValues); i += 2 {
		if at -= sharesAndValues[i]; at < 0 {
			return sharesAndValues[i+1]
		}
	}
	return sharesAndValues[1]
}

func (m *maker) pick(of ...string) string { return of[m.IntN(len(of))] }

var words = strings.Fields("invented report says soldiers rebels villagers fled clashed near the road to town after an attack on market " +
	"checkpoint killed wounded at least several people were told officials witnesses residents army spokesman statement said on of in and " +
	"during night morning fighting shelling reportedly claimed denied responsibility unnamed")

var regions = []string{"Africa", "Americas", "Asia", "Europe", "Middle East"}

// headline adds so many words to the text.
func (m *maker) headline(n int) {
	m.text = append(m.text, "Invented: "...)
	for i := range n {
		if i > 0 {
			m.text = append(m.text, m.pick(" ", " ", " ", " ", " ", " ", ", ")...)
		}
		m.text = append(m.text, words[m.IntN(len(words))]...)
	}
	if m.IntN(40) == 0 {
		m.text = append(m.text, " – “naïve façade”"...)
	}
}

func office(n int) string { return "Agency " + three(n) }

func three(n int) string { return fmt.Sprintf("%03d", n) }

// begin begins a cell.
func (m *maker) begin() {
	if len(m.row) > 0 {
		m.row = append(m.row, ',')
	}
}

func (m *maker) number(n int) {
	m.begin()
	m.row = strconv.AppendInt(m.row, int64(n), 10)
}

// plain writes a cell that needs no quotes.
func (m *maker) plain(parts ...string) {
	m.begin()
	for _, part := range parts {
		m.row = append(m.row, part...)
	}
}

// quoted writes the text as a cell.
func (m *maker) quoted() {
	m.begin()
	m.row = append(m.row, '"')
	for _, c := range m.text {
		if c == '"' {
			m.row = append(m.row, '"')
		}
		m.row = append(m.row, c)
	}
	m.row = append(m.row, '"')
}

func (m *maker) date(day time.Time, clock string) {
	m.begin()
	m.row = day.AppendFormat(m.row, "2006-01-02")
	m.row = append(m.row, clock...)
}

func (m *maker) degrees(millionths int) {
	m.begin()
	m.row = degrees(m.row, millionths)
}

func degrees(to []byte, millionths int) []byte {
	if millionths < 0 {
		to = append(to, '-')
		millionths = -millionths
	}
	to = strconv.AppendInt(to, int64(millionths/1e6), 10)
	to = append(to, '.')
	return append(to, strconv.Itoa(1e6 + millionths%1e6)[1:]...)
}
