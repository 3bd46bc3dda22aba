# Everything that is done here has a short name. `make` alone lists them.
# Python 3.12 or newer and make are enough; the rest is fetched, pinned and checked by hash.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory
BIN := .venv/bin
export PYTHONWARNINGS ?= default
export UV_NO_PROGRESS ?= 1
# A pinned file is the whole truth: nothing from the user's own uv or pip settings changes it.
INSTALL = "$$(scripts/find-uv)" pip install --quiet --python $(BIN)/python

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

.PHONY: help
help:  ## list what can be made
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s%s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: demo
demo: $(BIN)/.house $(BIN)/.front  ## a whole city to play with, at http://127.0.0.1:8000
	@LIANDONG_DEMO=1 exec $(BIN)/liandong demo $(ARGS)

.PHONY: setup
setup: $(BIN)/.house $(BIN)/.front $(BIN)/.dev  ## the environment for working on the house

.PHONY: test
test: setup  ## the fast tests; ARGS="src/liandong/places -x" narrows them
	@$(BIN)/pytest -n auto -m "not slow and not journey and not postgres" $(ARGS)

.PHONY: check
check: setup static cover postgres journeys  ## everything that must hold before a change goes in

.PHONY: static
static: setup  ## format, lint, types, floors, migrations, strings, generated pages
	@echo "  format" && $(BIN)/ruff format --quiet --check . && $(BIN)/ruff check --quiet .
	@echo "  templates" && git ls-files -z '*.html' | xargs -0r $(BIN)/djhtml --check --tabwidth 2
	@echo "  types" && $(BIN)/mypy
	@echo "  floors" && $(BIN)/lint-imports --no-logo
	@echo "  migrations" && $(BIN)/liandong makemigrations --check --dry-run
	@echo "  settings" && ALLOWED_HOSTS=example.org $(BIN)/liandong check --deploy --fail-level WARNING
	@echo "  strings" && $(BIN)/liandong messages --check
	@if ls src/liandong/*/management/commands/reference.py >/dev/null 2>&1; then \
		echo "  reference" && $(BIN)/liandong reference --check; fi

.PHONY: cover
cover: setup  ## all tests but the journeys, on SQLite, with their coverage
	@$(BIN)/pytest -n auto -m "not journey and not postgres" --cov --cov-report=term $(ARGS)

.PHONY: postgres
postgres: setup  ## the same tests on a PostgreSQL of their own
	@.ci/postgres $(BIN)/pytest -n auto -m "not journey" $(ARGS)

.PHONY: journeys
journeys: setup  ## people's ways through the house, in Chromium
	@.ci/chromium
	@$(BIN)/pytest -m journey $(ARGS)

.PHONY: bench
bench: setup  ## the benchmarks, each beside its peer
	@.ci/postgres $(BIN)/python -m benchmarks $(ARGS)

.PHONY: fix
fix: setup  ## format, collect strings, write the generated pages
	@$(BIN)/ruff check --quiet --fix . ; $(BIN)/ruff format --quiet .
	@git ls-files -z '*.html' | xargs -0r $(BIN)/djhtml --tabwidth 2
	@$(BIN)/liandong messages
	@if ls src/liandong/*/management/commands/reference.py >/dev/null 2>&1; then \
		$(BIN)/liandong reference; fi

.PHONY: messages
messages: setup  ## collect the strings of every room, and say what needs Chinese
	@$(BIN)/liandong messages

.PHONY: lock
lock:  ## pin the newest versions that requirements/*.in allow
	@for name in uv runtime front dev; do echo "  lock       $$name" && "$$(scripts/find-uv)" \
		pip compile --quiet --upgrade --universal --python-version 3.12 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate requirements/$$name.in \
		--output-file requirements/$$name.txt; done

.PHONY: clean
clean:  ## remove what was fetched and made, but not var/
	@rm -rf .venv .uv node_modules src/liandong/front/static/vendor src/*.egg-info build

# --- The environment, made once and again only when its pinned files change ---------------------

$(BIN)/python:
	@echo "  python     $$(scripts/find-python)"
	@"$$(scripts/find-uv)" venv --quiet --python "$$(scripts/find-python)" .venv || { \
		echo "There is no Python 3.12 or newer here, and none could be fetched: install one." >&2; exit 1; }

$(BIN)/.house: requirements/runtime.txt pyproject.toml | $(BIN)/python
	@echo "  packages   fetching what the house runs on"
	@$(INSTALL) --require-hashes -r requirements/runtime.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@$(BIN)/python -c 'from liandong.kernel.management.commands.messages import compile_all; compile_all()'
	@touch $@

$(BIN)/.front: package-lock.json requirements/front.txt scripts/fetch-front | $(BIN)/python
	@echo "  front      fetching the libraries of the pages"
	@$(INSTALL) --require-hashes -r requirements/front.txt || true
	@scripts/fetch-front >/dev/null
	@touch $@

$(BIN)/.dev: requirements/dev.txt | $(BIN)/.house
	@echo "  tools      fetching what tests and checks need"
	@$(INSTALL) --require-hashes -r requirements/dev.txt
	@touch $@
