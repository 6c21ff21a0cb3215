PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# The program is started a hundred times: compiled once, whatever the machine's settings say.
COMPILED := env -u PYTHONDONTWRITEBYTECODE
# Tests of screens wait for half of their time: twice as many workers as there are cores.
WORKERS = $$($(BIN)/python -c 'import os; print(2 * (os.cpu_count() or 1))')

.DEFAULT_GOAL := help
.PHONY: help run test check tinydb bench ear train-ear words pictures lock clean

help: ## say what each target does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

run: $(READY) ## open the app; ARGS="demo" passes arguments on
	@$(BIN)/python -m tui $(ARGS)

test: $(READY) ## run the tests; ARGS="-k roster" passes arguments on
	@$(COMPILED) $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

check: $(READY) ## lint, formatting, types, layers, translations
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tools.catalogue check
	$(BIN)/python -m tools.readme check
	$(BIN)/python -m tools.schema check
	$(BIN)/python -m tools.ear.pack check

tinydb: $(READY) ## run TinyDB's own tests against our storage
	$(BIN)/python -m tools.tinydb_suite

bench: $(READY) ## run every measurement in bench/
	@for file in bench/[!_]*.py; do \
		[ -e "$$file" ] || continue; \
		echo "== $$file"; \
		$(BIN)/python -m "bench.$$(basename "$$file" .py)" $(ARGS) || exit 1; \
	done

ear: build/train/.ready ## score the ear on lines it has not learned from; ARGS="--brief" or "--strict"
	@build/train/bin/python -m tools.ear.report $(ARGS)

train-ear: build/train/.ready ## learn the ear's weights anew, after a change to its lines, lexicon or marks
	build/train/bin/python -m tools.ear.pack
	build/train/bin/python -m tools.ear.train

# scikit-learn is needed for learning only, so it has a place of its own.
build/train/.ready: pyproject.toml
	@$(PYTHON) -m venv build/train
	@build/train/bin/python -m pip install --quiet --disable-pip-version-check numpy scikit-learn scipy
	@touch $@

words: $(READY) ## bring the translations up to date with the code
	$(BIN)/python -m tools.catalogue update
	$(BIN)/python -m tools.catalogue compile
	$(BIN)/python -m tools.readme
	$(BIN)/python -m tools.schema

pictures: $(READY) ## draw the README's picture from the running program
	$(BIN)/python -m tools.pictures

# pip's own settings are set aside, so that the hashes are the public index's and the file reads
# the same wherever it is made.
lock: $(READY) ## pin the dependencies anew, keeping the versions that still fit; ARGS="--upgrade" moves them
	[ -x build/lock/bin/pip-compile ] || { $(BIN)/python -m venv build/lock && build/lock/bin/pip install --quiet pip-tools; }
	env -u PIP_FIND_LINKS -u PIP_INDEX_URL -u PIP_EXTRA_INDEX_URL PIP_CONFIG_FILE=/dev/null \
		build/lock/bin/pip-compile --quiet --extra dev --generate-hashes --no-emit-index-url \
		--no-emit-find-links --no-header --no-annotate --allow-unsafe --strip-extras $(ARGS) \
		-o requirements.lock pyproject.toml

clean: ## remove everything that make made
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Shaitai needs Python 3.11 or newer; name one with: make PYTHON=/path/to/python3" >&2; exit 1; }
	@echo "Setting up $(VENV) (once)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@
