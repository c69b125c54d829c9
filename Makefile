# Beleg: `make run` and `make test` do everything that is needed, on a machine with Python 3.11 or
# newer, a C++ compiler and make. `make help` lists the rest.

PYTHON ?= python3
BIN := .venv/bin
CHECKED := index qa eval web app.py

# Only what stands on make's own command line counts: shells often export HOST or PORT themselves.
given = $(if $(findstring command,$(origin $(1))),--$(2) "$($(1))")

.DEFAULT_GOAL := help
.PHONY: help setup models run test check gate pagespeed peers documents screenshots clean chromium

help: ## list what can be made
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 20

setup: ## make .venv, with the pinned requirements in it
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Beleg needs Python 3.11 or newer; '$(PYTHON)' is not. Name another: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) scripts/setup_environment.py

models: setup ## fetch and check the bundled models (1.2 GB, once)
	@PYTHONPATH=. $(BIN)/python scripts/fetch_models.py

run: setup ## open the page on http://127.0.0.1:7860 (DOCUMENTS=folder PORT=number HOST=address)
	@$(BIN)/python app.py $(call given,DOCUMENTS,documents) $(call given,HOST,host) $(call given,PORT,port)

test: setup chromium ## run every test
	@PYTHONPATH=. $(BIN)/python scripts/fetch_models.py --tests
	@failed=0; \
	$(BIN)/python -m pytest -m "not slow" -n 2 --dist loadfile || failed=1; \
	$(BIN)/python -m pytest -m slow || failed=1; \
	exit $$failed

check: setup ## check style and types, and that every test can be read
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy --strict $(CHECKED)
	@tests=$$($(BIN)/python -m pytest --collect-only -qq) || { echo "$$tests"; exit 1; }

gate: setup ## ask 24 of the own questions, and compare with the baseline in eval/
	@$(BIN)/python -m eval run --subset 24
	@$(BIN)/python -m eval gate

pagespeed: setup chromium ## time the page over the real models, on a laptop and a phone; fails where a limit is missed
	@PYTHONPATH=. $(BIN)/python scripts/page_speed.py

peers: setup ## install the pipelines that `python -m eval peers` compares Beleg with, apart from .venv
	@$(PYTHON) scripts/setup_peers.py

documents: setup ## make the PDF and DOCX files of documents/ from their text
	@PYTHONPATH=. $(BIN)/python scripts/make_documents.py

screenshots: setup chromium ## take pictures of the page in both themes and languages (FOLDER=folder)
	@PYTHONPATH=. $(BIN)/python scripts/screenshots.py $(or $(FOLDER),build/screenshots)

clean: ## remove .venv and what tools leave behind (not the models, not the indexes)
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

chromium:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null \
		|| command -v google-chrome >/dev/null || { \
		if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
			apt-get update -qq && apt-get install -y -qq chromium; \
		elif command -v apt-get >/dev/null && sudo -n true 2>/dev/null; then \
			sudo apt-get update -qq && sudo apt-get install -y -qq chromium; \
		else \
			echo "The tests of the page need Chromium, and none was found. Install it: apt-get install chromium" >&2; \
			exit 1; \
		fi; }
