"""The description with which a browser can add this search to its search bar (OpenSearch 1.1)."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

MIMETYPE = "application/opensearchdescription+xml"


def description(host: str) -> str:
    """The description of the search at a host ("http://127.0.0.1:8000")."""
    addresses = (("text/html", "/?q={searchTerms}"), ("application/atom+xml", "/api/search.atom?q={searchTerms}"))
    urls = "".join(f'<Url type="{kind}" template={quoteattr(host + path)}/>' for kind, path in addresses)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">'
        "<ShortName>Clippings</ShortName><Description>Full-text search over a folder of articles</Description>"
        f"<InputEncoding>UTF-8</InputEncoding>{urls}</OpenSearchDescription>\n"
    )
