"""`python -m tests.fragments`: the parts of the page that htmx swaps in, kept in tests/gold/fragments."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import click
from flask.testing import FlaskClient

from tests.sites import site

KEPT = Path(__file__).parent / "gold" / "fragments"
STATES = {
    "words": "/?q=ferry",
    "filters": "/?q=bay&date=2023-01&source=Rain+Gazette&not.person=Observer+03&since=2020&facet_size=3",
    "no-results": "/?q=ferry&source=Rain+Gazette&person=Ada+Long",
    "every-filter-to-drop": "/?q=ferry&source=Rain+Gazette&source=Nobody&until=1900",
    "no-filter-to-drop": "/?q=zzzz&source=Rain+Gazette&until=1900",
    "typo": "/?q=%22fery",
    "most": "/?q=ferry+crossed+the+pier+bay",
    "most-asked-for": "/?q=ferry+horn&match=most&source=The+Dial",
    "undated": "/?date=(none)",
    "beyond": "/?q=ferry&page=99",
    "values": "/facets/person?q=bay&prefix=o&person=Ada+Long&order=name",
}


def fragment(client: FlaskClient, state: str) -> str:
    """What htmx gets in a state."""
    response = client.get(STATES[state], headers={"HX-Request": "true"})
    assert response.status_code == 200, response.get_data(as_text=True)
    return response.get_data(as_text=True)


@click.command()
def main() -> None:
    """Write every fragment anew; read what git shows of it before it is committed."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        client = site(Path(folder)).test_client()
        for state in STATES:
            (KEPT / f"{state}.html").write_text(fragment(client, state), encoding="utf-8")
    click.echo(f"{len(STATES)} fragments in {KEPT}/")


if __name__ == "__main__":
    main()
