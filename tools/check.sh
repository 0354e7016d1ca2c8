#!/usr/bin/env bash
# What `make check` checks: every stage runs, and the names of those that failed stand at the end.
set -uo pipefail
cd "$(dirname "$0")/.."

export DJANGO_SETTINGS_MODULE=config.settings_test
failed=()

stage() { # stage NAME COMMAND…
	local name=$1
	shift
	printf '── %s\n' "$name"
	"$@" || failed+=("$name")
}

openapi() {
	local made
	made=$(mktemp)
	python manage.py spectacular --fail-on-warn --validate --file "$made" && diff -u docs/api/openapi.yaml "$made"
	local answer=$?
	rm -f "$made"
	[ "$answer" = 0 ] || echo "docs/api/openapi.yaml is not current: make schema" >&2
	return "$answer"
}

# As a town would run it: nothing but a key and its host is given.
deploy() {
	env -u DEMO -u DEBUG -u HTTPS DJANGO_SETTINGS_MODULE=config.settings ALLOWED_HOSTS=allmende.example \
		DATABASE_URL=sqlite:///:memory: SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(50))')" \
		python -W error manage.py check --deploy --fail-level WARNING
}

stage format ruff format --check --quiet .
# The cache would keep what imports looked like when a module of ours did not exist yet.
stage lint ruff check --quiet --no-cache .
stage types mypy --no-error-summary .
stage layers lint-imports --no-logo
stage migrations python manage.py makemigrations --check --dry-run
stage schema openapi
stage translations python tools/check_translations.py
stage deploy deploy

if [ ${#failed[@]} -gt 0 ]; then
	printf 'Failed: %s\n' "${failed[*]}" >&2
	exit 1
fi
echo "All checks passed."
