# Two commands matter: `make demo` runs the main job, `make test` the whole suite.
# Both set up what they need, can be run again, and work offline once installed.

PYTHON ?= python3
VENV   ?= .venv
PYTHONS ?= python3.11 python3.12 python3.13
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

# One more than two processors: tests wait for the disk, for a browser and for each other.
WORKERS ?= 3

# Compiled modules are kept: the suite starts some hundred processes that would compile them anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test coverage chromium types style contracts dependencies modules test-all dist bench accuracy docs site messages weights figures lock clean help

help:            ## list the targets
	@grep -E '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Good Offices needs Python 3.11 or newer; say which with: make PYTHON=python3.12" >&2; exit 1; }
	@echo "Setting up $(VENV): once, a minute or two." >&2
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(STAMP)   ## write, read, analyse and brief the 2025 US-Iran case
	@$(BIN)/goodoffices demo demo

test:            ## lint, types, import contracts, dependencies, and every test
	@$(MAKE) --no-print-directory --jobs=2 $(STAMP) chromium
	@$(MAKE) --no-print-directory --jobs=2 types style contracts dependencies modules
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

coverage: $(STAMP) chromium  ## the tests, and how many lines they reach: twice as slow
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder --cov --cov-report=term

chromium:
	@sh tests/browser/install-chromium.sh

types: $(STAMP)
	$(BIN)/mypy

style: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

contracts: $(STAMP)
	$(BIN)/lint-imports

dependencies: $(STAMP)
	$(BIN)/deptry src

modules: $(STAMP)
	@$(BIN)/python -m compileall -q src

test-all:        ## the suite on every Python that is here of those in PYTHONS
	@for python in $(PYTHONS); do \
	  command -v $$python >/dev/null && $$python -c '' 2>/dev/null || { echo "no $$python here: left out" >&2; continue; }; \
	  $(MAKE) test PYTHON=$$python VENV=.venv-$$python || exit 1; \
	done

dist: $(STAMP)   ## build the source archive and the wheel in dist/
	$(BIN)/python -m hatchling build -d dist

bench: $(STAMP)  ## one JSON line per headline figure
	@$(BIN)/python -m benchmarks

accuracy: $(STAMP) ## how well the reader reads the gold in tests/reference
	@$(BIN)/python -m tests.accuracy

docs: $(STAMP)   ## make the pages that are made from the code
	$(BIN)/python tools/make_errors_page.py
	$(BIN)/python tools/make_formats_table.py
	$(BIN)/python tools/make_notebooks.py
	$(BIN)/python tools/make_gallery.py
	$(BIN)/python tools/make_case_keys.py

site: $(STAMP)   ## make the site of docs/ in site/
	$(BIN)/zensical build -f zensical.toml

messages: $(STAMP) ## bring the translations up to date with the code, and compile them
	$(BIN)/python tools/make_messages.py

weights: $(STAMP) ## learn anew what the keyed disputes teach of parts, clauses, answers and words: some minutes
	$(BIN)/python -m tools.learn

figures: $(STAMP) ## make the README's picture from the shipped case's brief (needs Chromium)
	@$(BIN)/python -m tools.picture

lock:            ## resolve the hashed lock anew (needs uv)
	uv pip compile pyproject.toml --all-extras --group dev --group build --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --custom-compile-command "make lock" --output-file requirements.lock

clean:           ## remove the environment and everything made
	rm -rf $(VENV) .venv-* demo build dist .coverage htmlcov .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
