package sheet

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestKML(t *testing.T) {
	check(t, "f.kml", `<?xml version="1.0" encoding="UTF-8"?>
<!-- by hand > here -->
<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document><name>All</name>
<Style id="s"><IconStyle><scale>1</scale></IconStyle></Style>
<Folder><name>Elm &amp; Oak</name><Folder/>
<Placemark id="p1"><name>Fire</name><description><![CDATA[<b>At the mill</b> & more]]></description><styleUrl>#s</styleUrl>
<LookAt><longitude>1</longitude><TimeStamp><when>1999</when></TimeStamp></LookAt>
<TimeStamp><when>2020-01-05</when></TimeStamp>
<ExtendedData><Data name="killed"><displayName>Killed</displayName><value>3</value></Data><Data name="name"><value>x</value></Data>
<SchemaData schemaUrl="#q"><SimpleData name="source">Herald</SimpleData></SchemaData></ExtendedData>
<Point><coordinates> 69.1,34.5,1800
</coordinates></Point></Placemark>
</Folder>
<Placemark><name>Field</name><TimeSpan><begin>2020</begin><end>2021-02</end></TimeSpan>
<Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 1,0 1,1 0,0</coordinates></LinearRing></outerBoundaryIs>
<innerBoundaryIs><LinearRing><coordinates>.1,.1 .2,.1 .2,.2 .1,.1</coordinates></LinearRing></innerBoundaryIs></Polygon></Placemark>
<Placemark><MultiGeometry><Point><coordinates>1,2</coordinates></Point><LineString><coordinates>1,2 3,4</coordinates></LineString></MultiGeometry></Placemark>
<Placemark><gx:Track><when>2020-01-01</when><when>2020-01-02</when><gx:coord>1 2 0</gx:coord><gx:coord>3 4 0</gx:coord></gx:Track></Placemark>
<Placemark><name>Bad</name><Point><coordinates>69.1, 34.5</coordinates></Point><Point/></Placemark>
<Placemark><name>Nowhere&nbsp;known</name></Placemark>
</Document></kml>`, `
[f] KML, UTF-8
id | folder | name | description | when | begin | end | killed | data.name | source | latitude | longitude | geometry
placemark 1: p1 | Elm & Oak | Fire | <b>At the mill</b> & more | 2020-01-05 |  |  | 3 | x | Herald | 34.5 | 69.1 | 
placemark 2:  |  | Field |  |  | 2020 | 2021-02 |  |  |  |  |  | POLYGON ((0 0, 1 0, 1 1, 0 0), (.1 .1, .2 .1, .2 .2, .1 .1))
placemark 3:  |  |  |  |  |  |  |  |  |  |  |  | GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (1 2, 3 4))
placemark 4:  |  |  |  |  | 2020-01-01 | 2020-01-02 |  |  |  |  |  | LINESTRING (1 2, 3 4)
placemark 5:  |  | Bad |  |  |  |  |  |  |  |  |  | 
fault: f.kml: placemark 5: column geometry: 69.1,: expected coordinates as longitude,latitude
placemark 6:  |  | Nowhere`+"\u00a0"+`known |  |  |  |  |  |  |  |  |  | 
`)
	check(t, "f.kml", "<kml><NetworkLink/></kml>", "error: f.kml is KML without placemarks: expected places that are in the file itself, not behind a link\n")
	check(t, "f.kml", "<kml>\n<Placemark><name>a</name></Placemark>\n<Placemark>\n<name>b</Placemark></kml>", `
[f] KML, UTF-8
name
placemark 1: a
end: f.kml: line 4: expected </name>, not </Placemark>
`)
	check(t, "f.kml", "<kml>\n<Placemark><name>a</name></Placemark>", `
[f] KML, UTF-8
name
placemark 1: a
end: f.kml: line 2: expected </kml> before the end of the file
`)
	check(t, "f.kml", "<!DOCTYPE kml [<!ENTITY a \"aaaa\">]><kml/>", "error: f.kml: line 1: expected no document type with definitions of its own\n")
	check(t, "f.kml", "<?xml version='1.0' encoding='ISO-8859-1'?><kml><Placemark><name>Caf\xe9</name></Placemark></kml>", "[f] KML, Latin-1\nname\nplacemark 1: Café\n")
	check(t, "f.kml", "<?xml version='1.0' encoding='windows-1251'?><kml><Placemark><name>\xc2\xff\xe7</name></Placemark></kml>", "error: f.kml is written in windows-1251: expected UTF-8\n")
	deep := dump("f.kml", []byte("<kml>"+strings.Repeat("<a>", 1e6)))
	if deep != "error: f.kml: line 1: expected at most 256 elements inside each other\n" {
		t.Error(deep)
	}
}

func TestGPX(t *testing.T) {
	check(t, "f.gpx", `<gpx version="1.1"><metadata><time>2020-02-02T00:00:00Z</time></metadata>
<wpt lat="34.5" lon='69.1'><ele>1800</ele><time>2020-01-05T07:05:00Z</time><name>Mill</name><link href="https://elm.example/"><text>page</text></link>
<extensions><x:killed>3</x:killed></extensions></wpt>
<wpt lat="34.6" lon="69.2"/>
<trk><trkseg><trkpt lat="1" lon="2"><time>2020</time></trkpt></trkseg></trk></gpx>`, `
[f] GPX, UTF-8
latitude | longitude | ele | time | name | link | text | killed
waypoint 1: 34.5 | 69.1 | 1800 | 2020-01-05T07:05:00Z | Mill | https://elm.example/ | page | 3
waypoint 2: 34.6 | 69.2 |  |  |  |  |  | 
`)
	check(t, "f.gpx", "<gpx><trk/></gpx>", "error: f.gpx is GPX without waypoints: expected places, not only tracks or routes\n")
}

// sameAsStandardXML compares the tags and texts of a file that encoding/xml
// takes, and that has none of what only it knows or only we do.
func sameAsStandardXML(t *testing.T, data []byte) {
	if !utf8.Valid(data) || bytes.ContainsAny(data, "&!?\r\x00") || len(data) > 4096 {
		return
	}
	var want strings.Builder
	depth := 0
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return
		}
		switch token := token.(type) {
		case xml.StartElement:
			depth++
			fmt.Fprintf(&want, "<%s", token.Name.Local)
			for _, a := range token.Attr {
				if a.Name.Local == "name" {
					if a.Value != "" {
						fmt.Fprintf(&want, " %q", a.Value)
					}
					break
				}
			}
			want.WriteString(">")
		case xml.EndElement:
			depth--
			fmt.Fprintf(&want, "</%s>", token.Name.Local)
		case xml.CharData:
			if depth > 0 {
				want.Write(token)
			}
		}
	}
	depth = 0
	var got strings.Builder
	x := &xmlStream{window: window{in: bytes.NewReader(data)}, file: "f", line: 1, names: interned{}}
	for {
		tag, text, err := x.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			if strings.Contains(err.Error(), "inside each other") {
				return
			}
			t.Fatalf("%q: %v", data, err)
		}
		if depth > 0 {
			got.Write(text)
		}
		if tag.ends {
			depth--
			fmt.Fprintf(&got, "</%s>", tag.name)
			continue
		}
		depth++
		fmt.Fprintf(&got, "<%s", tag.name)
		if name := tag.attr("name"); name != "" {
			fmt.Fprintf(&got, " %q", name)
		}
		got.WriteString(">")
	}
	if got.String() != want.String() {
		t.Fatalf("%q\n%s\nwant\n%s", data, got.String(), want.String())
	}
}
