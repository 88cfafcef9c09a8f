package site

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
)

// policy is the Content-Security-Policy of a page: its own origin, and for
// data and pictures the origins a publisher names.
func policy(origins []string) string {
	named := strings.Join(append([]string{""}, origins...), " ")
	return strings.Join([]string{
		"default-src 'none'",
		"script-src 'self' 'wasm-unsafe-eval'",
		"style-src 'self'",
		"style-src-attr 'unsafe-inline'",
		"img-src 'self' data: blob:" + named,
		"connect-src 'self'" + named,
		"worker-src 'self'",
		"manifest-src 'self'",
		"base-uri 'none'",
		"form-action 'none'",
		"require-trusted-types-for 'script'",
		"trusted-types default",
	}, "; ")
}

var hostName = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$`)

// parseOrigin reads an origin a page may ask: https://host or
// http://localhost, each with a port or without.
func parseOrigin(text string) (string, error) {
	wrong := fmt.Errorf("%q: expected an origin as https://tiles.example.org or http://localhost:8000, without path or wildcard", text)
	u, err := url.Parse(text)
	if err != nil {
		return "", wrong
	}
	host, port := strings.ToLower(u.Hostname()), u.Port()
	local := host == "localhost" || host == "127.0.0.1"
	if u.Scheme != "https" && !(u.Scheme == "http" && local) || !hostName.MatchString(host) {
		return "", wrong
	}
	origin := u.Scheme + "://" + host
	if port != "" {
		origin += ":" + port
	}
	if !strings.EqualFold(origin, text) {
		return "", wrong
	}
	return origin, nil
}
