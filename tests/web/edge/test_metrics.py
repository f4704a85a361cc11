"""/metrics counts what was answered and names nothing that was asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from search.errors import SettingInvalid
from tests.sites import FERRY, site
from web.edge.metrics import FIGURES, Meter


@pytest.fixture
def fresh(tmp_path: Path) -> FlaskClient:
    return site(tmp_path / "index").test_client()


def figures(client: FlaskClient) -> dict[tuple[str, ...], float]:
    """Every sample: its name and the values of its labels, in the order of their names."""
    families = text_string_to_metric_families(client.get("/metrics").get_data(as_text=True))
    samples = [sample for family in families for sample in family.samples]
    return {(s.name, *(value for _, value in sorted(s.labels.items()))): s.value for s in samples}


def test_every_answer_is_counted_by_its_pattern(fresh: FlaskClient) -> None:
    for address in ["/?q=ferry", "/?q=bay", f"/documents/{FERRY}", "/documents/none", "/nowhere", "/elsewhere"]:
        fresh.get(address)
    fresh.open("/", method="ODD")
    fresh.get("/", headers={"Host": "evil.example"})
    with fresh.get("/static/style.css"):
        pass
    fresh.head("/api/search.csv").close()
    found = figures(fresh)
    counted = {name[1:]: value for name, value in found.items() if name[0] == "clippings_requests_total"}
    assert counted == {
        ("GET", "/", "200"): 2,
        ("GET", "/", "421"): 1,
        ("GET", "/documents/<doc_id>", "200"): 1,
        ("GET", "/documents/<doc_id>", "404"): 1,
        ("GET", "other", "404"): 2,
        ("other", "other", "405"): 1,
        ("GET", "/static/<path:filename>", "200"): 1,
        ("HEAD", "/api/search.<any(csv, ndjson, bib, ris, atom):form>", "200"): 1,
    }
    assert found["clippings_request_seconds_count", "/documents/<doc_id>"] == 2
    assert found["clippings_request_seconds_sum", "/documents/<doc_id>"] > 0


@pytest.mark.parametrize("named", ["nowhere", "a file"])
def test_a_folder_for_figures_that_is_none_is_told_with_what_to_do(
    named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a file").touch()
    monkeypatch.setenv(FIGURES, str(tmp_path / named))
    with pytest.raises(SettingInvalid, match=rf"{FIGURES} names no folder .*{named}.*unset"):
        Meter()


def test_nothing_that_was_asked_is_in_it(fresh: FlaskClient) -> None:
    fresh.get("/?q=ferry&person=Ada+Long")
    fresh.get(f"/documents/{FERRY}")
    fresh.get("/secret/path")
    text = fresh.get("/metrics").get_data(as_text=True)
    for asked in ("ferry", "Ada", FERRY, "secret"):
        assert asked not in text


def test_it_says_what_there_is_to_search(fresh: FlaskClient, tmp_path: Path) -> None:
    found = figures(fresh)
    assert (found["clippings_index_up",], found["clippings_index_documents",]) == (1, 20)
    assert found["process_resident_memory_bytes",] > 1e6
    (tmp_path / "index" / "manifest.json").unlink()
    assert (figures(fresh)["clippings_index_up",], figures(fresh)["clippings_index_documents",]) == (0, 0)
