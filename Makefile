# Two commands: `make serve` shows the course, `make test` proves it. Python 3.11+ and make are enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PORT ?= 8000

.DEFAULT_GOAL := help
.PHONY: help install serve build check test quick notebooks bench clean

help:  ## Say what each command does
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	@echo "Installing the course and its tools in $(VENV) (a few minutes the first time)…"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --disable-pip-version-check --progress-bar on -c constraints.txt -e '.[dev]' | grep -E '^(Collecting|Downloading|Installing|Successfully)' | sed -uE 's/^(Collecting [^ ]+).*/\1/' || true
	@$(BIN)/cat-course --version
	@touch $@

install: $(STAMP)  ## Create the environment and install pinned dependencies

serve: $(STAMP)  ## Check, build and serve the book and the apps on one port (PORT=8000)
	@$(BIN)/cat-course serve --port $(PORT)

build: $(STAMP)  ## Check and build the book into _build/html
	@$(BIN)/cat-course build

check: $(STAMP)  ## Check the whole content
	@$(BIN)/cat-course check

node_modules/.installed: package.json
	@if command -v npm >/dev/null; then echo "Installing the JavaScript test tools…" && npm install --silent --no-package-lock && touch $@; else echo "npm is not here: JavaScript tests will be skipped"; fi

test: $(STAMP) node_modules/.installed  ## Run every test (what needs Node or Chromium is skipped, and counted, where they are missing)
	@echo "Style and types…" && $(BIN)/ruff check . && $(BIN)/ruff format --check --quiet . && $(BIN)/mypy
	@echo "Content…" && $(BIN)/cat-course check && $(BIN)/cat-course schema --check
	@echo "Notebooks…" && $(BIN)/python -m pytest --nbval exercises -W default -q
	@echo "Tests…" && $(BIN)/python -m pytest

notebooks: $(STAMP)  ## Run the notebooks and store their outputs again, after a change of content
	@$(BIN)/python -m tests.notebooks

quick: $(STAMP)  ## Run the tests that need neither a browser nor a server
	@$(BIN)/python -m pytest -m 'not browser'

bench: $(STAMP)  ## Measure page weight and time against peers, the engine, the build; print a table, write JSON
	@$(BIN)/python -m bench

clean:  ## Remove what was built, keep the environment
	@rm -rf _build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
