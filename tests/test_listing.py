from tests.sites import read


def test_every_value_of_a_facet_can_be_found_by_a_part_of_its_name(client):
    page = read(client, "/facets/person?prefix=OBSERVER+1")
    assert [a["value"] for a, _ in page.all("input", type="checkbox")] == [f"Observer {n}" for n in range(10, 15)]


def test_what_is_ticked_stays_ticked_while_looking_for_more(client):
    page = read(client, "/facets/person?q=bay&person=Ben+Oak&not.source=The+Dial&prefix=observer")
    sent = {(a["name"], a["value"]) for a, _ in page.all("input") if "checked" in a or a.get("type") == "hidden"}
    assert sent == {("q", "bay"), ("person", "Ben Oak"), ("not.source", "The Dial")}


def test_the_listing_leads_to_the_results_of_what_is_ticked(client):
    response = client.get("/facets/person?person=Ben+Oak&person=Ada+Long&prefix=a&order=name&page=2&show=results")
    assert response.location == "/?person=Ben+Oak&person=Ada+Long"


def test_a_facet_with_more_values_than_shown_leads_to_all_of_them(client):
    page = read(client, "/?source=Rain+Gazette")
    assert page.one("a", id="more-person")[0]["href"] == "/facets/person?source=Rain+Gazette"
    assert not page.all("a", id="more-organisation")
