package event

// MostOwn is how many columns of its own a table can have.
const MostOwn = 8

// OwnColumn is a column of the file's own, of values out of which its rows have
// one each.
type OwnColumn struct {
	Title string // as the file has it
	Category
}

// own returns the values of a row in the columns of the file's own, in their
// order; nil where there are none.
func (t *Table) own(row int) (values []string) {
	for i := range t.Own {
		values = append(values, t.Own[i].Name(row))
	}
	return values
}

// stated counts the rows that have a value.
func (c *Category) stated() (n int) {
	for _, code := range c.Codes {
		if c.Names[code] != "" {
			n++
		}
	}
	return n
}

// Own declares the columns of the file's own by their titles, MostOwn at most,
// before the first event is added. One that comes to need more than MaxNames
// different values is given up.
func (b *Builder) Own(titles []string) {
	for _, title := range titles {
		b.t.Own = append(b.t.Own, OwnColumn{Title: title})
	}
	b.full = make([]bool, len(titles))
}

// OwnOf declares the columns of the files' own that a table has, of which rows
// are going to be added.
func (b *Builder) OwnOf(t *Table) {
	var titles []string
	for i := range t.Own {
		titles = append(titles, t.Own[i].Title)
	}
	b.Own(titles)
	b.t.Joined = t.Joined
}

// GivenUp returns the titles of the columns of the file's own that had too many
// different values.
func (b *Builder) GivenUp() (titles []string) { return b.givenUp }

// addOwn adds the values of a row; those that are missing are absent.
func (b *Builder) addOwn(values []string) {
	for i := range b.t.Own {
		column, value := &b.t.Own[i].Category, ""
		if i < len(values) {
			value = values[i]
		}
		if !b.full[i] && !column.roomy(1) && !column.fits(value) {
			b.full[i], *column = true, Category{}
			b.givenUp = append(b.givenUp, b.t.Own[i].Title)
		}
		if !b.full[i] {
			column.add(value)
		}
	}
}

// kept returns the columns that were not given up.
func (b *Builder) kept() (columns []OwnColumn) {
	for i, full := range b.full {
		if !full {
			columns = append(columns, b.t.Own[i])
		}
	}
	return columns
}
