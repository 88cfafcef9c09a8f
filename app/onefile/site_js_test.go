package onefile

import (
	"encoding/json"
	"reflect"
	"syscall/js"
	"testing"

	"wherewhen/app/collection"
)

// filled sets every field there is, so that a field that SiteOf does not know
// is found here.
func filled(t *testing.T, v reflect.Value) {
	t.Helper()
	switch v.Kind() {
	case reflect.String:
		v.SetString("\u2068“ö” <b>")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(1<<40 + 7)
	case reflect.Float64:
		v.SetFloat(-12.25)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		filled(t, v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		filled(t, v.Index(0))
		filled(t, v.Index(1))
	case reflect.Array:
		for i := range v.Len() {
			filled(t, v.Index(i))
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		entry := reflect.New(v.Type().Elem()).Elem()
		filled(t, entry)
		v.SetMapIndex(reflect.ValueOf("__proto__ö"), entry)
	case reflect.Struct:
		for i := range v.NumField() {
			filled(t, v.Field(i))
		}
	default:
		t.Fatalf("a field of kind %v", v.Kind())
	}
}

func TestSiteOfIsParseSite(t *testing.T) {
	var full Site
	filled(t, reflect.ValueOf(&full).Elem())
	sparse := Site{Version: "1", Collection: Collection{Collection: collection.Collection{Title: "T"}}}
	for _, site := range []Site{full, sparse} {
		block, err := json.Marshal(site)
		if err != nil {
			t.Fatal(err)
		}
		want, err := ParseSite(block)
		if err != nil {
			t.Fatal(err)
		}
		if got := SiteOf(js.Global().Get("JSON").Call("parse", string(block))); !reflect.DeepEqual(got, want) {
			t.Errorf("%+v\nwant %+v", got, want)
		}
	}
}
