// Package browser holds the tests of the built site in a real browser. They
// need the site (WHEREWHEN_DIST, a folder) and a Chrome or Chromium (CHROME, a
// program); make test sets both.
package browser
