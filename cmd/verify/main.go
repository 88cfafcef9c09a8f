// Command verify is make test: it runs every test and check of a checkout and
// says at the end how many tests ran where. As verify screenshots it takes the
// pictures of the page instead, as verify bench it measures, with names of parts
// behind only these: steps, engine, page, reading, transfer, start. The site must
// have been built in dist.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	do := verify
	switch args := os.Args[1:]; {
	case len(args) > 0 && args[0] == "bench":
		do = func(ctx context.Context) error { return bench(ctx, args[1:]) }
	case len(args) == 1 && args[0] == "screenshots":
		do = screenshots
	}
	if err := do(ctx); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// browserTests is the package that needs a browser and the built site.
const browserTests = "wherewhen/cmd/wherewhen/browser"

// wasmPackages are those that run in the page.
var wasmPackages = []string{"./app/...", "./cmd/viewer", "./cmd/worker", "./cmd/verify/enginebench"}

func verify(ctx context.Context) error {
	browser, err := browserEnv(ctx)
	if err != nil {
		return err
	}
	native, err := packages(ctx)
	if err != nil {
		return err
	}
	race, hasC := []string{}, compilesC(ctx)
	if hasC {
		race = append(race, "-race")
	}
	goroot, err := output(ctx, "go", "env", "GOROOT")
	if err != nil {
		return err
	}
	staticcheck, err := output(ctx, "go", "tool", "-n", "staticcheck")
	if err != nil {
		return err
	}

	var summary []string
	failed := false
	step := func(name string, do func() (string, error)) {
		fmt.Printf("%s …\n", name)
		begun := time.Now()
		result, err := do()
		if err != nil {
			failed = true
			result = "FAILED: " + err.Error()
		}
		line := fmt.Sprintf("%-22s %s", name, result)
		summary = append(summary, line)
		fmt.Printf("  %s, %.0f s\n", result, time.Since(begun).Seconds())
	}
	check := func(env []string, program string, args ...string) func() (string, error) {
		return func() (string, error) {
			c := exec.CommandContext(ctx, program, args...)
			c.Env = append(os.Environ(), env...)
			c.Stdout, c.Stderr = os.Stdout, os.Stderr
			if err := c.Run(); err != nil {
				return "", err
			}
			return "clean", nil
		}
	}
	tests := func(env []string, note string, args ...string) func() (string, error) {
		return func() (string, error) {
			t, err := runTests(ctx, env, args...)
			return t.String() + note, err
		}
	}
	wasm := []string{"GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0"}

	step("vet, native", check(nil, "go", "vet", "./..."))
	step("vet, js/wasm", check(wasm, "go", append([]string{"vet"}, wasmPackages...)...))
	step("staticcheck, native", check(nil, staticcheck, "./..."))
	step("staticcheck, js/wasm", check(wasm, staticcheck, wasmPackages...))
	note := ", no race detector: it needs a C compiler"
	if hasC {
		note = ", with the race detector"
	}
	step("tests, native", tests(nil, note, append(race, native...)...))
	step("tests, js/wasm", tests(wasm, "", "-exec", wasmRunner(goroot), "./app/..."))
	step("tests, browser", tests(browser, "", "-timeout", "45m", browserTests))

	fmt.Println()
	for _, line := range summary {
		fmt.Println(line)
	}
	if failed {
		return errors.New("not everything passed")
	}
	return nil
}

// browserEnv returns the environment the browser tests need.
func browserEnv(ctx context.Context) ([]string, error) {
	dist, err := filepath.Abs("dist")
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(filepath.Join(dist, "index.html")); err != nil {
		return nil, errors.New("there is no site in dist: make dist makes it, make test does both")
	}
	chrome, err := findChrome(ctx)
	if err != nil {
		return nil, err
	}
	return []string{"CHROME=" + chrome, "WHEREWHEN_DIST=" + dist}, nil
}

// packages lists all packages but the browser tests.
func packages(ctx context.Context) ([]string, error) {
	list, err := output(ctx, "go", "list", "./...")
	if err != nil {
		return nil, err
	}
	var native []string
	for _, p := range strings.Fields(list) {
		if p != browserTests {
			native = append(native, p)
		}
	}
	return native, nil
}

// compilesC reports whether the race detector can be built.
func compilesC(ctx context.Context) bool {
	cc, err := output(ctx, "go", "env", "CC")
	if err != nil || runtime.GOARCH != "amd64" && runtime.GOARCH != "arm64" {
		return false
	}
	_, err = exec.LookPath(strings.Fields(cc + " gcc")[0])
	return err == nil
}

// wasmRunner runs a test program in Node. The environment is emptied, because
// Go's wasm programs take little of it.
func wasmRunner(goroot string) string {
	node := filepath.Join(goroot, "lib", "wasm", "wasm_exec_node.js")
	return "env -i PATH=" + os.Getenv("PATH") + " node --stack-size=8192 " + node
}

// output runs a program and returns what it printed, without the last newline.
func output(ctx context.Context, program string, args ...string) (string, error) {
	c := exec.CommandContext(ctx, program, args...)
	c.Stderr = os.Stderr
	out, err := c.Output()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w", program, strings.Join(args, " "), err)
	}
	return strings.TrimSpace(string(out)), nil
}
