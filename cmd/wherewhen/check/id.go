package check

// unique remembers ids by the number of the feature that had them first.
type unique map[string]int

// id: the id is that of no other feature, and the feature's own.
func (u unique) id(feature any, id string) []Finding {
	found := u.own("id", id)
	if id != "" && feature != id {
		found = append(found, wrong("id", feature, "the same id on the feature and in its properties, %s", written(id)))
	}
	return found
}

// own: no other feature has the same value.
func (u unique) own(field, value string) []Finding {
	if value == "" {
		return nil
	}
	if first, taken := u[value]; taken {
		return []Finding{wrong(field, value, "one of its own; feature %d has it", first)}
	}
	u[value] = len(u) + 1
	return nil
}
