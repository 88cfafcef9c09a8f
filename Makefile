# Wherewhen. `make` says what there is to make.

PORT ?= 8080
export PORT

go_files   := $(shell find app cmd -name '*.go' -not -name '*_test.go' -not -path '*/node_modules/*' 2>/dev/null) go.mod go.sum
web_files  := $(shell find web -type f -not -path '*/node_modules/*')
data_files := $(wildcard data/*.json data/*.geojson data/*.md)
packages   := web/node_modules/.package-lock.json
program    := cmd/wherewhen/site/program.zip
VERSION    ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)

need_go   = @command -v go >/dev/null || { echo "Go is missing: install Go 1.26 or newer." >&2; exit 1; }
need_node = @command -v npm >/dev/null && node -e 'process.exit(+(parseInt(process.versions.node) < 20))' 2>/dev/null \
	|| { echo "Node is missing or too old: install Node 20 or newer, with npm." >&2; exit 1; }

.PHONY: help run dist install release test check bench basemap screenshots clean

help:
	@echo "make run         make the site and serve it to this machine (PORT=$(PORT))"
	@echo "make dist        make the site: plain files for any static host, in dist/"
	@echo "make install     install the command wherewhen with the page inside, where go install puts commands (GOBIN)"
	@echo "make release     make the archives for all systems, the site and their checksums, in build/release (VERSION=$(VERSION))"
	@echo "make test        test everything; the last lines count"
	@echo "make check       check the data"
	@echo "make bench       measure (PART=reading for one part: steps, engine, page, reading, transfer or start)"
	@echo "make basemap     make the basemaps anew"
	@echo "make screenshots take the pictures of the README and the manifest, and a gallery of many more, in build/shots"
	@echo "make clean       remove what was made"

run: dist/index.html
	@go run ./cmd/wherewhen serve

dist: dist/index.html

dist/index.html: $(go_files) $(web_files) $(data_files) $(packages)
	$(need_go)
	@go run ./cmd/wherewhen build --out dist

$(packages): web/package-lock.json web/package.json
	$(need_node)
	@cd web && npm ci --ignore-scripts --loglevel=error
	@touch $@

# What a released command holds, so that it needs neither Go nor Node.
$(program): $(go_files) $(web_files) $(packages)
	$(need_go)
	@go run ./cmd/release pack

install: $(program)
	@CGO_ENABLED=0 go install -trimpath -buildvcs=false -tags released -ldflags '-s -w -X main.version=$(VERSION)' ./cmd/wherewhen
	@dir=$$(go env GOBIN); echo "$${dir:-$$(go env GOPATH)/bin}/wherewhen"

release: $(program)
	@go run ./cmd/release archives $(VERSION)

test: dist/index.html
	@go run ./cmd/verify

screenshots: dist/index.html
	@go run ./cmd/verify screenshots

check:
	$(need_go)
	@go run ./cmd/wherewhen check data

bench: dist/index.html
	@go run ./cmd/verify bench $(PART)

basemap:
	$(need_go)
	$(need_node)
	cd cmd/basemap && npm ci --ignore-scripts --loglevel=error && go run .

clean:
	rm -rf build dist $(program) web/node_modules cmd/basemap/node_modules
