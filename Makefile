# What a contributor runs. `make site` needs nothing but Python 3.11 or newer; the rest installs its tools on first use.
#
#   TORCH_INDEX=https://download.pytorch.org/whl/cpu   take PyTorch's small CPU build from its own index
#   PIP_EXTRA='...'                                    further options for every pip install
#   ARGS='...'                                         further options for briefgen or pytest

PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip install --quiet
CHECKED = briefgen tests $(wildcard tools training benchmarks)

.PHONY: site test check lint lang browser web quality clean

site: $(VENV)/.installed
	$(BIN)/briefgen build $(ARGS)

test: $(VENV)/.installed-dev
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -m "not browser" --ignore tests/quality $(ARGS)

check: lint test

lint: $(VENV)/.installed-dev
	$(BIN)/ruff format --check $(CHECKED)
	$(BIN)/ruff check $(CHECKED)
	$(BIN)/mypy
	$(BIN)/lint-imports

lang: $(VENV)/.installed-dev
	@test -n "$(L)" || { echo "say which language: make lang L=id"; exit 2; }
	OMP_NUM_THREADS=1 BRIEFGEN_LANG=$(L) $(BIN)/python -m pytest tests/lang $(ARGS)
	$(BIN)/python tools/language_report.py $(L)

quality: $(VENV)/.installed-dev
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest tests/quality $(ARGS)

browser: $(VENV)/.installed-dev
	$(PIP) playwright $(PIP_EXTRA)
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -m browser $(ARGS)

web: $(VENV)/.installed-dev
	$(PIP) playwright $(PIP_EXTRA)
	mkdir -p build/web && cp tests/web/package.json build/web/
	npm install --prefix build/web --ignore-scripts --no-audit --no-fund --silent
	OMP_NUM_THREADS=1 $(BIN)/python tests/web/check.py build/web

clean:
	rm -rf .briefgen build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find briefgen tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.installed: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) --upgrade pip $(PIP_EXTRA)
	$(if $(TORCH_INDEX),$(PIP) --index-url $(TORCH_INDEX) --constraint constraints.txt torch)
	$(PIP) --constraint constraints.txt --editable '.[all]' $(PIP_EXTRA)
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(PIP) --constraint constraints.txt --group dev $(PIP_EXTRA)
	touch $@
