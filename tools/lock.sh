#!/usr/bin/env bash
# Resolve the dependencies of pyproject.toml anew, with hashes, for all Pythons and platforms that we promise.
set -euo pipefail
cd "$(dirname "$0")/.."

resolve() {
	uv pip compile --quiet --universal --python-version 3.11 --constraint requirements/constraints.in \
		--generate-hashes --no-emit-index-url --no-emit-find-links \
		--custom-compile-command "make lock" "$@"
}

resolve pyproject.toml --upgrade --output-file requirements/runtime.txt
resolve pyproject.toml --upgrade --group dev --constraint requirements/runtime.txt --output-file requirements/dev.txt
tools/check_wheels.sh
