# What a project that uses Whimbrel gets, for the example application, and what this package needs
# besides.
include templates/Makefile
EXECUTABLE = Rootly
TEST = $(SWIFT) build --build-tests $(FLAGS) && $(SWIFT) test --skip-build --disable-xctest $(FLAGS)
FORMATTED = $(shell find Package.swift $(wildcard Sources Tests templates Examples Benchmarks) \
  -name .build -prune -o -name '*.swift' -print)

ifeq (,$(TALKING))
.PHONY: servers soak bench docs lint
lint:
	@$(SWIFT) format lint --strict --parallel $(FORMATTED)

test: servers

# PostgreSQL 16 and 18 beside the one of the system; without them their cases count as not run.
servers: setup
	@Scripts/test-servers

# make soak N=3000 for that many random schemas instead, or SEED=17 for one.
soak: setup servers
	$(SWIFT) build --build-tests $(FLAGS)
	WHIMBREL_TEST_SOAK=1 $(if $(N),WHIMBREL_RANDOM_COUNT=$(N)) $(if $(SEED),WHIMBREL_RANDOM_SEED=$(SEED)) \
	$(if $(MAJORS),WHIMBREL_RANDOM_MAJORS=$(MAJORS)) $(if $(MINUTES),WHIMBREL_RANDOM_MINUTES=$(MINUTES)) \
	$(SWIFT) test --skip-build --disable-xctest $(FLAGS) $(if $(N)$(SEED),--filter RandomPlanTests)

# Beside PostgreSQL's own tools: make bench, or ARGS="100 1000" for databases of other sizes.
bench: setup
	$(SWIFT) build -c release --static-swift-stdlib $(FLAGS)
	"$$($(SWIFT) build -c release --static-swift-stdlib --show-bin-path)/Benchmarks" $(ARGS)

# The public language as pages, in .build/docs.
docs: setup
	@set -e; $(SWIFT) package dump-symbol-graph --minimum-access-level public; \
	graphs=$$(dirname "$$($(SWIFT) build --show-bin-path)")/symbolgraph; \
	rm -rf .build/docs .build/docs-graphs; mkdir -p .build/docs-graphs; \
	cp "$$graphs/Whimbrel.symbols.json" "$$graphs/WhimbrelModel.symbols.json" .build/docs-graphs; \
	docc=$$(dirname "$$(readlink -f "$$(command -v $(SWIFT))")")/docc; \
	if ! test -x "$$docc"; then docc=$$(command -v docc || xcrun --find docc); fi; \
	"$$docc" convert --additional-symbol-graph-dir .build/docs-graphs \
	  --fallback-display-name Whimbrel --fallback-bundle-identifier whimbrel \
	  --transform-for-static-hosting --output-dir .build/docs --diagnostic-level error; \
	echo 'open .build/docs/documentation/whimbrelmodel/index.html through a web server'
endif
