# make run: open the tutor. make test: run every test. Both set up .venv first, and install nothing when it is current.
#
# TORCH: how torch is installed. A plain install on Linux brings several gigabytes of CUDA libraries; without a GPU use
#   make run TORCH="--index-url https://download.pytorch.org/whl/cpu"
#
# Three files of tests run at a time, each computing with one thread: threads of theirs would wait for each other. What is
# compiled is kept whatever the shell says: the program is started hundreds of times.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TORCH ?=
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help

.PHONY: help run index test lint format docs screenshots bench clean

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

run: $(VENV)/.installed  ## open the tutor; builds the index first if it is stale
	@$(BIN)/dltutor index --if-stale
	@$(BIN)/dltutor

index: $(VENV)/.installed  ## bring the index of ./corpus up to date
	@$(BIN)/dltutor index

test: $(VENV)/.installed-test  ## lint, types, import contracts, then all tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	PYTHONDONTWRITEBYTECODE= OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n 3 --dist loadfile

lint: $(VENV)/.installed-test  ## lint, types and import contracts alone
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.installed-test  ## format the code
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

docs: $(VENV)/.installed-test  ## write docs/{cli,keys,settings}.md and the README's table anew from the program itself
	$(BIN)/python docs/make_pages.py

screenshots: $(VENV)/.installed  ## make the pictures of the pages anew, and the recording, which needs Chromium
	$(BIN)/python docs/make_screenshots.py
	$(BIN)/python docs/make_recording.py

bench: $(VENV)/.installed-test  ## measure, side by side with a plain script; prints tables
	$(BIN)/python benchmarks/run.py
	$(BIN)/python benchmarks/grading.py
	$(BIN)/python benchmarks/app.py
	$(BIN)/python benchmarks/formulas.py

clean:  ## remove .venv and what a build of ./corpus made
	rm -rf $(VENV) index/generations index/current index/lock

# torch comes first and by itself, so that TORCH can name another index for it alone.
$(VENV)/.torch: constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing torch; this is the largest download …"
	@$(PIP) install $(TORCH) "$$(grep '^torch==' constraints.txt)"
	@touch $@

$(VENV)/.installed: $(VENV)/.torch pyproject.toml constraints.txt
	@echo "Installing dltutor …"
	@$(PIP) install -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-test: $(VENV)/.torch pyproject.toml constraints.txt
	@echo "Installing dltutor with what its tests need …"
	@$(PIP) install -c constraints.txt -e ".[test]"
	@touch $@ $(VENV)/.installed
