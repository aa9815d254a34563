# The few commands that a contributor needs; each makes the environment it runs in.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.PHONY: demo test quick soak mutants check style pages format bench profile docs packages sbom wheel audit lowest clean

# What a drafter sees first: the conflict of the example with a constitution (exit code 1), then the treaty as a page.
DEMO := examples/asia-pacific.treaty
demo: $(VENV)/installed
	@echo '$$ treaty check $(DEMO) --select law-conflict --remedies 1'
	@$(BIN)/treaty check $(DEMO) --select law-conflict --remedies 1; code=$$?; \
	  if [ $$code -ne 1 ]; then echo "expected findings (exit code 1), got $$code"; exit 1; fi
	@mkdir -p build
	@$(BIN)/treaty render $(DEMO) --to html -o build/asia-pacific.html
	@echo 'the treaty as a page: build/asia-pacific.html'

test: $(VENV)/developed
	@$(MAKE) --no-print-directory --jobs=3 --output-sync=target style pages packages
	$(BIN)/pytest -n auto --dist worksteal

# Within a minute: the tests nearest to what differs from main, and a few of all.
quick: $(VENV)/developed
	$(BIN)/ruff check --quiet .
	$(BIN)/python scripts/quick.py

# Laws and random cases at length, each round with another seed: make soak MINUTES=30
MINUTES ?= 10
soak: $(VENV)/developed
	$(BIN)/python scripts/soak.py $(MINUTES)

# Small changes of the program, one at a time: which of them does no test notice? `make mutants N=300 SEED=1`; RECORD=1
# records anew which tests enter what (it takes as long as all tests do), IN= names other folders.
N ?= 300
SEED ?= 1
IN ?=
RECORD ?=
mutants: $(VENV)/developed
	$(if $(RECORD),$(BIN)/python scripts/mutants.py --record)
	$(BIN)/python scripts/mutants.py --count $(N) --seed $(SEED) $(IN)

# Two things that take about as long as each other, side by side; what each says is printed when it is done.
check: $(VENV)/developed
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target style pages

style: $(VENV)/developed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/codespell treatylang/checks docs README.md ARCHITECTURE.md CONTRIBUTING.md CHANGELOG.md

pages: $(VENV)/developed
	$(BIN)/python scripts/make_docs.py --check

format: $(VENV)/developed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/developed
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/parsing.py
	$(BIN)/python benchmarks/scaling.py
	$(BIN)/python benchmarks/growth.py
	$(BIN)/python benchmarks/geography.py
	$(BIN)/python benchmarks/comparing.py
	$(BIN)/python benchmarks/reasoning.py

# The pages that are written from the code, and the site with its search in build/site.
docs: $(VENV)/developed
	$(BIN)/python scripts/make_docs.py
	$(BIN)/python scripts/make_site.py

# Where the time of a command on the example goes, in ten lines: make profile WORK=where
WORK ?= check
profile: $(VENV)/developed
	@$(BIN)/python scripts/profile.py $(WORK)

# What the program is made of (CycloneDX), and a wheel that is built twice and compared.
sbom: $(VENV)/installed
	$(BIN)/python scripts/sbom.py build/sbom.json

wheel: $(BIN)/python
	$(BIN)/python scripts/wheel.py

# Known faults of the libraries that are installed; asks a service on the network, so it is no part of `make check`.
audit: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check pip-audit
	$(BIN)/pip-audit --skip-editable

# The tests with the lowest versions that are allowed, or with another Python: make lowest PYTHON=python3.12
LOWEST := build/lowest
lowest:
	$(PYTHON) -m venv $(LOWEST)
	$(PYTHON) scripts/lowest.py > $(LOWEST)/constraints.txt
	$(LOWEST)/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]' --constraint $(LOWEST)/constraints.txt
	$(LOWEST)/bin/python -m pytest -n auto --dist worksteal

# A browser and LibreOffice, with which some tests open pages and Word files: installed where this machine lets us, and
# named where it does not. Those tests are skipped then, and the end of the run says so.
DEBIAN := chromium libreoffice-writer-nogui fonts-dejavu-core
packages:
	@command -v chromium > /dev/null && command -v soffice > /dev/null || \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; then \
	    echo 'installing what some tests open pages and Word files with: $(DEBIAN)'; \
	    { timeout 120 apt-get update --quiet && \
	      timeout 400 apt-get install --yes --quiet --no-install-recommends $(DEBIAN); } > /dev/null 2>&1 \
	      || echo 'this could not be installed: tests that need it are skipped'; \
	  else \
	    echo 'a browser or LibreOffice is not there: tests that need it are skipped (as root: make packages)'; \
	  fi

clean:
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/developed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/installed
