# Handover Watch. `make run` starts the site, `make test` tests it; PORT and HOST choose where it is served.

CANDIDATES := python3 python3.14 python3.13 python3.12 python3.11
NEW_ENOUGH := -c 'import sys; sys.exit(sys.version_info < (3, 11))'
ifndef PYTHON
PYTHON := $(shell for each in $(CANDIDATES); do $$each $(NEW_ENOUGH) 2>/dev/null && { echo $$each; break; }; done)
endif
LAUNCH := @$(PYTHON) -m config.launch
IN := .venv/bin

.PHONY: help run stop reset logs develop test lint format types messages lock python

help:
	@echo "make run     start the site (PORT=8000, HOST=127.0.0.1)"
	@echo "make stop    stop it"
	@echo "make logs    follow its logs"
	@echo "make reset   delete its data, after asking"
	@echo "make test    run every test"
	@echo "make lint    check style, types, directions and migrations"
	@echo "make format  put the code in its form"
	@echo "make types   write the front end's types anew from the API's document"
	@echo "make messages bring the catalogues of translations in step with the code"
	@echo "make lock    compile requirements/ anew from pyproject.toml"

python:
	@$(if $(PYTHON),$(PYTHON) $(NEW_ENOUGH),false) || { echo "Handover Watch needs Python 3.11 or newer: install one, \
	or name it, as in: make run PYTHON=/opt/python3.12/bin/python3" >&2; exit 1; }

run: python
	$(LAUNCH) run

stop: python
	$(LAUNCH) stop

reset: python
	$(LAUNCH) reset

logs: python
	$(LAUNCH) logs

develop: python
	$(LAUNCH) develop

test: develop
	$(LAUNCH) test-front-end
	$(IN)/python -m pytest -n auto --dist worksteal $(ARGS)

lint: develop
	$(IN)/ruff check .
	$(IN)/ruff format --check .
	$(IN)/mypy
	$(IN)/lint-imports
	$(LAUNCH) typecheck
	$(IN)/python manage.py makemigrations --check --dry-run

format: develop
	$(IN)/ruff check --fix --quiet .
	$(IN)/ruff format .

types: develop
	$(IN)/python manage.py spectacular --format openapi-json --file .local/schema.json
	$(LAUNCH) types

messages: develop
	$(IN)/python -m config.messages

COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url

lock:
	$(COMPILE) pyproject.toml --group embedded --group node --group dev -o requirements/dev.txt
	$(COMPILE) pyproject.toml -c requirements/dev.txt -o requirements/base.txt
	$(COMPILE) pyproject.toml --group embedded -c requirements/dev.txt -o requirements/embedded.txt
	$(COMPILE) --group node -c requirements/dev.txt -o requirements/node.txt
