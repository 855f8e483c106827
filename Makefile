# `make demo` and `make test` set up all they need: Python 3.11+ and pip are enough to start from.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
EVALUATIONS ?= 2000
SEED ?= 0
OUT ?=

.PHONY: demo test test-long test-all setup clean

demo: setup
	$(BIN)/ramify train cma-mega-td3 --task ant --evaluations $(EVALUATIONS) \
		--seed $(SEED) --film $(if $(OUT),--out $(OUT))

test: setup
	./setup-browser.sh
	./check-page.sh
	$(BIN)/ruff check src tests benchmarks examples docs/*.py
	$(BIN)/ruff format --check src tests benchmarks examples docs/*.py
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2 --dist worksteal --durations=10

# The tests that take long: docs/decisions/tests.md lists them.
test-long: setup
	$(BIN)/pytest -n 2 --dist worksteal -m long

test-all: test test-long

setup: $(VENV)/.ready

# Not compiled: Python compiles what it imports, once, and most of what is installed it never imports.
$(VENV)/.ready: pyproject.toml requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	./setup-gl.sh $(BIN)/python
	touch $@

clean:
	rm -rf $(VENV)
