package check

// attribution: who is said to have done it, how that was established and who
// says so agree.
func attribution(e *eventRecord) []Finding {
	p := e.Properties
	var found []Finding
	if p.Attribution != "none" && p.AttributionNote == "" {
		found = append(found, wrong("attribution_note", nil, "who says so, because attribution is %s", written(p.Attribution)))
	}
	if (p.Attribution == "none") != (p.ActorLink == "context") {
		found = append(found, wrong("attribution", p.Attribution, "none where actor_link is context, and only there; it is %s", written(p.ActorLink)))
	}
	if p.Kind == "attack" && p.ActorLink == "context" {
		found = append(found, wrong("actor_link", p.ActorLink, "a link to the group, because kind is attack"))
	}
	if (p.ActorLink == "isis-k") != (p.Actor != "") {
		found = append(found, wrong("actor", p.Actor, "the group where actor_link is isis-k, and only there; it is %s", written(p.ActorLink)))
	}
	return found
}
