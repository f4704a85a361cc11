"""What the number beside a value promises where another value of its facet is ticked."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from search.config import Config
from search.model import NONE, Query
from tests.corpora import article
from tests.sites import Reader, build, read, total
from web import create_app
from web.pages.next_tick import in_company

NAMED = (["Ada Long", "Ben Oak"], ["Ada Long"], ["Ben Oak"], ["Ben Oak", "Cy Dune"], ["Cy Dune", "Ada Long"], [])


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder: Path = tmp_path_factory.mktemp("index")
    sources = ("The Dial", "Rain Gazette")
    build(folder, [article(n, people=list(named), source=sources[n % 2]) for n, named in enumerate(NAMED)])
    return create_app(Config(index=folder)).test_client()


def numbers(page: Reader, facet: str) -> dict[str, str]:
    """What stands beside each value of a facet that is not ticked."""
    labels = {attrs["for"]: text for attrs, text in page.all("label") if attrs.get("for", "").startswith("v")}
    boxes = [attrs for attrs, _ in page.all("input", name=facet) if "checked" not in attrs]
    return {box["value"]: labels[box["id"]].rsplit(" ", 1)[1] for box in boxes}


def sent(page: Reader) -> list[tuple[str, str]]:
    """What the form would send."""
    return [
        (attrs["name"], attrs["value"])
        for attrs, _ in page.all("input")
        if attrs.get("name") and ("checked" in attrs or attrs.get("type") == "hidden")
    ]


def ticked(client: FlaskClient, page: Reader, facet: str, value: str) -> int:
    """How many results there are after one more tick."""
    response = client.get(f"/?{urlencode([*sent(page), (facet, value)])}", follow_redirects=True)
    return total(Reader(response.get_data(as_text=True)))


def test_beside_one_name_stand_the_numbers_of_its_company(crowd):
    page = read(crowd, "/?person=Ada+Long")
    assert total(page) == 3
    assert numbers(page, "person") == {"Ben Oak": "1", "Cy Dune": "1"}
    assert [text for _, text in page.all("p", class_="quiet note")][
        -1
    ] == "One more tick leaves those that have all of them."
    for value, number in numbers(page, "person").items():
        assert ticked(crowd, page, "person", value) == int(number)


def test_where_any_will_do_the_numbers_are_what_a_tick_adds(crowd):
    page = read(crowd, "/?person=Ada+Long&person.mode=any")
    assert numbers(page, "person") == {"Ben Oak": "+2", "Cy Dune": "+1", NONE: "+1"}
    assert "“+” is how many articles one more tick adds." in [text for _, text in page.all("p", class_="quiet note")]
    for value, number in numbers(page, "person").items():
        assert ticked(crowd, page, "person", value) - total(page) == int(number)


def test_two_names_of_an_address_without_a_mode_are_any_of_them_as_ever(crowd):
    page = read(crowd, "/?person=Ada+Long&person=Ben+Oak")
    assert total(page) == 5
    assert numbers(page, "person") == {"Cy Dune": "+0", NONE: "+1"}


@pytest.mark.parametrize("group", ["", "&group=story"])
def test_sources_add_to_each_other(crowd, group):
    page = read(crowd, f"/?source=The+Dial{group}")
    assert numbers(page, "source") == {"Rain Gazette": "+3"}


def test_any_of_them_is_kept_with_one_name_and_forgotten_with_the_last(crowd):
    page = read(crowd, "/?person=Ada+Long&person.mode=any")
    assert ("person.mode", "any") in sent(page)
    chips = {text: attrs["href"] for attrs, text in page.all("a") if text.startswith("Remove filter")}
    assert chips == {"Remove filter People Ada Long": "/"}
    assert crowd.get("/?person.mode=any").location == "/"


def test_the_links_of_a_page_with_one_name_look_for_company(crowd):
    page = read(crowd, "/?person=Cy+Dune")
    links = {attrs["href"] for attrs, _ in page.all("a", class_="name-person")}
    assert "/?person=Cy+Dune&person=Ada+Long&person.mode=all" in links


@pytest.mark.parametrize(
    ("query", "every"),
    [
        (Query(), set()),
        (Query(chosen={"person": ("Ada",)}), {"person"}),
        (Query(chosen={"person": ("Ada",)}, some=frozenset({"person"})), set()),
        (Query(chosen={"person": ("Ada", "Ben")}), set()),
        (Query(chosen={"person": (NONE,), "source": ("The Dial",)}), set()),
        (Query(chosen={"place": ("Bay",)}, every=frozenset({"person"})), {"person", "place"}),
    ],
)
def test_company_is_what_a_single_name_asks_for(query, every):
    assert in_company(query).every == every
