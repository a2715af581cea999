# Muster on a bare machine: Python 3.11 and make are all that is needed. `make help` lists what can be asked for.

PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3.11)
PORT ?= 8000
SERVE ?= 1
MUSTER_HOME ?= var

VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/stamps
# pip tells every step on a terminal, and nothing but errors elsewhere.
PIP := $(BIN)/python -m pip --disable-pip-version-check install --no-compile $(if $(MAKE_TERMOUT),,--quiet) --only-binary :all:
# searoute comes as source alone (pure Python): it is built with the pinned tools of requirements-build.txt and no others.
SOURCES := --no-build-isolation --no-binary searoute
LOCK := $(BIN)/uv pip compile --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet
KERNELS := $(wildcard src/muster/planning/kernels/*.py) $(addprefix src/muster/planning/,tables.py \
  certified_subproblems.py chains_with_stay.py warm_up.py)
STATIC := $(shell find src/muster -path '*/static/*' -type f)
TESTS ?= tests

# pip leaves the packages as they come; what is used is compiled at its first use, and kept.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help install install-dev demo test test-sqlite test-postgres lint format docs lock bench-smoke bench-smoke-pages bench-smoke-rooms clean python

help: ## List what can be asked for
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1~\2/p' Makefile | awk -F '~' '{ printf "%-18s %s\n", $$1, $$2 }'
	@echo "  PYTHON=python3.12, PORT=8000 and SERVE=0 (with demo) may be given."

install: $(STAMPS)/package ## Install Muster into .venv
	@$(MAKE) -s --no-print-directory -j 2 $(STAMPS)/kernels $(MUSTER_HOME)/static/.written

install-dev: install $(STAMPS)/development ## Install the tools of tests and linters too

demo: install ## Load the demonstration, plan it, serve it at PORT (SERVE=0 stops before serving)
	@$(BIN)/muster demo
	@$(if $(filter 0,$(SERVE)),true,exec $(BIN)/muster serve --demonstration --port $(PORT))

test: test-sqlite test-postgres ## Run all tests; on PostgreSQL again where MUSTER_TEST_POSTGRES names a server

test-sqlite: install-dev
	@echo "Testing on SQLite"
	@$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder $(TESTS)

test-postgres: test-sqlite
	@if [ -n "$$MUSTER_TEST_POSTGRES" ]; then \
	  echo "Testing what touches the database on PostgreSQL"; \
	  MUSTER_DATABASE_URL="$$MUSTER_TEST_POSTGRES" $(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder --database-only $(TESTS); \
	else echo "PostgreSQL: skipped, MUSTER_TEST_POSTGRES names no server"; fi

lint: install-dev ## Check style, types, imports and migrations
	@echo "ruff"; $(BIN)/ruff check --quiet . && $(BIN)/ruff format --check --quiet .
	@echo "mypy"; $(BIN)/mypy
	@echo "import-linter"; $(BIN)/lint-imports --no-logo
	@echo "migrations"; $(BIN)/python manage.py makemigrations --check --dry-run

format: install-dev ## Put the style right
	@$(BIN)/ruff check --quiet --fix-only . ; $(BIN)/ruff format --quiet .

docs: install-dev ## Write docs/commands.md anew from the commands' own help
	@$(BIN)/python -m tools.command_docs

lock: install-dev ## Pin the packages anew, with their hashes
	@echo "Pinning requirements.txt, requirements-build.txt and requirements-dev.txt"
	@$(LOCK) requirements.in -o requirements.txt
	@$(LOCK) requirements-build.in -c requirements.txt -o requirements-build.txt
	@$(LOCK) requirements-dev.in -o requirements-dev.txt

bench-smoke: install-dev ## Run the benchmarks once, small, on the demonstration that `make demo` loaded
	@$(MAKE) -s --no-print-directory -j 2 --output-sync=target bench-smoke-pages bench-smoke-rooms

bench-smoke-pages:
	@echo "Benchmark smoke: pages"; $(BIN)/python -m benchmarks.pages.measure --smoke --check

bench-smoke-rooms:
	@echo "Benchmark smoke: register's workbook"; $(BIN)/python -m benchmarks.register.workbook --smoke
	@echo "Benchmark smoke: register's pages"; $(BIN)/python -m benchmarks.register.measure --smoke --check
	@echo "Benchmark smoke: desk of force generation"; $(BIN)/python -m benchmarks.generation.desk --smoke --check
	@echo "Benchmark smoke: training"; $(BIN)/python -m benchmarks.training.readiness --smoke --check
	@echo "Benchmark smoke: training in the daily run"; $(BIN)/python -m benchmarks.training.lapsing --smoke --check
	@echo "Benchmark smoke: statements of reimbursement"; $(BIN)/python -m benchmarks.reimbursement.statements --smoke --check
	@echo "Benchmark smoke: statistics"; $(BIN)/python -m benchmarks.statistics.scale --smoke
	@echo "Benchmark smoke: planner"; $(BIN)/python -m benchmarks.planning.compare --smoke
	@echo "Benchmark smoke: stress"; $(BIN)/python -m benchmarks.planning.stress --smoke

clean: ## Remove what was installed and generated; the record under var stays
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks .import_linter_cache
	rm -rf $(MUSTER_HOME)/static $(MUSTER_HOME)/vega
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

python:
	@command -v "$(PYTHON)" >/dev/null || { echo "Muster needs Python 3.11 or newer; none is found. Name one: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit("Muster needs Python 3.11 or newer; $(PYTHON) is %d.%d. Name one: make PYTHON=/path/to/python3.11" % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'

$(BIN)/python: | python
	@echo "Making $(VENV) with $(PYTHON)"
	@"$(PYTHON)" -m venv $(VENV)

$(STAMPS)/requirements: requirements-build.txt requirements.txt | $(BIN)/python
	@echo "Installing the packages that Muster needs (1.2 GB; about a minute once downloaded)"
	@$(PIP) --require-hashes -r requirements-build.txt
	@$(PIP) --require-hashes $(SOURCES) -r requirements.txt
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/package: pyproject.toml $(STAMPS)/requirements
	@echo "Installing Muster"
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(STAMPS)/development: requirements-dev.txt $(STAMPS)/package
	@echo "Installing the tools of tests and linters"
	@$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@

$(STAMPS)/kernels: $(KERNELS) $(STAMPS)/package
	@echo "Compiling the planner's kernels (once; under a minute)"
	@$(BIN)/python -m muster.planning.warm_up
	@touch $@

$(MUSTER_HOME)/static/.written: $(STATIC) $(STAMPS)/package
	@echo "Writing styles, scripts and the chart bundle"
	@$(BIN)/python manage.py write_vega_bundle
	@$(BIN)/python manage.py collectstatic --noinput --verbosity 0
	@touch $@
