import pytest

from search.errors import ClusterUnreachable, SettingInvalid
from tests.sites import Reader, site
from web import htmx

HTMX = {"HX-Request": "true"}


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/?soruce=x", 400, "Did you mean “source”?"),
        ("/?page=0", 400, "“page” cannot be “0”"),
        ("/?date=June", 400, "a year, month or day"),
        ("/documents/nothing", 404, "no article has the id"),
        ("/facets/nothing", 404, "no page at this address"),
        ("/facets/date", 404, "no page at this address"),
        ("/nowhere", 404, "no page at this address"),
        (f"/?q={'a' * 9000}", 414, "longer than 8,192 bytes"),
    ],
)
def test_an_error_is_a_page_that_says_what_and_what_to_do(client, address, status, words):
    response = client.get(address)
    page = Reader(response.get_data(as_text=True))
    assert response.status_code == status
    assert words.lower() in page.one("div", class_="problem")[1].lower()
    assert [attrs["href"] for attrs, text in page.all("a") if text == "Search all articles"] == ["/"]
    assert bool(page.all("nav", id="places")) is (status in (400, 404)), "what is wrong with one page leaves the others"


def test_an_address_that_cannot_be_read_offers_itself_without_the_fault(client):
    page = Reader(client.get("/?q=ferry&foo=1&page=x").get_data(as_text=True))
    assert [attrs["href"] for attrs, text in page.all("a") if text.startswith("Continue")] == ["/?q=ferry"]


def test_an_error_for_htmx_goes_above_the_results_and_leaves_the_address(client):
    response = client.get("/?since=June", headers=HTMX)
    assert response.status_code == 400
    assert htmx.PROBLEM.items() <= dict(response.headers).items()
    assert not Reader(response.get_data(as_text=True)).all("html")


def test_only_reading_is_answered(client):
    response = client.post("/")
    assert (response.status_code, "GET" in response.headers["Allow"]) == (405, True)


def test_a_mistake_of_the_program_is_logged_and_not_shown(tmp_path, caplog):
    app = site(tmp_path / "index")
    app.view_functions["views.search"] = lambda: 1 // 0
    response = app.test_client().get("/")
    assert response.status_code == 500
    assert b"ZeroDivisionError" not in response.data
    assert b"division" not in response.data
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize("error", [ClusterUnreachable, SettingInvalid])
@pytest.mark.parametrize("address", ["/?q=storm", "/api/search?q=storm"])
def test_an_engine_that_cannot_be_asked_is_a_503_that_says_nothing_of_the_machine(tmp_path, caplog, error, address):
    app = site(tmp_path / "index")

    @app.before_request
    def fail():
        raise error("see /etc/clippings/password on node1")

    answer = app.test_client().get(address)
    assert answer.status_code == 503
    assert "ell its operator" in answer.text
    assert "/etc" not in answer.text
    assert "see /etc/clippings/password on node1" in caplog.text


def test_the_words_of_a_refused_search_stay_in_the_box(client):
    page = Reader(client.get('/?since=31/31/2018&q=ferry+%22"><b>').get_data(as_text=True))
    assert page.one("input", id="q")[0]["value"] == 'ferry ""><b>'
    assert not page.all("b")
