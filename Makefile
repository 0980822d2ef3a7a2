# Two commands are all a newcomer needs: `make run` and `make test`. `make help` lists the rest.
.DEFAULT_GOAL := help
.PHONY: help setup run test lint forms screens papers bench properties fuzz faults cover mutants bom lock clean

python := .venv/bin/python
workers ?= 2
executions ?= 50000000
seed ?= 9303

help: ## list the commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

setup: ## install what is missing: Debian packages, then .venv
	@packaging/setup.sh run

run: setup ## open a drill desk; without a display, work the samples into out/
	@$(python) packaging/run.py

test: ready lint ## pass every test and every check of the sources
	@lacking="$$($(python) -m tests.faults.ext4)" || exit 1; \
	[ -z "$$lacking" ] || echo "Left out: cuts below a real ext4, which take $$lacking."; \
	$(python) -m pytest --numprocesses $(workers) $${lacking:+-m "not below"}

lint: ready ## check style, types, floors and doors, and that the compiled forms are current
	@.venv/bin/ruff check
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-logo
	@$(python) packaging/build_forms.py --check

forms: setup ## compile forms/*.ui into kbdesk/ui/forms
	@$(python) packaging/build_forms.py

screens: setup ## picture every screen, in every language, into out/screens
	@$(python) packaging/screens.py

papers: ready ## draw every kind of paper in every language into out/papers, check each, read its seal back
	@$(python) packaging/draw_papers.py

bench: ready ## measure against the promises and write it into docs/PROOF.md
	@$(python) -m benchmarks

properties: ready ## try every property on twenty thousand odd inputs, and forty days of locks and kills
	@$(python) -m pytest --numprocesses $(workers) --hypothesis-profile fuzz -m hypothesis
	@KBDESK_ROUNDS=40 $(python) -m pytest --numprocesses $(workers) tests/stories/test_lock_sequences.py

fuzz: ready ## fuzz every parser and write its section of docs/PROOF.md (an hour; executions=1000000 only says it)
	@packaging/setup.sh fuzz
	@$(python) -m fuzz --processes $(workers) --executions $(executions) --seed $(seed) $(if $(filter yes,$(write)),--write)

faults: ready ## break the desk on purpose and write it into docs/PROOF.md (90 minutes; minutes=5 only says it)
	@$(python) -m tests.faults minutes=$(or $(minutes),90) workers=$(workers) $(if $(write),write=$(write))

cover: ready ## run every branch of icao, domain and rulebook by the tests of that room alone
	@for room in icao domain rulebook; do \
		$(python) -m pytest --numprocesses $(workers) --quiet tests/$$room kbdesk/$$room --cov=kbdesk/$$room --cov-branch \
			--cov-report=term-missing:skip-covered --cov-fail-under=100 || exit 1; \
	done

mutants: ready ## change the law's code bit by bit and see what no test notices (hours; only= one module's)
	@rm -rf out/mutants && mkdir -p out/mutants && cp -r kbdesk tests resources pyproject.toml out/mutants
	@cd out/mutants && ../../.venv/bin/mutmut run --max-children $(workers) $(only)
	@cd out/mutants && ../../.venv/bin/mutmut results

bom: ready ## write the bill of materials, CycloneDX, into out/kbdesk.cdx.json
	@packaging/setup.sh bom
	@$(python) packaging/bom.py out/kbdesk.cdx.json
	@.venv-bom/bin/python packaging/check_bom.py out/kbdesk.cdx.json

lock: ready ## pin the newest dependencies that pyproject.toml admits
	@packaging/lock.sh

clean: ## remove what was built and put out; .venv stays
	@rm -rf out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache *.egg-info
	@find kbdesk tests benchmarks fuzz packaging resources -name __pycache__ -prune -exec rm -rf {} +

.PHONY: ready
ready:
	@packaging/setup.sh test
