package profile

// gtd is the Global Terrorism Database. Columns: a table definition with all
// 135.
//
// Codes: GTD Codebook of 2015 to 2022, as documentation of data taken from it
// restates it; the codebook itself could not be seen. A month or day of 0 is not
// known; -9 and -99 stand for unknown; specificity 1 is the town, 2 and 3 the
// middle of the smallest unit, 4 that of the first-order unit, 5 not known, also
// of the coordinates. doubtterr 1 is a strong possibility of terrorism that is not
// certain. Attacktype, targtype, gname and weaptype come as numbered columns.
// gname is the group that GTD attributes an attack to; guncertain1 1 says that
// this is suspected or unconfirmed, claimed 1 that a group claimed it, 0 that none
// did, compclaim 1 that several did. nkill counts attackers too, nkillter of them.
// Terms: the GTD End User Agreement, as its page summarises it (2022).
var gtd = Profile{
	Name: "gtd", Title: "GTD",
	Columns: columnsOf("eventid,iyear,imonth,iday,approxdate,extended,resolution,country,country_txt,region,region_txt,provstate,city," +
		"latitude,longitude,specificity,vicinity,location,summary,crit1,crit2,crit3,doubtterr,alternative,alternative_txt,multiple,success," +
		"suicide,attacktype1,attacktype1_txt,attacktype2,attacktype2_txt,attacktype3,attacktype3_txt,targtype1,targtype1_txt,targsubtype1," +
		"targsubtype1_txt,corp1,target1,natlty1,natlty1_txt,targtype2,targtype2_txt,targsubtype2,targsubtype2_txt,corp2,target2,natlty2," +
		"natlty2_txt,targtype3,targtype3_txt,targsubtype3,targsubtype3_txt,corp3,target3,natlty3,natlty3_txt,gname,gsubname,gname2," +
		"gsubname2,gname3,gsubname3,motive,guncertain1,guncertain2,guncertain3,individual,nperps,nperpcap,claimed,claimmode," +
		"claimmode_txt,claim2,claimmode2,claimmode2_txt,claim3,claimmode3,claimmode3_txt,compclaim,weaptype1,weaptype1_txt,weapsubtype1," +
		"weapsubtype1_txt,weaptype2,weaptype2_txt,weapsubtype2,weapsubtype2_txt,weaptype3,weaptype3_txt,weapsubtype3,weapsubtype3_txt," +
		"weaptype4,weaptype4_txt,weapsubtype4,weapsubtype4_txt,weapdetail,nkill,nkillus,nkillter,nwound,nwoundus,nwoundte,property," +
		"propextent,propextent_txt,propvalue,propcomment,ishostkid,nhostkid,nhostkidus,nhours,ndays,divert,kidhijcountry,ransom,ransomamt," +
		"ransomamtus,ransompaid,ransompaidus,ransomnote,hostkidoutcome,hostkidoutcome_txt,nreleased,addnotes,scite1,scite2,scite3," +
		"dbsource,INT_LOG,INT_IDEO,INT_MISC,INT_ANY,related"),
	Keys:   []string{"eventid", "iyear", "imonth", "iday", "gname", "nkill"},
	Labels: map[Role]string{"actor": "Perpetrator group", "attack_type": "Attack type"},
	Terms: Terms{
		Licence:     "GTD End User Agreement: the records may not be passed on, posted or shown in public",
		URL:         "https://www.start.umd.edu/gtd/",
		Private:     true,
		Attribution: "START (National Consortium for the Study of Terrorism and Responses to Terrorism), Global Terrorism Database.{date}{filters}",
	},
	Uses: []Use{
		{Role: "id", Columns: []string{"eventid"}},
		{Role: "title", Columns: []string{"attacktype1_txt"}},
		{Role: "title", Columns: []string{"city"}, Absent: []string{"Unknown", "unknown"}},
		{Role: "title", Columns: []string{"country_txt"}},
		{Role: "summary", Columns: []string{"summary"}},
		{Role: "start", Columns: []string{"iyear", "imonth", "iday"}, Format: Parts},
		{Role: "confidence_note", Columns: []string{"approxdate"}, Says: "date as written: %s"},
		{Role: "place", Columns: []string{"city"}, Absent: []string{"Unknown", "unknown"}},
		{Role: "admin1", Columns: []string{"provstate"}, Absent: []string{"Unknown", "unknown"}},
		{Role: "country", Columns: []string{"country_txt"}},
		{Role: "latitude", Columns: []string{"latitude"}},
		{Role: "longitude", Columns: []string{"longitude"}},
		{Role: "geo_precision", Columns: []string{"specificity"}, Absent: gtdUnknown, Codes: map[string]string{
			"1": "city", "2": "district", "3": "district", "4": "province", "5": nowhere,
		}},
		{Role: "confidence_note", Columns: []string{"vicinity"}, Codes: map[string]string{"1": "near the place named", Any: ""}},
		{Role: "attack_type", Columns: []string{"attacktype1_txt"}},
		{Role: "targets", Columns: []string{"targtype1_txt", "targtype2_txt", "targtype3_txt"}},
		{Role: "actor", Columns: []string{"gname"}, Absent: []string{"Unknown"}},
		{Role: "attribution_note", Columns: []string{"gname2", "gname3"}, Says: "also named: %s"},
		{Role: "attribution", Columns: []string{"gname"}, Codes: map[string]string{"Unknown": "", Any: "attributed"}},
		{Role: "attribution", Columns: []string{"claimed"}, Codes: map[string]string{"1": "claimed", Any: ""}},
		{Role: "attribution", Columns: []string{"guncertain1"}, Codes: map[string]string{"1": "suspected", Any: ""}},
		{Role: "attribution", Columns: []string{"compclaim"}, Codes: map[string]string{"1": "disputed", Any: ""}},
		{Role: "attribution_note", Columns: []string{"claimed"}, Codes: map[string]string{"1": "the group claimed it", "0": "no claim is known", Any: ""}},
		{Role: "attribution_note", Columns: []string{"guncertain1"}, Codes: map[string]string{"1": "GTD marks the attribution as uncertain", Any: ""}},
		{Role: "attribution_note", Columns: []string{"compclaim"}, Codes: map[string]string{"1": "several groups claimed it", Any: ""}},
		{Role: "killed", Columns: []string{"nkill"}, Absent: gtdUnknown},
		{Role: "injured", Columns: []string{"nwound"}, Absent: gtdUnknown},
		{Role: "casualties_include_attackers", Says: "yes"},
		{Role: "casualties_note", Columns: []string{"nkillter"}, Absent: gtdUnknownOrNone, Says: "attackers among those killed: %s"},
		{Role: "casualties_note", Columns: []string{"nwoundte"}, Absent: gtdUnknownOrNone, Says: "attackers among those injured: %s"},
		{Role: "confidence_note", Columns: []string{"doubtterr"}, Codes: map[string]string{"1": "GTD doubts that it was terrorism", Any: ""}},
		{Role: "tags", Columns: []string{"attacktype2_txt", "attacktype3_txt"}},
		{Role: "tags", Columns: []string{"weaptype1_txt", "weaptype2_txt", "weaptype3_txt", "weaptype4_txt"}},
		{Role: "source_title", Columns: []string{"scite1", "scite2", "scite3"}},
		{Role: Facet, Columns: []string{"region_txt"}, Says: "Region"},
		{Role: Facet, Columns: []string{"weaptype1_txt"}, Says: "Weapon type"},
		{Role: Facet, Columns: []string{"targsubtype1_txt"}, Says: "Target subtype"},
		{Role: Facet, Columns: []string{"success"}, Says: "Successful", Codes: gtdYesNo},
		{Role: Facet, Columns: []string{"suicide"}, Says: "Suicide attack", Codes: gtdYesNo},
		{Role: Facet, Columns: []string{"natlty1_txt"}, Says: "Nationality of the target"},
	},
}

var gtdYesNo = map[string]string{"1": "yes", "0": "no", Any: ""}

var (
	gtdUnknown       = []string{"-9", "-99", "-9.0", "-99.0"}
	gtdUnknownOrNone = append([]string{"0", "0.0"}, gtdUnknown...)
)
