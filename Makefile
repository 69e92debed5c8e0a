# Everything a person does with this repository. `make` alone lists the targets.

PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

# Without its cache Python compiles every module anew in each process, and the tests start hundreds.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help install run test test-fast bench fuzz mutants docs lint format lock

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' Makefile

install: $(INSTALLED) ## Make .venv from the lock file; does nothing when it is up to date

# The stamp is written last, so an install that was cut short starts again. The lock is a constraint
# too: without it pip looks at newer versions of what another package asks for with an extra.
$(INSTALLED): requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { \
	  echo "There is no $(PYTHON) on this machine. Install Python 3.11 or later." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or later is needed and $(PYTHON) is older." \
	    "Name a newer one: make install PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "Python's venv module is missing." \
	    "On Debian or Ubuntu install it with: apt-get install python3-venv" >&2; exit 1; }
	@echo "Installing into .venv; the first time takes a minute or two." >&2
	$(PYTHON) -m venv .venv
	$(PIP) install --require-hashes --requirement requirements.lock --constraint requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

run: $(INSTALLED) ## Start the whole engine on this machine
	$(BIN)/timescales up

test: $(INSTALLED) ## Run every test, those with real servers included
	$(BIN)/python -m pytest --numprocesses 3 --dist loadfile --no-loadscope-reorder

test-fast: $(INSTALLED) ## Run the tests that need no server: unit, scenarios, conventions
	$(BIN)/python -m pytest tests/unit tests/scenarios tests/conventions

bench: $(INSTALLED) ## Measure the engine and print one table
	$(BIN)/python -m bench

fuzz: $(INSTALLED) ## Feed the readers odd files, ten minutes each; READER=annex-a SECONDS=60 SEED=2
	$(BIN)/python -m tests.fuzz $(READER) --seconds $(or $(SECONDS),600) --seed $(or $(SEED),1)

mutants: $(INSTALLED) ## Break the code a word at a time: does a test notice? ONLY=engine/sweep.py FRESH=1
	nice -n 15 $(BIN)/python -m tests.mutants $(ONLY) $(if $(FRESH),--fresh)

docs: $(INSTALLED) ## Write anew what is made from the program: docs/reference and prefect.yaml
	$(BIN)/python -m reference_pages
	$(BIN)/python -m deployments.prefect_file deployments/prefect.yaml

lint: $(INSTALLED) ## Check style, formatting and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: $(INSTALLED) ## Put the code in the house format
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

lock: $(INSTALLED) ## Write requirements.lock again from pyproject.toml; UPGRADE=1 takes newer versions
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
	  --python-version 3.11 $(if $(UPGRADE),--upgrade) \
	  --extra dev --output-file requirements.lock pyproject.toml
