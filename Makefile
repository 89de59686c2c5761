# 装好、启动、测试、检查、量速度。每个目标都会先装好自己要用的东西。
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
PORT ?= 8501
HOST ?= 127.0.0.1

.PHONY: help setup run test check bench docs pictures old-browsers
help:
	@echo "make run    装好一切，带模拟数据启动（PORT=$(PORT) HOST=$(HOST)）"
	@echo "make test   装好一切，跑完全部测试（含浏览器测试）"
	@echo "make check  静态检查：ruff、mypy、import-linter"
	@echo "make bench  量速度，打印比值"
	@echo "make docs   由口径测试重写 docs/metrics.md；make pictures 重拍 README 的图"
	@echo "make old-browsers  在旧内核92、103、109里打开每一页，各拍一张（要有node、npm，联网取一次）"

setup: $(READY)

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要Python 3.11以上，现在是$$($(PYTHON) --version)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { echo "缺少python3-venv，请先安装：apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $(READY)

run: setup
	$(BIN)/dashboard demo
	$(BIN)/dashboard serve --host $(HOST) --port $(PORT)

test: setup
	@.ci/browser
	$(BIN)/pytest -n 2 --dist worksteal -q

check: setup
	$(BIN)/ruff check .
	$(BIN)/mypy src
	$(BIN)/lint-imports

bench: setup
	@.ci/browser
	@for file in benchmarks/*.py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done

docs: setup
	DASHBOARD_WRITE_DOCS=1 $(BIN)/pytest -q tests/spec

pictures: setup
	@.ci/browser
	$(BIN)/python docs/图/pictures.py

old-browsers: setup
	$(BIN)/python tests/browser/old/shoot.py 92.0.0 103.0.0 109.0.6 --out build/旧内核
