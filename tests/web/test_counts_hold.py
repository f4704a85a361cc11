"""The promise of a facet: the number beside a value is the number of results after the click."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from search.config import Config
from search.index import build
from web import create_app

SEEDS = Path(__file__).parents[2] / "seeds"
QUERIES = ["", "moon", "launch OR landing", '"the first"', "crew -moon", "земля", "mission*", "the"]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """The application over the example articles, names read by rules."""
    config = Config(index=tmp_path_factory.mktemp("clicks") / "index", entities="rules")
    build(SEEDS, config)
    return create_app(config).test_client()


def test_two_hundred_random_clicks_give_as_many_results_as_they_say(client: FlaskClient) -> None:
    chance = random.Random(1957)
    clicked: set[str] = set()
    address = "/api/search"
    while len(clicked) < 200:
        answer = client.get(address).get_json()
        chosen = answer["query"]["chosen"]
        # Where a value of the facet is chosen already, another one is added to it: there the number is the value's own.
        free = [facet for facet in answer["facets"] if facet["name"] not in chosen]
        values = [value for facet in free for value in (*facet["values"], facet["none"]) if value["url"] not in clicked]
        if not values or len(chosen) > 2:
            address = f"/api/search?q={chance.choice(QUERIES)}&facet_size={chance.choice([3, 20, 100])}"
            continue
        value = chance.choice(values)
        clicked.add(value["url"])
        address = value["url"] if value["url"].startswith("/") else f"/api/search{value['url']}"
        found = client.get(address).get_json()
        assert found["total"] == value["count"], address
        walked = [hit["id"] for page in range(found["pages"]) for hit in _page(client, address, page + 1)]
        assert len(set(walked)) == len(walked) == found["total"], address


def _page(client: FlaskClient, address: str, number: int) -> list[dict[str, object]]:
    hits: list[dict[str, object]] = client.get(f"{address}&page={number}").get_json()["hits"]
    return hits
