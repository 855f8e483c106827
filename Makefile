# `make demo` and `make test` set up all they need: Python 3.11+ and pip are enough to start from.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
EVALUATIONS ?= 2000
SEED ?= 0
OUT ?=

.PHONY: demo test test-long test-all docs setup clean

demo: setup
	$(BIN)/ramify train cma-mega-td3 --task ant --evaluations $(EVALUATIONS) \
		--seed $(SEED) --film --view $(if $(OUT),--out $(OUT))

test: setup
	./setup-browser.sh
	./check-page.sh
	$(BIN)/ruff check src tests benchmarks examples docs
	$(BIN)/ruff format --check src tests benchmarks examples docs
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2 --dist worksteal --durations=10

# The tests that take long: docs/decisions/tests.md lists them.
test-long: setup $(VENV)/.docs
	$(BIN)/pytest -n 2 --dist worksteal -m long --durations=25

test-all: test test-long docs

# The documentation site, in build/site: open build/site/index.html. It executes the notebooks.
docs: $(VENV)/.docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

setup: $(VENV)/.ready

# Not compiled: Python compiles what it imports, once, and most of what is installed it never imports.
$(VENV)/.ready: pyproject.toml requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	./setup-gl.sh $(BIN)/python
	touch $@

$(VENV)/.docs: $(VENV)/.ready requirements-docs.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile -r requirements-docs.txt
	touch $@

clean:
	rm -rf $(VENV)
