# Each target is one line; what it does lies in Python. `make help` lists them.
PYTHON ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := help

.venv/run.done: requirements/run.txt
	$(PYTHON) -m venv .venv && $(BIN)/python -m pip install --quiet --require-hashes -r requirements/run.txt && touch $@

.venv/dev.done: requirements/dev.txt
	$(PYTHON) -m venv .venv && $(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt && touch $@

run: .venv/run.done  ## prepare the sample site and serve it at http://127.0.0.1:8000 (HOST=, PORT=)
	$(BIN)/python -m cms.translation.catalogues && DJANGO_SETTINGS_MODULE=cms.settings.demo exec $(BIN)/python manage.py start_demo

dev: .venv/dev.done  ## the same with autoreload and debug pages
	$(BIN)/python -m cms.translation.catalogues && $(BIN)/python manage.py migrate -v 0 && $(BIN)/python manage.py seed_demo && $(BIN)/python manage.py runserver $${HOST:-127.0.0.1}:$${PORT:-8000}

test: .venv/dev.done  ## everything that CI runs: lint, then the suite on SQLite and on PostgreSQL
	$(BIN)/python -m tests.run

lint: .venv/dev.done  ## style, types, templates, import contracts
	$(BIN)/python -m tests.lint

requirements: .venv/dev.done  ## compile pyproject.toml into hash-pinned requirement files
	$(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 pyproject.toml -q -o requirements/run.txt && $(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --group dev --extra s3 pyproject.toml -q -o requirements/dev.txt

help:  ## this list
	@$(BIN)/python -c "" 2>/dev/null; grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*## /\t/' | expand -t 14

.PHONY: run dev test lint requirements help
