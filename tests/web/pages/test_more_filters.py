"""What is under "More filters": not counted before it is wanted, and then exactly."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from search.engines import facet_buckets
from search.facets import FacetField, all_facets
from search.model import Query
from tests.sites import Reader, read, site, total
from web.htmx import VARY

FOLDED = {name for name, facet in all_facets().items() if facet.folded}
HTMX = {"HX-Request": "true"}
OPEN = {**HTMX, "Filters-Open": "true"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder: Path = tmp_path_factory.mktemp("index")
    return site(folder).test_client()


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The folded facets that an engine has counted since the test began."""
    found: set[str] = set()
    wanted = facet_buckets.counted

    def watched(query: Query) -> dict[str, FacetField]:
        facets = wanted(query)
        found.update(FOLDED & set(facets))
        return facets

    monkeypatch.setattr(facet_buckets, "counted", watched)
    return found


def part(client: FlaskClient, address: str, headers: dict[str, str]) -> Reader:
    response = client.get(address, headers=headers)
    assert response.status_code == 200
    return Reader(response.get_data(as_text=True))


def languages(page: Reader) -> dict[str, str]:
    """The labels of the facet of languages by their values."""
    boxes = {attrs["id"]: attrs["value"] for attrs, _ in page.all("input", name="language")}
    return {boxes[attrs["for"]]: text for attrs, text in page.all("label") if attrs.get("for") in boxes}


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
@pytest.mark.parametrize("address", ["/", "/?q=bay", "/?q=zzzz", "/?q=bay&source=Rain+Gazette&not.person=Observer+03"])
def test_nothing_of_it_is_counted_while_it_is_closed(
    client: FlaskClient, counted: set[str], headers: dict[str, str], address: str
) -> None:
    page = part(client, address, headers)
    [way] = [attrs["href"] for attrs, text in page.all("a") if text == "Show these filters"]
    assert (counted, way) == (set(), f"/filters{address[1:]}")
    assert not page.all("details", id="facet-language")


@pytest.mark.parametrize("query", ["?q=bay", "?q=ferry&source=The+Dial", "?q=bay&sort=date&page=2"])
def test_opened_it_is_the_same_with_and_without_a_script(client: FlaskClient, query: str) -> None:
    whole, alone = part(client, f"/filters{query}", {}), part(client, f"/filters{query}", HTMX)
    along = part(client, f"/{query}", OPEN)
    assert "open" in whole.one("details", id="more-filters")[0]
    assert "open" in along.one("details", id="more-filters")[0]
    assert total(whole) == total(read(client, f"/{query}"))
    kept = [page.all("input", type="checkbox") for page in (alone, whole, along)]
    folded = [[a for a, _ in boxes if a["name"].removeprefix("not.") in FOLDED] for boxes in kept]
    assert folded[0]
    assert folded[0] == folded[1] == folded[2]
    assert languages(alone) == languages(whole) == languages(along)


def test_its_counts_are_what_a_click_gives(client: FlaskClient) -> None:
    shown = languages(part(client, "/filters?q=bay", HTMX))
    assert shown
    for value, label in shown.items():
        assert total(read(client, f"/?q=bay&language={value}")) == int(label.rsplit(" ", 1)[1].replace(",", ""))


@pytest.mark.parametrize("chosen", ["language=en", "not.language=en", "certainty=(none)", "language=xx"])
def test_it_is_counted_and_open_while_something_in_it_is_chosen(
    client: FlaskClient, counted: set[str], chosen: str
) -> None:
    page = read(client, f"/?q=bay&{chosen}")
    assert counted == FOLDED
    details, text = page.one("details", id="more-filters")
    assert "open" in details
    assert "Show these filters" not in text


def test_an_address_with_empty_fields_is_led_to_the_one_without(client: FlaskClient) -> None:
    response = client.get("/filters?q=bay&since=")
    assert (response.status_code, response.headers["Location"]) == (302, "/filters?q=bay")


def test_no_cache_takes_the_answer_for_open_filters_for_that_of_closed_ones(client: FlaskClient) -> None:
    assert {"Filters-Open", *VARY} <= set(client.get("/?q=bay", headers=OPEN).vary)
