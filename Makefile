.PHONY: help
help:
	@echo "make setup | run | test | check | bench"
