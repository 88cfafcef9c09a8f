package main

import (
	"bytes"
	"context"
	"fmt"
	"html/template"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// keptShots are the pictures of the page that are published: of the README and
// of the manifest.
var keptShots = map[string]string{
	"readme.png": "web/screenshot.png",
	"wide.png":   "web/pictures/wide.png",
	"narrow.png": "web/pictures/narrow.png",
}

// screenshots takes the pictures of the page into build/shots, and those that
// are published from among them.
func screenshots(ctx context.Context) error {
	env, err := browserEnv(ctx)
	if err != nil {
		return err
	}
	shots, err := filepath.Abs(filepath.Join("build", "shots"))
	if err != nil {
		return err
	}
	if err := os.MkdirAll(shots, 0o755); err != nil {
		return err
	}
	c := exec.CommandContext(ctx, "go", "test", "-count=1", "-run", "^TestShots$", browserTests)
	c.Env = append(append(os.Environ(), env...), "WHEREWHEN_SHOTS="+shots)
	c.Stdout, c.Stderr = os.Stdout, os.Stderr
	if err := c.Run(); err != nil {
		return err
	}
	for from, to := range keptShots {
		picture, err := os.ReadFile(filepath.Join(shots, from))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.FromSlash(to), picture, 0o644); err != nil {
			return err
		}
	}
	return gallery(shots)
}

// gallery writes a page that shows all pictures of a directory.
func gallery(dir string) error {
	pictures, err := filepath.Glob(filepath.Join(dir, "*.png"))
	if err != nil {
		return err
	}
	names := make([]string, len(pictures))
	for i, picture := range pictures {
		names[i] = strings.TrimSuffix(filepath.Base(picture), ".png")
	}
	var page bytes.Buffer
	if err := galleryPage.Execute(&page, names); err != nil {
		return err
	}
	file := filepath.Join(dir, "index.html")
	fmt.Println(file)
	return os.WriteFile(file, page.Bytes(), 0o644)
}

var galleryPage = template.Must(template.New("").Parse(`<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Wherewhen in pictures</title>
<style>
body { font: 15px/1.4 system-ui; margin: 24px; background: #e9edf0; color: #1d2730; }
main { display: flex; flex-wrap: wrap; gap: 24px; align-items: flex-start; }
figure { margin: 0; } img { display: block; max-height: 420px; max-width: 100%; box-shadow: 0 1px 6px #0004; }
</style>
<h1>Wherewhen in pictures</h1>
<main>{{range .}}<figure><figcaption>{{.}}</figcaption><a href="{{.}}.png"><img src="{{.}}.png" alt="{{.}}" loading="lazy"></a></figure>
{{end}}</main></html>
`))
