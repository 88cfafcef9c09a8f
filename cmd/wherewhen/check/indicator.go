package check

import (
	"fmt"

	"wherewhen/app/event"
)

// indicatorRecord is an entry of any list of the indicators.
type indicatorRecord struct {
	AsOf          string         `json:"as_of"`
	DatePrecision string         `json:"date_precision"`
	Low           *int32         `json:"low"`
	High          *int32         `json:"high"`
	Value         *int32         `json:"value"`
	From          string         `json:"from"`
	To            string         `json:"to"`
	Date          string         `json:"date"`
	Sources       []event.Source `json:"sources"`
}

func indicatorRules() []rule[indicatorRecord] {
	return []rule[indicatorRecord]{
		indicatorDates,
		func(i *indicatorRecord) []Finding { return sourceDates(i.Sources) },
		func(i *indicatorRecord) []Finding { return findable(i.Sources) },
		func(i *indicatorRecord) []Finding { return linked(i.Sources) },
		estimate,
	}
}

// indicatorDates: dates are real, and an estimate's as exact as said.
func indicatorDates(i *indicatorRecord) []Finding {
	found := period("from", i.From, "to", i.To)
	found = append(found, period("as_of", i.AsOf, "date", i.Date)...)
	if found == nil {
		found = exactly("as_of", i.AsOf, i.DatePrecision)
	}
	return found
}

// estimate: the low figure is not above the high one.
func estimate(i *indicatorRecord) []Finding {
	if i.Low != nil && i.High != nil && *i.Low > *i.High {
		return []Finding{wrong("low", fmt.Sprint(*i.Low), "low ≤ high, %d", *i.High)}
	}
	return nil
}
