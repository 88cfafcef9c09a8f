package intake

// Report is what is told of a file that was read beside the page, as JSON.
type Report struct {
	Said     []string // what it was read as
	Problems []string // of each sort one
	More     int      // problems that are not among these
	Rejected int
	Labels   map[string]string // what the source calls actor, attack_type and killed
	Terms
}

// Terms are what the source of a file asks of those who use it, "" each when
// that is not known.
type Terms struct {
	Licence, LicenceURL string
	Private             bool     // the records may not be passed on or shown in public
	PrivateFiles        []string // of several files in one table those that is true of; nil for all
	Attribution         string   // with Chosen where the filters in force belong
}

// Chosen stands in an attribution for what was chosen from the records, in words.
const Chosen = "{filters}"
