# What one can ask of this folder. `make help` lists it.

.DEFAULT_GOAL := help
.PHONY: help run test bench fuzz matching years screenshots package

help: ## Shows this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Installs what is missing, builds the program, opens its window
	@scripts/run

test: ## Installs what is missing, runs every check and every test
	@scripts/test

bench: ## Measures what README's table of performance says
	@scripts/bench

fuzz: ## Reads a million bank files changed at random, for a night
	@FUZZ_INPUTS=$${FUZZ_INPUTS:-1000000} cargo test --release --quiet --package statements \
	  --test fuzz -- --nocapture

matching: ## Holds the matching of deposits against practices it has never seen
	@cargo test --quiet --package tests --test matching -- --nocapture --test-threads 1

years: ## Lives through three years of a practice a hundred times, chased by us and by hand; goes on where it was ended
	@QUITTANCE_SEEDS=$${QUITTANCE_SEEDS:-100} QUITTANCE_CLIENTS=$${QUITTANCE_CLIENTS:-60} \
	  QUITTANCE_YEARS=$${QUITTANCE_YEARS:-3} CARGO_PROFILE_DEV_OPT_LEVEL=2 \
	  QUITTANCE_LOG=$${QUITTANCE_LOG:-$(CURDIR)/target/years.jsonl} \
	  cargo test --quiet --workspace --test journeys rule_13_in_years -- --nocapture

screenshots: ## Takes the pictures of every screen into target/screenshots
	@scripts/screenshots

package: ## Builds a Debian package that installs and starts
	@scripts/package
