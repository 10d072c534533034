# The two commands: `make demo` and `make test`. Both set everything up first.
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: setup demo test law lint clean-state lock

setup: .venv/.ready

.venv/.ready: requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed; set PYTHON=/path/to/python3.11")'
	@echo "Setting up .venv (pinned, hashed packages; a minute or two the first time) ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --require-hashes --only-binary :all: -r requirements-dev.lock
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation --no-index -e .
	@touch $@

demo: setup
	@$(BIN)/ncti demo $(ARGS)

test: lint
	@$(BIN)/pytest

law: setup
	@PYTHONPATH=tests $(BIN)/python tests/law/table.py

lint: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/interrogate --quiet .

clean-state:
	@if [ -x $(BIN)/ncti ]; then $(BIN)/ncti down; fi
	@rm -rf .ncti

lock: setup
	@$(BIN)/uv pip compile pyproject.toml --generate-hashes --no-header --python-version 3.11 --universal --quiet -o requirements.lock
	@$(BIN)/uv pip compile pyproject.toml --extra dev -c requirements.lock --generate-hashes --no-header --python-version 3.11 --universal --quiet -o requirements-dev.lock
