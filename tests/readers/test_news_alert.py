"""Each result of a mail of Google Alerts is a document of its publisher, and their number is compared."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from search.model import Document
from search.readers import Record, Remark, read

PLAIN = """=== News - 2 new results for ["night ferry"] ===

Night ferry leaves Aarhus without its captain after a long night of waiting
and wondering
Årøsund Avis
The captain was ill, and the pilot did not come aboard before the morning,
said the port ...
<https://www.google.com/url?rct=j&sa=t&url=https://avis.example/1%3Fa%3D2&ct=ga&usg=y>

Fähre fährt nicht
Kieler Blatt
Der Kapitän war krank ...
<https://www.google.com/url?rct=j&sa=t&url=https://blatt.example/2&ct=ga>
See more stories on this topic: <https://www.google.com/search?q=x>

=== Web - 1 new result for [lamp of the
harbour] ===

A lamp
Blog of Lamps
<https://www.google.com/url?q=https://lamp.example/&ct=ga>

- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - -
Unsubscribe from this Google Alert:
<https://www.google.com/alerts/remove?source=alertsmail&hl=en>
"""
ROW = """<tr itemscope="" itemtype="http://schema.org/Article"><td>
<a href="https://www.google.de/url?rct=j&amp;sa=t&amp;url=https://avis.example/{number}&amp;ct=ga" itemprop="url">
<span itemprop="name">Die <b>Nachtfähre</b> {number}</span></a><div itemprop="publisher" itemscope=""
itemtype="http://schema.org/Organization"><a><span itemprop="name">Blatt {number}</span></a></div>
<div itemprop="description">Der Kapitän war krank &middot; ...</div></td></tr>"""
PAGE = f"""<html><body><table>{"".join(ROW.format(number=number) for number in range(1, 4))}</table>
<a href="https://www.google.com/alerts/remove">Abbestellen</a></body></html>"""


def mail(plain: str = "", page: str = "") -> bytes:
    message = EmailMessage()
    message["From"] = "Google Alerts <googlealerts-noreply@google.com>"
    message["Subject"] = "Google Alert - night ferry"
    message["Date"] = "Mon, 1 Mar 2021 10:00:00 +0100"
    if plain:
        message.set_content(plain)
    if page:
        (message.add_alternative if plain else message.set_content)(page, subtype="html")
    return message.as_bytes()


def found(raw: bytes) -> tuple[list[Document], list[Record]]:
    records = list(read(raw, "a.eml", "in/a.eml"))
    return [each for each in records if isinstance(each, Document)], [
        each for each in records if not isinstance(each, Document)
    ]


def test_the_plain_form_is_parted_by_its_addresses() -> None:
    results, [remark] = found(mail(PLAIN))
    assert [(each.title, each.declared["source"], each.url) for each in results] == [
        (
            "Night ferry leaves Aarhus without its captain after a long night of waiting and wondering",
            "Årøsund Avis",
            "https://avis.example/1?a=2",
        ),
        ("Fähre fährt nicht", "Kieler Blatt", "https://blatt.example/2"),
        ("A lamp", "Blog of Lamps", "https://lamp.example/"),
    ]
    assert results[0].text.endswith(
        "\n\nThe captain was ill, and the pilot did not come aboard before the morning, said the port ..."
    )
    assert results[2].text == "A lamp"
    assert {each.declared["date_created"] for each in results} == {"Mon, 01 Mar 2021 10:00:00 +0100"}
    assert "Google Alert - night ferry, Mon, 01 Mar 2021" in results[0].notes[0].text
    assert isinstance(remark, Remark)
    assert (remark.notes[0].text, remark.notes[0].warning) == ("3 of the 3 results that the alert says it has", False)


@pytest.mark.parametrize("plain", ["", PLAIN])
def test_its_page_says_more(plain: str) -> None:
    results, _ = found(mail(plain, PAGE))
    assert [(each.title, each.declared["source"], each.url) for each in results] == [
        (f"Die Nachtfähre {number}", f"Blatt {number}", f"https://avis.example/{number}") for number in (1, 2, 3)
    ]
    assert results[0].text == "Die Nachtfähre 1\n\nDer Kapitän war krank · ..."


def test_results_that_are_missing_are_said() -> None:
    _, [remark] = found(mail(PLAIN.replace("=== News - 2", "=== News - 9")))
    assert isinstance(remark, Remark)
    assert (remark.notes[0].text, remark.notes[0].warning) == ("3 of the 10 results that the alert says it has", True)


@pytest.mark.parametrize(
    ("heading", "stated"),
    [
        ("=== Nachrichten - 1 neues Ergebnis für [Fähre] ===", 1),
        ('=== Actualités - 12 nouveaux résultats pour ["bac de nuit"] ===', 12),
        ("=== Новости - 3 новых результата по запросу [паром] ===", 3),
    ],
)
def test_headings_are_read_in_any_language(heading: str, stated: int) -> None:
    item = "\n\nTitle\nPaper\nWords of it ...\n<https://www.google.com/url?url=https://a.example/&ct=ga>\n"
    [result], [remark] = found(mail(heading + item))
    assert (result.title, result.declared["source"]) == ("Title", "Paper")
    assert isinstance(remark, Remark)
    assert remark.notes[0].text.endswith(f"of the {stated} results that the alert says it has")


def test_a_mail_about_alerts_is_one_mail() -> None:
    results, others = found(mail("I have set up alerts.\n\n" + PLAIN))
    assert [each.path for each in results] == ["in/a.eml"]
    assert not others
