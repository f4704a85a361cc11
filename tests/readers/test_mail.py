"""Messages and mailboxes become articles."""

from __future__ import annotations

import base64
import quopri

import pytest

from search.errors import FileSkipped
from search.model import Document, Note
from search.readers import Record, Rejected, read
from tests.made_files import BODY, TITLE, mail, mailbox, page


def messages(raw: bytes, name: str = "a.eml") -> list[Record]:
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


def part(kind: str, content: bytes, *headers: str) -> bytes:
    return "\n".join([f"Content-Type: {kind}", *headers, "", ""]).encode() + content


def parted(kind: str, *parts: bytes, head: str = "Subject: Minutes\nDate: Thu, 4 Mar 2021 10:00:00 +0100") -> bytes:
    """A mail, or a part of one, made of parts; its boundary tells it from those inside."""
    mark = f"={len(b''.join(parts))}=".encode()
    inner = b"".join(b"\n--" + mark + b"\n" + each for each in parts) + b"\n--" + mark + b"--\n"
    return (
        f"{head}\n".lstrip().encode() + f'Content-Type: multipart/{kind}; boundary="{mark.decode()}"\n'.encode() + inner
    )


HARBOUR = part("text/plain", b"The harbour was closed.")
PILOT = part("text/plain; charset=utf-8", "The pilot slept in the café.".encode())
SAVED = part("text/html; charset=utf-8", page())
PLAIN_BODY = part("text/plain; charset=utf-8", BODY.encode())


def test_every_text_of_a_mail_is_read_in_its_place() -> None:
    picture = part("image/jpeg", b"AAAA", "Content-Disposition: inline; filename=mole.xyz")
    document = only(parted("mixed", HARBOUR, picture, PILOT))
    assert document.text == "Minutes\n\nThe harbour was closed.\n\nThe pilot slept in the café."
    assert document.notes == (Note("attached and not read: mole.xyz"),)


@pytest.mark.parametrize("forms", [(SAVED, PLAIN_BODY), (PLAIN_BODY, SAVED)])
@pytest.mark.parametrize("kind", ["alternative", "mixed"])
def test_the_same_words_in_two_forms_are_read_once(kind: str, forms: tuple[bytes, ...]) -> None:
    assert only(parted(kind, *forms)).text.count(BODY[:40]) == 1


@pytest.mark.parametrize(
    "stub",
    ["Your client cannot show HTML.", "Diese Nachricht im Browser lesen: https://example.org/" + "x" * 900, "", "---"],
)
def test_where_the_plain_text_is_a_stub_the_page_is_read(stub: str) -> None:
    document = only(parted("alternative", part("text/plain", stub.encode()), SAVED))
    assert document.body == BODY


def test_a_plain_text_that_is_whole_is_read_though_the_page_shows_a_little_more() -> None:
    longer = part("text/html", page(BODY + "\n\nUnsubscribe from this list in one click."))
    assert "Unsubscribe" not in only(parted("alternative", PLAIN_BODY, longer)).text


def test_a_forwarded_mail_is_a_document_of_its_own() -> None:
    inner = part("message/rfc822", mail(BODY, "Storm", "Date: Wed, 3 Mar 2021 09:00:00 +0000"))
    outer, document = messages(parted("mixed", HARBOUR, inner))
    assert isinstance(document, Document)
    assert (document.path, document.title) == ("news/a.eml/attached 1.eml", "Storm")
    assert document.declared["date_published"] == "Wed, 3 Mar 2021 09:00:00 +0000"
    assert isinstance(outer, Document)
    assert BODY not in outer.text


def test_a_forwarded_mail_that_is_encoded_is_read_too() -> None:
    encoded = base64.encodebytes(mail(BODY, "Storm"))
    _, document = messages(
        parted("mixed", HARBOUR, part("message/rfc822", encoded, "Content-Transfer-Encoding: base64"))
    )
    assert isinstance(document, Document)
    assert document.title == "Storm"


def test_each_mail_of_a_digest_is_a_document() -> None:
    digest = parted("digest", b"\n" + mail(BODY, "One"), b"\n" + mail(BODY + " Two.", "Two"), head="")
    found = messages(parted("mixed", HARBOUR, digest))
    assert [item.title for item in found if isinstance(item, Document)] == ["Minutes", "One", "Two"]


def test_an_attached_file_is_a_document_that_names_its_mail_and_is_of_its_day_at_the_latest() -> None:
    name = 'Content-Disposition: attachment; filename="=?utf-8?q?B=C3=BCrger.txt?="'
    _, document = messages(parted("mixed", HARBOUR, part("text/plain; charset=utf-8", BODY.encode(), name)))
    assert isinstance(document, Document)
    assert (document.path, document.text) == ("news/a.eml/Bürger.txt", BODY)
    assert document.declared["date_created"] == "Thu, 4 Mar 2021 10:00:00 +0100"
    assert document.notes == (Note("it came with the mail Minutes, Thu, 4 Mar 2021 10:00:00 +0100"),)
    assert document.declared["created_rule"] == "mail header Date of the mail that it came with"


def test_attached_files_of_one_name_or_of_none_have_paths_of_their_own() -> None:
    named = part("text/plain", b"Words one.", "Content-Disposition: attachment; filename=../a.txt")
    nameless = part("text/csv", b"title,body\nA,B\n", "Content-Disposition: attachment")
    paths = [item.path for item in messages(parted("mixed", HARBOUR, named, named, nameless))]
    assert paths[1:] == ["news/a.eml/a.txt", "news/a.eml/a (2).txt", "news/a.eml/attached 3.csv#1"]


def test_a_mail_without_words_of_its_own_gives_what_is_attached() -> None:
    (document,) = messages(parted("mixed", part("text/plain", BODY.encode(), "Content-Disposition: attachment")))
    assert isinstance(document, Document)
    assert document.path == "news/a.eml/attached 1.txt"


def test_a_text_with_a_name_that_is_the_whole_mail_is_its_words() -> None:
    raw = f"Subject: x\nContent-Type: text/plain; name=mail.txt\nContent-Disposition: inline\n\n{BODY}"
    assert BODY in only(raw.encode()).text


def test_mails_inside_each_other_without_end_are_named() -> None:
    raw = mail(BODY)
    for _ in range(30):
        raw = parted("mixed", HARBOUR, part("message/rfc822", raw))
    *read_ones, last = messages(raw)
    assert isinstance(last, Rejected)
    assert "inside more than 10 mails" in last.reason
    assert len(read_ones) == 11


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Wed, 12 Mar 97 10:00:00 GMT", "1997-03-12T10:00:00+00:00"),
        ("3 Jul 89 10:00:00 EST", "1989-07-03T10:00:00-05:00"),
        ("Sat, 1 Jan 00 00:10:00 +0100", "2000-01-01T00:10:00+01:00"),
        ("Fri, 4 Jan 102 08:00:00 -0000", "2002-01-04T08:00:00"),
        ("Tue Mar  5 09:35:14 19", "2019-03-05T09:35:14"),
        ("Tue, 5 Mar 2019 09:35:14 +0100", "Tue, 5 Mar 2019 09:35:14 +0100"),
        ("5 mars 2019 09:35", "5 mars 2019 09:35"),
        ("Fri, 32 Mar 2019 09:35:14 +0100", ""),
        ("Fri, 4 Jan 19102 08:00:00", ""),
        ("Fri, 4 Jan 0021 08:00:00", ""),
        ("03/12/97", ""),
        ("yesterday", ""),
    ],
)
def test_short_years_are_read_by_the_rule_and_broken_ones_never_guessed(written: str, day: str) -> None:
    assert only(mail(BODY, TITLE, f"Date: {written}")).declared.get("date_published", "") == day


def test_a_mail_without_a_day_has_that_of_the_first_server() -> None:
    hops = [
        "Received: from b by c; Fri, 29 Oct 2004 01:00:38 -0400",
        "Received: from a by b; Thu, 28 Oct 2004 17:00:38 -0400",
    ]
    declared = only(mail(BODY, TITLE, "Date: soon", *hops)).declared
    assert declared["date_published"] == "Thu, 28 Oct 2004 17:00:38 -0400"
    assert declared["date_rule"] == "mail header Received"


def test_a_name_that_is_encoded_may_hold_a_comma() -> None:
    raw = mail().replace(b"Ada Quayle <", b"=?utf-8?q?Quayle=2C_Ad=C3=A0?= <")
    assert only(raw).author == "Quayle, Adà"


def test_words_cut_at_the_ends_of_lines_are_whole() -> None:
    assert "a remarkable\nstorm" in only(mail("It was after a re-\nmarkable storm, they said.")).text


LINE = b"From ada@example.org Thu Mar  4 10:00:00 2021\n"
SECOND = mail(BODY, "Second")


@pytest.mark.parametrize(
    "prose",
    [
        b"From Monday on the ferries run again.\nThe mayor thanked the crew.\n\n",
        b"From the minutes of the council\nPresent: the mayor and the bosun.\n\n",
        b"From 12 March to 14 March 2021\nNote: no ferries.\n\n",
        b"From: a line like a header\nSubject: none\n\n",
    ],
)
def test_prose_that_begins_with_from_stays_in_its_mail(prose: bytes) -> None:
    found = messages(LINE + mail("It is closed.", "First") + b"\n" + prose + LINE + SECOND, "a.mbox")
    assert [item.title for item in found if isinstance(item, Document)] == ["First", "Second"]
    assert isinstance(found[0], Document)
    assert prose.decode().split("\n")[1] in found[0].text


@pytest.mark.parametrize(
    ("before", "line"),
    [
        (b"", LINE),  # no blank line before it
        (b"\n", b"From - Thu Feb 05 22:34:43 2009\nX-Mozilla-Status: 0011\n"),
        (b"\n", b"From ada@example.org\n"),
        (b"\n", b"From MAILER-DAEMON Fri Jul  8 12:08:34 2011\n"),
        (b"\n", b"From ada at example.org  Mon Mar  1 10:00:00 2021\n"),
        (b"\n", b"From \n"),
        (b"\n", b"From ada@example.org 2021-03-04T10:00:00Z\n"),
        (b"\r\n", LINE.replace(b"\n", b"\r\n")),
        (b"\n", LINE + b">From ada@example.org Wed Mar  3 10:00:00 2021\n"),
    ],
)
def test_lines_between_mails_are_known_in_the_forms_of_many_programs(before: bytes, line: bytes) -> None:
    found = messages(LINE + mail("It is closed.", "First") + before + line + SECOND, "a.mbox")
    assert [item.title for item in found if isinstance(item, Document)] == ["First", "Second"]


def test_a_mail_without_any_day_has_that_of_its_line_in_the_mailbox() -> None:
    (document,) = messages(LINE + mail(), "a.mbox")
    assert isinstance(document, Document)
    assert document.declared["date_published"] == "Thu Mar  4 10:00:00 2021"


def test_files_that_came_with_the_mails_of_a_mailbox_are_named_after_them() -> None:
    note = part("text/plain", BODY.encode(), "Content-Disposition: attachment; filename=note.txt")
    found = messages(LINE + mail() + b"\n" + LINE + parted("mixed", HARBOUR, note), "a.mbox")
    assert [item.path for item in found] == ["news/a.mbox#1", "news/a.mbox#2", "news/a.mbox#2/note.txt"]


@pytest.mark.parametrize("raw", [b"Just a text, without headers.", b"<p>x</p>", bytes(range(256))])
def test_what_is_no_message_is_told(raw: bytes) -> None:
    with pytest.raises(FileSkipped, match="not an email"):
        messages(raw)


SEVEN_BITS = "Die Fähre – паром – kam um 9 + 1 Uhr an & blieb."


@pytest.mark.parametrize("label", ["utf-7", "UTF-7", "unicode-1-1-utf-7"])
@pytest.mark.parametrize("coding", ["7bit", "quoted-printable", "base64"])
@pytest.mark.parametrize("kind", ["text/plain", "text/html"])
def test_utf7_is_decoded_whatever_it_is_packed_in(label: str, coding: str, kind: str) -> None:
    raw = f"<p>{SEVEN_BITS}</p>".encode("utf-7") if kind == "text/html" else SEVEN_BITS.encode("utf-7")
    packed = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes}.get(coding, bytes)(raw)
    head = f"Subject: x\nContent-Type: {kind}; charset={label}\nContent-Transfer-Encoding: {coding}\n\n"
    assert SEVEN_BITS in only(head.encode() + packed).text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (b"+2D3cAA-", "\U0001f400"),
        (b"+2D0-", "\ufffd"),
        (b"caf\xe9", "caf\ufffd"),
        (b"+!", "\ufffd"),
        ("Fähre".encode(), "Fähre"),
    ],
)
def test_what_is_no_utf7_costs_a_sign_and_not_the_mail(written: bytes, text: str) -> None:
    head = b"Subject: x\nContent-Type: text/plain; charset=utf-7\n\n"
    document = only(head + b"The ferry " + written + b" came home to the quay.\n")
    assert document.text == f"x\n\nThe ferry {text} came home to the quay."


def test_a_text_that_cannot_be_read_is_told_and_costs_no_other() -> None:
    noise = part("text/plain", bytes(range(1, 32)) * 9)
    with pytest.raises(FileSkipped, match="binary data, not text"):
        messages(parted("mixed", noise))
    both = only(parted("mixed", part("text/plain", BODY.encode()), noise))
    assert both.notes == (Note("a part was left out: binary data, not text", warning=True),)
    assert BODY in both.text
    page_beside = only(parted("alternative", noise, part("text/html", page())))
    assert page_beside.notes == ()
    assert only(parted("mixed", part("text/plain", BODY.encode()), part("text/plain", b"-----"))).notes == ()
