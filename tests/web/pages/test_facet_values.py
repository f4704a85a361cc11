import pytest

from search.config import Config
from tests.corpora import article
from tests.sites import Reader, build, read, total
from web import create_app


def test_every_value_of_a_facet_can_be_found_by_a_part_of_its_name(client):
    page = read(client, "/facets/person?prefix=OBSERVER+1")
    assert [a["value"] for a, _ in page.all("input", type="checkbox")] == [f"Observer {n}" for n in range(10, 15)]


def test_what_is_ticked_stays_ticked_while_looking_for_more(client):
    page = read(client, "/facets/person?q=bay&person=Ben+Oak&not.source=The+Dial&prefix=observer")
    sent = {(a["name"], a["value"]) for a, _ in page.all("input") if "checked" in a or a.get("type") == "hidden"}
    assert sent == {("q", "bay"), ("person", "Ben Oak"), ("not.source", "The Dial")}


def test_a_value_is_excluded_in_the_listing_and_stays_to_be_taken_back(client):
    [(button, _)] = read(client, "/facets/source?q=bay").all("button", aria__label="Exclude Rain Gazette")
    page = read(client, f"/facets/source?q=bay&{button['name']}={button['value']}")
    assert [text for _, text in page.all("ul", aria__label="Selected")] == ["not Rain Gazette"]
    sent = {(a["name"], a["value"]) for a, _ in page.all("input") if "checked" in a or a.get("type") == "hidden"}
    assert sent == {("q", "bay"), ("not.source", "Rain Gazette")}


def test_the_listing_leads_to_the_results_of_what_is_ticked(client):
    response = client.get("/facets/person?person=Ben+Oak&person=Ada+Long&prefix=a&order=name&page=2&show=results")
    assert response.location == "/?person=Ben+Oak&person=Ada+Long"


def test_a_facet_with_more_values_than_shown_leads_to_all_of_them(client):
    page = read(client, "/?source=Rain+Gazette")
    assert page.one("a", id="more-person")[0]["href"] == "/facets/person?source=Rain+Gazette"
    assert not page.all("a", id="more-organisation")


@pytest.fixture
def abroad(tmp_path):
    """Asks about places and bodies that have other names."""
    places = [["United States"], ["United States", "Lusaka"], ["Lusaka"], []]
    build(tmp_path, [article(n, "Rain", places=named) for n, named in enumerate(places)])
    return create_app(Config(index=tmp_path)).test_client()


def counted_as(page: Reader):
    return [text.removesuffix(" exclude about") for _, text in page.all("ul", aria__label="Counted as")]


@pytest.mark.parametrize("name", ["USA", "usa", "U.S.A.", "U.S."])
def test_a_value_is_found_by_its_other_names_beside_those_that_hold_it(abroad, name):
    page = read(abroad, f"/facets/place?prefix={name}")
    assert counted_as(page) == ["United States 2"]
    [box] = [a for a, _ in page.all("input", value="United States")]
    assert total(read(abroad, f"/?{box['name']}={box['value']}")) == 2


@pytest.mark.parametrize(
    "address",
    [
        "/facets/place?prefix=united",  # is there anyway
        "/facets/place?prefix=USA&place=United+States",  # is ticked already
        "/facets/place?prefix=USA&q=snow",  # nobody has it
        "/facets/place?prefix=Holland",
        "/facets/person?prefix=USA",  # is none of these
        "/facets/place?prefix=",
    ],
)
def test_nothing_is_said_of_other_names_where_that_does_not_help(abroad, address):
    assert counted_as(read(abroad, address)) == []
