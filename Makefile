# `make help` says what there is. Everything installed or made lies in this folder, most of it in
# .venv; nothing has to be installed by hand but Python and make.

PYTHON ?= python3
ARGS ?=
JOBS ?= $(shell n=$$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2); \
	[ "$$n" -le 8 ] && echo "$$n" || echo 8)

VENV := .venv
RUN := $(VENV)/bin/python
PIP := PIP_CACHE_DIR="$${PIP_CACHE_DIR:-$(CURDIR)/$(VENV)/pip-cache}" \
	$(RUN) -m pip install -qq --disable-pip-version-check --no-input
# A stamp names what it was made from: the project's description and the place it stands in.
KEY := $(shell { pwd; cat pyproject.toml; } | cksum | cut -d ' ' -f 1)
RUNTIME := $(VENV)/runtime-$(KEY).stamp
DEV := $(VENV)/dev-$(KEY).stamp

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test check bench

help: ## say what there is
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1|\2/p' Makefile | while IFS='|' read -r name what; \
		do printf '%-12s %s\n' "$$name" "$$what"; done
	@echo 'ARGS="..." is handed on (demo, test, bench); PYTHON=... is the Python to use (3.11 or newer).'

demo: $(RUNTIME) ## the whole service on this machine, with simulated phones, until Ctrl-C
	@exec $(VENV)/bin/checkin demo $(ARGS)

test: $(DEV) ## every test, on SQLite, PostgreSQL, Redis and in a browser
	@$(RUN) -m tests.servers.browser
	@$(RUN) -m pytest -n $(JOBS) --dist worksteal $(ARGS)

check: $(DEV) ## lint, format, types, import contracts, migrations in step
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .
	@$(RUN) -m mypy
	@$(VENV)/bin/lint-imports
	@$(RUN) -m tests.servers.migrations_in_step

bench: $(DEV) ## measure speed
	@exec $(RUN) -m benchmarks $(ARGS)

# An environment that could not be completed is removed: the next run begins anew.
$(RUN):
	@command -v "$(PYTHON)" >/dev/null || \
		{ echo 'error: no "$(PYTHON)" here: install Python 3.11 or newer, or say PYTHON=/path/to/it' >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'error: "$(PYTHON)" is older than Python 3.11: say PYTHON=/path/to/a/newer/one' >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo 'error: "$(PYTHON)" has no venv and pip: install them (Debian, Ubuntu: python3-venv)' >&2; exit 1; }
	@echo 'making $(VENV)'
	@"$(PYTHON)" -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(RUNTIME): $(RUN)
	@echo 'installing what checkin needs (the first time takes a minute or more)'
	@rm -f $(VENV)/*.stamp
	@$(PIP) -e .
	@touch $@

$(DEV): $(RUN)
	@echo 'installing what checkin and its tests need (the first time takes some minutes)'
	@rm -f $(VENV)/*.stamp
	@$(PIP) -e '.[dev]'
	@touch $(RUNTIME) $@
