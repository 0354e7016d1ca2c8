#!/usr/bin/env bash
# Every locked package must have a wheel for each Python and platform that we promise: nobody needs a compiler.
set -euo pipefail
cd "$(dirname "$0")/.."

pythons="3.11 3.12 3.13 3.14"
platforms="x86_64-manylinux_2_28 aarch64-manylinux_2_28 aarch64-apple-darwin x86_64-apple-darwin"
target=$(mktemp -d)
trap 'rm -rf "$target"' EXIT
failed=0
for lock in requirements/runtime.txt requirements/dev.txt; do
	for python in $pythons; do
		for platform in $platforms; do
			if uv pip install --quiet --dry-run --target "$target" --only-binary :all: --require-hashes \
				--python-version "$python" --python-platform "$platform" --requirements "$lock"; then
				echo "ok   $lock  Python $python  $platform"
			else
				echo "FAIL $lock  Python $python  $platform"
				failed=1
			fi
		done
	done
done
exit "$failed"
