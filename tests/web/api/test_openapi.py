import json

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from search.query import address
from tests.corpora import article
from tests.sites import FERRY


@pytest.fixture(scope="module")
def described(client):
    return json.loads(client.get("/openapi.json").data)


def test_the_description_is_one(described):
    assert list(OpenAPIV31SpecValidator(described).iter_errors()) == []


def problems(described, path, answer):
    """What of an answer is not as described, extra keys included."""
    response = described["paths"][path]["get"]["responses"]["200" if "errors" not in answer else "default"]
    [content] = response["content"].values()
    closed = {
        name: {**schema, "additionalProperties": False} for name, schema in described["components"]["schemas"].items()
    }
    schema = {**content["schema"], "components": {"schemas": closed}}
    return [error.message for error in Draft202012Validator(schema).iter_errors(answer)]


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/api/search", "/api/search"),
        ("/api/search", "/api/search?q=%22fery+bay&page=2&per_page=2"),
        ("/api/search", "/api/search?q=ferry+horn&person=Ada+Long&person.mode=all&date=2024&not.source=Nobody"),
        ("/api/search", "/api/search?foo=1"),
        ("/api/documents/{id}", f"/api/documents/{FERRY}"),
        ("/api/documents/{id}", "/api/documents/nobody"),
        ("/api/documents/{id}/compare/{other}", f"/api/documents/{FERRY}/compare/{article(3).id}"),
        ("/api/documents/{id}/compare/{other}", f"/api/documents/{FERRY}/compare/nobody"),
        ("/api/facets/{name}", "/api/facets/person?prefix=ob&order=name"),
        ("/api/facets/{name}", "/api/facets/date"),
        ("/api/timeline", "/api/timeline?q=bay&vs=ferry&by=month"),
        ("/api/suggest", "/api/suggest?q=ada"),
        ("/api/suggest", "/api/suggest?q=lon"),
    ],
)
def test_answers_are_as_described(client, described, path, address):
    assert problems(described, path, json.loads(client.get(address).data)) == []


def test_what_is_not_as_described_is_found(described):
    assert problems(described, "/api/suggest", {"q": 1, "suggestions": [], "more": 0})


def test_every_parameter_is_described(described):
    asked = {parameter["name"] for parameter in described["paths"]["/api/search"]["get"]["parameters"]}
    assert asked == set(address.names())


def test_every_address_of_the_api_is_described(client, described):
    served = {rule.rule for rule in client.application.url_map.iter_rules() if rule.rule.startswith("/api/")}
    exports = "/api/search.<any(csv, ndjson, bib, ris, atom):form>"
    named = {path.replace("{", "<").replace("}", ">").replace("<id>", "<doc_id>") for path in described["paths"]}
    assert served - {exports, "/api/documents/<doc_id>.<any(bib, ris):form>"} <= named
    assert {f"/api/search.{form}" for form in ("csv", "ndjson", "bib", "atom")} <= named
