# Two commands are all a newcomer needs: `make run` and `make test`. `make help` lists the rest.
.DEFAULT_GOAL := help
.PHONY: help setup run test lint forms screens papers bench fuzz faults lock clean

python := .venv/bin/python
workers ?= 2

help: ## list the commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

setup: ## install what is missing: Debian packages, then .venv
	@packaging/setup.sh run

run: setup ## open a drill desk; without a display, work the samples into out/
	@$(python) packaging/run.py

test: ready lint ## pass every test and every check of the sources
	@$(python) -m pytest --numprocesses $(workers)

lint: ready ## check style, types, floors and doors, and that the compiled forms are current
	@.venv/bin/ruff check
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-logo
	@$(python) packaging/build_forms.py --check

forms: setup ## compile forms/*.ui into kbdesk/ui/forms
	@$(python) packaging/build_forms.py

screens: setup ## picture every screen, in every language, into out/screens
	@$(python) packaging/screens.py

papers: setup ## draw every paper of the samples into out/papers
	@$(python) packaging/papers.py

bench: ready ## measure against the promises and write docs/PROOF.md
	@$(python) -m benchmarks

fuzz: ready ## try every property on thousands of odd inputs
	@$(python) -m pytest --numprocesses $(workers) --hypothesis-profile fuzz -m hypothesis

faults: ready ## kill the desk at odd moments, many times over
	@KBDESK_ROUNDS=200 $(python) -m pytest --numprocesses $(workers) tests/faults

lock: ready ## pin the newest dependencies that pyproject.toml admits
	@packaging/lock.sh

clean: ## remove what was built and put out; .venv stays
	@rm -rf out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache *.egg-info
	@find kbdesk tests benchmarks packaging resources -name __pycache__ -prune -exec rm -rf {} +

.PHONY: ready
ready:
	@packaging/setup.sh test
