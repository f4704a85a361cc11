"""Messages and mailboxes become articles."""

from __future__ import annotations

import base64
import quopri

import pytest

from search.errors import FileSkipped
from search.model import Document
from search.readers import Rejected, read
from tests.made_files import BODY, TITLE, mail, mailbox, page


def messages(raw: bytes, name: str = "a.eml") -> list[Document | Rejected]:
    return list(read(raw, name, f"news/{name}"))


def only(raw: bytes) -> Document:
    (document,) = messages(raw)
    assert isinstance(document, Document)
    return document


def test_a_message_declares_its_subject_writer_and_date() -> None:
    document = only(mail(BODY, "Re: FW: " + TITLE, "Date: Thu, 4 Mar 2021 10:00:00 +0100"))
    assert document.text == f"{TITLE}\n\n{BODY}"
    assert document.declared == {
        "title": TITLE,
        "author": "Ada Quayle",
        "date_published": "Thu, 4 Mar 2021 10:00:00 +0100",
        "date_rule": "mail header Date",
        "encoding": "utf-8",
    }


@pytest.mark.parametrize(
    ("written", "subject"),
    [
        ("=?utf-8?q?Caf=C3=A9?= am =?utf-8?b?TcOkcnp0b3I=?=", "Café am Märztor"),
        ("=?koi8-r?b?8NLJ18XU?=", "Привет"),
        ("=?nonsense?q?Caf=C3=A9?=", "Café"),
        ("=?utf-8?b?abcde?=", "=?utf-8?b?abcde?="),
        ("Folded\n over lines", "Folded over lines"),
    ],
)
def test_encoded_headers_are_decoded_and_wrong_ones_kept(written: str, subject: str) -> None:
    assert only(mail(BODY, written)).title == subject


@pytest.mark.parametrize(
    ("coding", "encoded"),
    [("quoted-printable", quopri.encodestring("Grüße über Köln".encode("latin-1"))),
     ("base64", base64.encodebytes("Grüße über Köln".encode("latin-1")))],
)  # fmt: skip
def test_the_words_are_decoded_as_their_headers_say(coding: str, encoded: bytes) -> None:
    head = f"Subject: x\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: {coding}\n\n"
    assert "Grüße über Köln" in only(head.encode() + encoded).text


def test_japanese_in_seven_bits_is_read() -> None:
    body = "島へのフェリーは火曜日もまた遅れたが、岸壁の人々は誰も驚かなかった。".encode("iso2022_jp")
    assert "フェリー" in only(b"Subject: x\nContent-Type: text/plain; charset=iso-2022-jp\n\n" + body).text


def test_of_several_forms_the_plain_one_is_read_and_no_attachment() -> None:
    raw = (
        b"Subject: x\nContent-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: text/plain\n"
        b"Content-Disposition: attachment; filename=note.txt\n\nAn attachment.\n--B\nContent-Type: text/html\n\n"
        b"<p>As a page.</p>\n--B\nContent-Type: text/plain\n\nAs plain words.\n--B--\n"
    )
    assert only(raw).text == "x\n\nAs plain words."


def test_a_message_that_is_a_page_gives_its_article() -> None:
    document = only(b"Subject: The subject\nContent-Type: text/html; charset=utf-8\n\n" + page())
    assert (document.title, document.body) == ("The subject", BODY)


def test_a_mailbox_has_a_document_for_each_message() -> None:
    quoted = mail("From now on ...\n>From the start", "Two").replace(b"\nFrom now", b"\n>From now")
    mails = (mail(BODY, "One"), quoted, b"Subject: Three\n\n\n", mail(f"{BODY}\n\nFrom here it goes", "4"))
    found = messages(mailbox(*mails), "a.mbox")
    assert [item.path for item in found] == [f"news/a.mbox#{number}" for number in range(1, 5)]
    assert isinstance(found[1], Document)
    assert "From now on ...\nFrom the start" in found[1].text
    assert isinstance(found[2], Rejected)
    assert isinstance(found[3], Document)
    assert found[3].text.strip().endswith("From here it goes")


def test_a_message_of_messages_without_end_is_read_or_refused() -> None:
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n) for n in range(3000))
    with pytest.raises(FileSkipped, match=r"nested|without text"):
        messages(b"Subject: x\n" + deep)


@pytest.mark.parametrize("raw", [b"Just a text, without headers.", b"<html><p>x</p></html>", bytes(range(256))])
def test_what_is_no_message_is_told(raw: bytes) -> None:
    with pytest.raises(FileSkipped, match="not an email"):
        messages(raw)
