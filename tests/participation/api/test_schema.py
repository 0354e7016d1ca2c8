from pathlib import Path

import pytest
import yaml

from tests.participation.api.calls import a_client

COMMITTED = Path(__file__).parents[3] / "docs/api/openapi.yaml"


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["de", "en", "fr"])
def test_the_served_description_is_the_committed_one_in_every_language(language: str) -> None:
    served = a_client().get("/api/v1/schema/", headers={"Accept-Language": language})
    assert yaml.safe_load(served.content) == yaml.safe_load(COMMITTED.read_text())
