package main

import (
	"context"
	"errors"
	"os"
	"os/exec"
)

var chromes = []string{
	"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
}

// findChrome returns the browser of CHROME, or one on the PATH; where there is
// none it installs Debian's, if it may.
func findChrome(ctx context.Context) (string, error) {
	if chrome := os.Getenv("CHROME"); chrome != "" {
		return exec.LookPath(chrome)
	}
	if chrome := onPath(); chrome != "" {
		return chrome, nil
	}
	missing := errors.New("no Chrome or Chromium: install one (Debian: apt-get install chromium), or name it as in CHROME=/path/to/chrome")
	if _, err := exec.LookPath("apt-get"); err != nil || os.Geteuid() != 0 {
		return "", missing
	}
	for _, args := range [][]string{{"update", "-qq"}, {"install", "-y", "-qq", "--no-install-recommends", "chromium"}} {
		c := exec.CommandContext(ctx, "apt-get", args...)
		c.Env = append(os.Environ(), "DEBIAN_FRONTEND=noninteractive")
		c.Stderr = os.Stderr
		if err := c.Run(); err != nil {
			return "", missing
		}
	}
	if chrome := onPath(); chrome != "" {
		return chrome, nil
	}
	return "", missing
}

func onPath() string {
	for _, name := range chromes {
		if found, err := exec.LookPath(name); err == nil {
			return found
		}
	}
	return ""
}
