# What one says to work with Flipchart. Each target sets up what it needs by itself and says so;
# on Windows, where there is no make, README.md has the same in other words.

python = .venv/bin/python
# Test files go to two workers at a time: much of what they do is to wait for a server or a browser.
workers = --numprocesses 2 --dist loadfile

.PHONY: help run test check fix bench lock audit

help:
	@echo "make run     start Flipchart and open the console in the browser"
	@echo "make test    all that CI runs: format, lint, types, tests (ARGS='-k clock' for some tests)"
	@echo "make check   format, lint and types only"
	@echo "make fix     put format and lint right where that can be done by machine"
	@echo "make bench   measure every figure of the docs, or one: make bench ONLY=name"
	@echo "make audit   ask whether a library of the lock files has a known hole (needs the network)"
	@echo "make lock    remake the lock files from pyproject.toml (ARGS=--upgrade for the newest)"

run:
	@sh .ci/setup run
	@exec .venv/bin/flipchart $(ARGS)

test:
	@sh .ci/setup test
	@$(MAKE) --no-print-directory check
	$(python) -m pytest $(workers) $(ARGS)

check:
	@sh .ci/setup develop
	$(python) -m ruff format --check
	$(python) -m ruff check
	$(python) -m mypy

fix:
	@sh .ci/setup develop
	$(python) -m ruff format
	$(python) -m ruff check --fix

bench:
	@sh .ci/setup test
	$(python) -m bench $(ONLY)

lock:
	@sh .ci/setup develop
	@sh .ci/lock $(ARGS)

audit:
	@sh .ci/setup develop
	@sh .ci/audit $(ARGS)
