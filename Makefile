# What one can ask of this folder. `make help` lists it.

.DEFAULT_GOAL := help
.PHONY: help run test bench screenshots package

help: ## Shows this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Installs what is missing, builds the program, opens its window
	@scripts/run

test: ## Installs what is missing, runs every check and every test
	@scripts/test

bench: ## Measures what README's table of performance says
	@scripts/bench

screenshots: ## Takes the pictures of every screen into target/screenshots
	@scripts/screenshots

package: ## Builds a Debian package that installs and starts
	@scripts/package
