# The verbs of talkx. `make run` and `make test` need Python >= 3.11, make and a package index, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SHARED ?= ../shared

.PHONY: setup run test test-fast check lint fmt types imports docs golden quality speed compare model lock clean help

help: ## list the verbs
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

$(READY): pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps -e .
	$(BIN)/python -m compileall -q src
	@touch $@

setup: $(READY) ## make the environment in .venv

run: $(READY) ## extract seeds/ into records/
	$(BIN)/talkx extract seeds -o records

test: $(READY) ## all tests
	$(BIN)/python -m pytest -q

test-fast: $(READY) ## the tests that do not load the model
	$(BIN)/python -m pytest -q -m "not model and not slow"

check: lint types imports test ## everything: lint, types, import contracts, tests

lint: $(READY) ## ruff
	$(BIN)/ruff check src tests benchmarks training tools
	$(BIN)/ruff format --check src tests benchmarks training tools

fmt: $(READY) ## format the code
	$(BIN)/ruff format src tests benchmarks training tools
	$(BIN)/ruff check --fix src tests benchmarks training tools

types: $(READY) ## mypy, strict
	$(BIN)/mypy

imports: $(READY) ## one direction of imports
	$(BIN)/lint-imports --no-cache

golden: $(READY) ## rewrite tests/golden from seeds/ and show the difference
	$(BIN)/talkx extract seeds -o tests/golden -q
	git --no-pager diff --stat -- tests/golden
	git --no-pager diff -- tests/golden

quality: $(READY) ## score against hand annotation (needs the annotated sets in $(SHARED))
	$(BIN)/python benchmarks/quality.py --shared $(SHARED)

speed: $(READY) ## cold start, words per second, time per stage, peak memory
	$(BIN)/python benchmarks/speed.py

compare: $(READY) ## values gained and lost between revision REV (default: HEAD) and the working tree
	$(BIN)/python benchmarks/compare.py $(or $(REV),HEAD)

model: $(READY) ## train the embedded model (needs the corpora in $(SHARED)/corpora; hours on two cores)
	$(BIN)/python -m pip install --quiet -e '.[train]'
	$(BIN)/python -m training.train --corpora $(SHARED)/corpora --out src/talkx/data/model

lock: $(READY) ## renew requirements.lock from pyproject.toml
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --universal --python-version 3.11 --group dev pyproject.toml -o requirements.lock --generate-hashes --no-annotate --no-header -q

clean: ## remove what make made
	rm -rf $(VENV) records .pytest_cache .mypy_cache .ruff_cache .hypothesis
