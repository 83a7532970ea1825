# Python 3.11 or newer and make are all that is needed; everything else is installed into .venv.
# Without make (Windows):  py -3 -m venv .venv  &&  .venv\Scripts\pip install -r requirements.txt
#                          .venv\Scripts\pip install --no-deps --no-build-isolation -e .
#                          .venv\Scripts\kit build data\demo

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

.PHONY: help drafts templates docs test lint

help:  ## say what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

drafts: $(STAMP)  ## make the demo campaign's documents and notices: data/demo/out
	$(BIN)/kit build data/demo

templates: $(STAMP)  ## write the templates anew from their sources: templates/source/*.txt
	$(BIN)/kit template typeset --replace --to templates templates/source/*.txt

docs: $(STAMP)  ## write the table of rules into docs/official_form.md, that of the rooms into CONTRIBUTING.md
	$(BIN)/python -m kit.form.rule_table docs/official_form.md
	$(BIN)/python -m kit.app.rooms CONTRIBUTING.md

test: $(STAMP)  ## run the whole test suite, then ruff and mypy
	$(BIN)/python -m pytest -n auto
	@$(MAKE) --no-print-directory lint

lint: $(STAMP)  ## check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Installed again only when what is to be installed has changed.
# Requirements first, each file checked by its hash; then the project by itself, built by what is installed.
$(STAMP): pyproject.toml requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit("需要 Python 3.11 或更新的版本，现在是 " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	@echo '正在安装到 .venv（第一次一两分钟，以后不用）……'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
	@echo '装好了。要用 kit 命令，先输入：source $(BIN)/activate'
