# Two commands are all one needs: make demo, make test. Everything else is for those who build.
PYTHON ?= python3
DEMO ?= demo-company
SERVE ?= yes
BIN := .venv/bin
.DEFAULT_GOAL := help
.PHONY: help setup demo docs screenshots test verify bench bench-peers lint lock words chromium fonts postgres

help:            ## this list
	@grep -E '^[a-z-]+: .*##|^[a-z-]+: +##' $(MAKEFILE_LIST) | sed -E 's/:.*## */\t/' | expand -t 12

setup: .venv/ready  ## the environment, from pinned and hashed parts

.venv/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.11 ..."; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch .venv/ready

demo: setup      ## a whole company in a folder (DEMO=...), a brief to read, then opened in the browser (SERVE=no: not opened)
	@if test -f $(DEMO)/taktgeber.toml; then \
	  echo "$(DEMO) is there already; its password was shown when it was made. A fresh company: make demo DEMO=another-folder"; \
	  else $(BIN)/takt demo $(DEMO); fi
	@test "$(SERVE)" = no || $(BIN)/takt serve --workspace $(DEMO)

test: setup chromium postgres  ## everything exact, and a fresh slice of each simulation
	$(BIN)/python -m pytest -n auto --dist loadgroup

verify: setup    ## the long simulations (ITEM=name for one); writes verification/*.json
	$(BIN)/python -m tests.verify $(ITEM)

bench: setup     ## ratios to plain queries on this machine; asserts nothing
	$(BIN)/python -m tests.bench $(ITEM)

bench-peers:     ## what the bench may be compared with, in an environment of its own
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check tea-tasting 'ibis-framework[duckdb]' river

lint: setup      ## style, types and floors
	$(BIN)/ruff check src tests handbook
	$(BIN)/ruff format --check src tests handbook
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: setup      ## the handbook as a site in build/handbook: guides, a page a verb, tables, HTTP
	$(BIN)/python -m handbook

screenshots: setup chromium fonts  ## every page of the web as a picture in docs/screenshots, shown on docs/screens.md
	$(BIN)/python -m handbook.screenshots

lock: setup      ## renew requirements.lock from pyproject.toml
	$(BIN)/uv pip compile --quiet pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-header --upgrade -o requirements.lock

words: setup     ## bring the catalogues of the four languages up to date with the source
	$(BIN)/python -m tests.words

chromium:
	@command -v chromium >/dev/null 2>&1 || { echo "installing Chromium for the page tests"; \
	  (apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium) >/dev/null 2>&1; } || \
	  echo "*** NO CHROMIUM: the page tests will be skipped and counted. Install it: apt-get install chromium ***"

fonts:
	@fc-list :lang=zh 2>/dev/null | grep -q . || { echo "installing a Chinese font for the pictures"; \
	  (apt-get update -qq && apt-get install -y -qq --no-install-recommends fontconfig fonts-noto-cjk) >/dev/null 2>&1; } || \
	  echo "*** NO CHINESE FONT: its pages will show boxes. Install one: apt-get install fonts-noto-cjk ***"

postgres:
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1 || { echo "installing PostgreSQL for the tests of the ledger on a server"; \
	  (apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql) >/dev/null 2>&1; } || \
	  echo "*** NO POSTGRESQL: its tests will be skipped and counted. Install it: apt-get install postgresql ***"
