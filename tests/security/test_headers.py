"""What a browser is told by a town that runs as in production, over a real socket."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.security.production import HOST, Production, manage, serve

CSP = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "manifest-src 'self'",
}
HEADERS = {
    "strict-transport-security": "max-age=31536000; includeSubDomains; preload",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}
READ_BY_VISITORS = (
    "/",
    "/heimstadt/",
    "/heimstadt/verfahren/",
    "/heimstadt/gibt-es-nicht/",
    "/robots.txt",
    "/api/v1/municipalities",
    "/api/v1/proposals/zzzzzzzzzzzzzzzz",
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("town")


@pytest.fixture(scope="module")
def town(data: Path) -> Iterator[Production]:
    with serve(data) as production:
        yield production


@pytest.mark.parametrize("path", [*READ_BY_VISITORS, "/konto/login/"])
def test_every_answer_carries_the_protecting_headers(town: Production, path: str) -> None:
    answer = town.get(path)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert {part.strip() for part in answer.headers["content-security-policy"].split(";")} == CSP


@pytest.mark.parametrize("path", READ_BY_VISITORS)
def test_who_only_reads_gets_no_cookie(town: Production, path: str) -> None:
    assert town.get(path).cookies == ()


@pytest.mark.parametrize("path", [*READ_BY_VISITORS, "/healthz", "/readyz"])
def test_no_answer_names_the_software_that_serves_it(town: Production, path: str) -> None:
    answer = town.get(path)
    assert {"server", "x-powered-by", "via"} & set(answer.headers) == set()


def test_cookies_are_for_this_host_over_https_and_not_for_scripts(town: Production) -> None:
    cookies = town.get("/konto/login/").cookies
    assert cookies
    for cookie in cookies:
        attributes = {part.strip().lower() for part in cookie.split(";")[1:]}
        assert cookie.startswith("__Host-")
        assert {"secure", "httponly", "path=/", "samesite=lax"} <= attributes
        assert not any(attribute.startswith("domain") for attribute in attributes)


def test_plain_http_is_led_to_https(town: Production) -> None:
    answer = town.get("/heimstadt/", scheme="http")
    assert (answer.status, answer.headers["location"]) == (301, f"https://{HOST}/heimstadt/")


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_whoever_watches_the_server_may_ask_over_plain_http(town: Production, path: str) -> None:
    assert town.get(path, scheme="http").status == 200


def test_static_files_are_kept_for_ever_by_their_hash(town: Production) -> None:
    page = town.get("/heimstadt/").body.decode()
    files = set(re.findall(r'"(/static/[^"#]+)', page))
    assert files
    for file in files:
        answer = town.get(file)
        assert (answer.status, answer.headers["cache-control"]) == (200, "max-age=315360000, public, immutable")


def test_an_unknown_host_is_refused_without_a_word(town: Production) -> None:
    answer = town.get("/heimstadt/", host="evil.example")
    assert answer.status == 400
    assert b"evil.example" not in answer.body


def test_the_deployment_check_finds_nothing(data: Path) -> None:
    checked = manage(data, "check", "--deploy", "--fail-level", "WARNING", strict=True)
    assert (checked.returncode, checked.stderr) == (0, "")
