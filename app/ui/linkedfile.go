package ui

import (
	"net/url"
	"strconv"
	"strings"
)

// linkedFile is the file of a person's own a link shows a view of. The link has
// not the file: whoever opens it is asked for that.
type linkedFile struct {
	name   string
	events int
	hash   string // first digits of its SHA-256, "" when not known
}

// hashDigits is how many hexadecimal digits of a hash stand in a link.
const hashDigits = 16

// fileKey begins the part of a fragment that is about the file. It comes first.
const fileKey = "file="

// part is what a link says of the file.
func (f linkedFile) part() string {
	hash := f.hash[:min(len(f.hash), hashDigits)]
	return fileKey + strings.ReplaceAll(url.QueryEscape(f.name), "+", "%20") + "," + strconv.Itoa(f.events) + "," + hash
}

// cutFile returns the file a fragment is about, and the rest of the fragment.
func cutFile(fragment string) (f linkedFile, rest string, ok bool) {
	part, rest, _ := strings.Cut(fragment, "&")
	value, ok := strings.CutPrefix(part, fileKey)
	fields := strings.Split(value, ",")
	if !ok || len(fields) != 3 {
		return f, fragment, false
	}
	name, err1 := url.PathUnescape(fields[0])
	events, err2 := strconv.Atoi(fields[1])
	if err1 != nil || err2 != nil || name == "" || events < 0 {
		return f, fragment, false
	}
	return linkedFile{name, events, fields[2]}, rest, true
}

// joinFragment puts what a link says of a file before its view.
func joinFragment(file, view string) string {
	if file == "" || view == "" {
		return file + view
	}
	return file + "&" + view
}

// is reports whether another file is, as far as can be told, the same.
func (f linkedFile) is(other linkedFile) bool {
	if f.hash != "" && other.hash != "" {
		return strings.HasPrefix(other.hash, f.hash) || strings.HasPrefix(f.hash, other.hash)
	}
	return f.name == other.name && f.events == other.events
}
