# Commands of the house; `make` alone lists them. Plain pip is enough, uv is used where it is on the PATH.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/.installed
PIP_SYNC = $(shell command -v uv >/dev/null 2>&1 \
	&& echo 'uv pip install --quiet --python $(BIN)/python' \
	|| echo '$(BIN)/python -m pip install --quiet --disable-pip-version-check')

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test check messages schema lock clean

help: ## list the commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

setup: $(STAMPS)/runtime .env ## create .venv, install the locked dependencies, write .env

setup-dev: setup $(STAMPS)/dev ## the same, and what tests and checks need

run: setup ## serve the demo town
	DEMO=1 $(BIN)/python manage.py run_demo

test: setup-dev ## run the whole suite
	$(BIN)/python -m pytest $(PYTEST_ARGS)

check: setup-dev ## formatting, lint, types, layers, migrations, API schema, translations
	PATH="$(CURDIR)/$(BIN):$$PATH" tools/check.sh

messages: setup-dev ## collect and compile the messages of the interface (needs gettext)
	$(BIN)/python manage.py makemessages -l en --no-obsolete --ignore 'tests/*'
	$(BIN)/python manage.py compilemessages -v 0 --ignore $(VENV)

schema: setup-dev ## write docs/api/openapi.yaml anew
	DJANGO_SETTINGS_MODULE=config.settings_test $(BIN)/python manage.py spectacular --fail-on-warn --validate --file docs/api/openapi.yaml

lock: ## resolve the dependencies again (needs uv)
	tools/lock.sh

clean: ## remove what was made
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis staticfiles

# An interrupted creation leaves no stamp, so the next call starts afresh.
$(STAMPS)/venv:
	@$(PYTHON) tools/preflight.py
	@$(PYTHON) -m venv --clear $(VENV)
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/runtime: requirements/runtime.txt | $(STAMPS)/venv
	$(PIP_SYNC) --require-hashes -r requirements/runtime.txt
	@touch $@

$(STAMPS)/dev: requirements/dev.txt | $(STAMPS)/runtime
	$(PIP_SYNC) --require-hashes -r requirements/dev.txt
	@touch $@

.env: | $(STAMPS)/runtime
	@$(BIN)/python tools/write_env.py
