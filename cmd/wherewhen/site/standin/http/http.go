// Package http stands in for net/http in the program of the page, which never
// speaks HTTP: the browser does. go-app's server half, which the page does not
// use, mentions the names below; with them and no more, the program is a sixth
// smaller and starts sooner. Every use of them is a fault.
package http

import (
	"errors"
	"io"
	"net/url"
)

// The status codes that are mentioned.
const (
	StatusOK                  = 200
	StatusNotModified         = 304
	StatusNotFound            = 404
	StatusInternalServerError = 500
)

// Header is as in net/http.
type Header map[string][]string

// Get returns nothing.
func (Header) Get(string) string { return "" }

// Set does nothing.
func (Header) Set(_, _ string) {}

// Request is as in net/http.
type Request struct {
	URL    *url.URL
	Host   string
	Header Header
	TLS    *struct{}
}

// ResponseWriter is as in net/http.
type ResponseWriter interface {
	Header() Header
	Write([]byte) (int, error)
	WriteHeader(status int)
}

// Handler is as in net/http.
type Handler interface {
	ServeHTTP(ResponseWriter, *Request)
}

// Response is as in net/http.
type Response struct {
	StatusCode int
	Header     Header
	Body       io.ReadCloser
}

// Dir is as in net/http.
type Dir string

// FileServer returns no handler.
func FileServer(Dir) Handler { return nil }

// NotFound does nothing.
func NotFound(ResponseWriter, *Request) {}

// Get fails.
func Get(string) (*Response, error) { return nil, errors.New("no HTTP in the page") }
