from xml.etree import ElementTree

from tests.sites import read, total

OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def test_a_browser_that_follows_the_description_finds_articles(client):
    [(link, _)] = read(client, "/").all("link", rel="search")
    root = ElementTree.fromstring(client.get(link["href"]).data)
    urls = {url.attrib["type"]: url.attrib["template"] for url in root.iter(f"{OPENSEARCH}Url")}
    page, feed = (urls[kind].replace("{searchTerms}", "ferry") for kind in ("text/html", "application/atom+xml"))
    assert total(read(client, page)) == 2
    assert client.get(feed).mimetype == "application/atom+xml"


def test_the_page_names_the_feed_of_its_query(client):
    [(link, _)] = read(client, "/?q=ferry").all("link", rel="alternate")
    assert link["href"] == "/api/search.atom?q=ferry"
