//go:build released

package site

import _ "embed"

// programZip is the program as Program.Zip wrote it; make release and make
// install put it here.
//
//go:embed program.zip
var programZip []byte
