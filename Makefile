# What a project that uses Whimbrel gets, for the example application, and what this package needs
# besides.
include templates/Makefile
EXECUTABLE = Rootly
TEST = $(SWIFT) build --build-tests $(FLAGS) && $(SWIFT) test --skip-build --disable-xctest $(FLAGS)

ifeq (,$(TALKING))
.PHONY: servers soak
test: servers

# PostgreSQL 16 and 18 beside the one of the system; without them their cases count as not run.
servers: setup
	@Scripts/test-servers

soak: setup servers
	$(SWIFT) build --build-tests $(FLAGS)
	WHIMBREL_TEST_SOAK=1 $(SWIFT) test --skip-build --disable-xctest $(FLAGS)
endif
