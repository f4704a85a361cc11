"""Chats and posts: one document a message, its channel as source."""

from __future__ import annotations

import json

import pytest

from search.config import Config
from search.errors import FileSkipped
from search.model import Document
from search.readers import Rejected, Remark, read
from search.reading.pipeline import annotated
from tests import made_markup as made
from tests.made_article import BODY, PROSE, TITLE

CONFIG = Config(entities="none")
DAY = "2021-03-12"


def records(data: object, name: str) -> list[Document | Rejected]:
    return list(read(data if isinstance(data, bytes) else json.dumps(data).encode(), name, f"news/{name}"))


def documents(data: object, name: str = "a.json") -> list[Document]:
    return [annotated(record, CONFIG) for record in records(data, name) if isinstance(record, Document)]


def told(document: Document) -> tuple[str, str, str]:
    return document.title, document.day.value if document.day else "", document.source.name if document.source else ""


def message(text: object, **more: object) -> dict[str, object]:
    return {"id": 7, "type": "message", "date": f"{DAY}T08:00:00", "from": "Ada Quayle", "text": text, **more}


CHAT = {"name": "The Northern Light", "type": "public_channel", "id": 1}


@pytest.mark.parametrize("text", [[{"type": "bold", "text": TITLE}, f"\n\n{BODY}"], f"{TITLE}\n\n{BODY}"])
def test_a_message_of_telegram_has_its_chat_as_source_and_its_first_line_as_title(text: object) -> None:
    (document,) = documents({**CHAT, "messages": [message(text)]}, "result.json")
    assert told(document) == (TITLE, DAY, "The Northern Light")
    assert (document.body, document.author) == (BODY, "Ada Quayle")


def test_all_chats_of_telegram_are_read_and_its_own_messages_and_pictures_are_none() -> None:
    held = [message(PROSE[0]), message("", photo="a.jpg"), message("joined", type="service"), message(PROSE[1])]
    chats = [{**CHAT, "messages": held}, {**CHAT, "name": "Harbour", "type": "private_group", "messages": held}]
    found = documents({"chats": {"list": chats}}, "result.json")
    assert [told(document)[2] for document in found] == ["The Northern Light"] * 2 + ["Harbour"] * 2
    assert [document.body for document in found] == [PROSE[0], PROSE[1]] * 2


TWEET = {
    "id_str": "5",
    "full_text": "AT&amp;T has no lamp https://t.co/x",
    "created_at": "Fri Mar 12 08:00:00 +0000 2021",
}
NOTE = {
    "type": "Note",
    "attributedTo": "https://light.example/users/ada",
    "content": f"<p>{PROSE[0]}</p>",
    "published": DAY,
}
POST = {"$type": "app.bsky.feed.post", "text": PROSE[0], "createdAt": f"{DAY}T08:00:00Z", "langs": ["en"]}
STATUS = {"account": {"display_name": "The Light"}, "content": f"<p>{PROSE[0]}</p>", "created_at": f"{DAY}T08:00:00Z"}
VIEW = {"uri": "at://did:plc:1/app.bsky.feed.post/3k", "author": {"displayName": "The Light"}, "record": POST}


@pytest.mark.parametrize(
    ("data", "name", "source"),
    [
        (
            {"type": "OrderedCollection", "orderedItems": [{"type": "Create", "object": NOTE}]},
            "outbox.json",
            "@ada@light.example",
        ),
        ([{**STATUS, "id": "1", "url": "https://light.example/@ada/1"}], "statuses.json", "The Light"),
        (VIEW, "posts.jsonl", "The Light"),
        ({"feed": [{"post": VIEW}]}, "feed.json", "The Light"),
        ({"did": "did:plc:1", "commit": {"record": POST}}, "firehose.jsonl", "did:plc:1"),
        ({**TWEET, "user": {"name": "The Light"}}, "tweets.jsonl", "The Light"),
        (
            {"data": [{"id": "5", "text": PROSE[0], "created_at": f"{DAY}T08:00:00.000Z", "public_metrics": {}}]},
            "v2.json",
            "",
        ),
        (made.tweets(TWEET), "tweets.js", ""),
    ],
)
def test_a_post_has_the_day_of_its_making_and_its_channel_as_source(data: object, name: str, source: str) -> None:
    (document,) = documents(data, name)
    assert told(document) == ("", DAY, source)
    assert document.day is not None
    assert document.day.how == "stated"
    assert "&amp;" not in document.text


def test_records_of_bluesky_that_a_repository_lists_are_posts_of_their_owner() -> None:
    held = [{"uri": "at://did:plc:1/app.bsky.feed.post/3k", "cid": "c", "value": POST}]
    for data, name in ((held, "repo.json"), ({"records": held, "cursor": "x"}, "list.json")):
        (document,) = documents(data, name)
        assert told(document) == ("", DAY, "did:plc:1")
        assert (document.path, document.url) == (f"news/{name}#1", "https://bsky.app/profile/did:plc:1/post/3k")


def view(words: str) -> dict[str, object]:
    return {"post": {**VIEW, "uri": f"at://did:plc:1/app.bsky.feed.post/{words}", "record": {**POST, "text": words}}}


def test_all_posts_of_a_thread_are_read_the_uppermost_first() -> None:
    above = {**view("above"), "parent": view("uppermost"), "replies": []}
    below = [{**view("one"), "replies": [view("deep")]}, {"$type": "app.bsky.feed.defs#notFoundPost"}, view("two")]
    found = records({"thread": {**view("asked"), "parent": above, "replies": below}}, "thread.json")
    assert [each.text for each in found if isinstance(each, Document)] == [
        *("uppermost", "above", "asked", "one", "deep", "two")
    ]
    assert sum(isinstance(each, Rejected) for each in found) == 1
    context = {"ancestors": [{**STATUS, "id": "1"}], "descendants": [{**STATUS, "id": "2"}, {**STATUS, "id": "3"}]}
    assert len(documents(context, "context.json")) == 3


def test_the_question_of_a_poll_is_the_text_of_its_message() -> None:
    poll = {"question": "Close the lock?", "answers": [{"text": "At once"}, {"text": "Never"}]}
    chat = {"name": "The Light", "type": "public_channel", "id": 1, "messages": [message("", poll=poll)]}
    (document,) = documents(chat, "result.json")
    assert "Close the lock?" in document.text
    assert document.text.endswith("At once\n\nNever")


@pytest.mark.parametrize(
    "data",
    [
        {"type": "OrderedCollection", "orderedItems": [{"type": "Create", "object": {**NOTE, "summary": "Strike"}}]},
        [{**STATUS, "id": "1", "spoiler_text": "Strike"}],
    ],
)
def test_the_warning_above_a_post_is_its_headline(data: object) -> None:
    (document,) = documents(data, "outbox.json")
    assert (document.title, document.body) == ("Strike", PROSE[0])


def test_a_warning_above_a_headline_is_text() -> None:
    content = f"<p>The lamp</p><p>{PROSE[0]}</p>"
    (document,) = documents([{**STATUS, "id": "1", "content": content, "spoiler_text": "Strike"}], "statuses.json")
    assert (document.title, document.body) == ("The lamp", f"Strike\n\n{PROSE[0]}")


def test_a_post_that_only_passes_on_another_is_none() -> None:
    (rejected,) = records({"type": "Announce", "object": "https://light.example/1"}, "outbox.json")
    assert isinstance(rejected, Rejected)


@pytest.mark.parametrize(
    "raw", [b'window.YTD.like.part0 = [{"like": {}}]', b"window.YTD.tweets.part0 = [{", b"alert(1)"]
)
def test_a_script_without_posts_is_named(raw: bytes) -> None:
    with pytest.raises(FileSkipped, match=";"):
        records(raw, "a.js")


def page_message(number: int, title: str, sender: str, inner: str, kind: str = "") -> str:
    name = f'<div class="from_name">\n{sender}\n</div>' if sender else ""
    when = f'<div class="pull_right date details" title="{title}">08:00</div>'
    face = '<div class="pull_left userpic_wrap"><div class="userpic"><div class="initials">AQ</div></div></div>'
    start = f'<div class="message default clearfix{kind}" id="message{number}">{face}'
    return f'{start}<div class="body">{when}{name}{inner}</div></div>'


def chat_page(*inner: str) -> bytes:
    name = '<a class="content" href="#"><div class="text bold">\nThe Northern Light\n</div></a>'
    head = f'<div class="page_header">{name}</div>'
    day = '<div class="message service" id="message-1"><div class="body details">\n12 March 2021\n</div></div>'
    page = f'<div class="page_wrap">{head}<div class="page_body chat_page"><div class="history">{day}{"".join(inner)}'
    return f"<!DOCTYPE html><html><head><title>Exported Data</title></head><body>{page}</div></div></div>".encode()


def words_of(text: str) -> str:
    return f'<div class="text">\n{text}\n</div>'


@pytest.mark.parametrize("title", ["12.03.2021 08:00:11 UTC+01:00", "12.03.2021 08:00:11", ""])
def test_the_messages_on_a_page_of_telegram_are_a_document_each(title: str) -> None:
    headed = words_of(f"<strong>{TITLE}</strong><br><br>" + "<br><br>".join(PROSE))
    raw = chat_page(
        page_message(7, title, "Ada Quayle", headed),
        page_message(8, title, "", words_of("Well <a href='#'>said</a>,<br>Tom"), " joined"),
        page_message(9, title, "Tom", '<div class="media_wrap"><div class="title bold">Photo</div></div>'),
    )
    first, second = documents(raw, "messages.html")
    assert told(first) == (TITLE, DAY, "The Northern Light")
    assert (first.body, first.author) == ("\n\n".join(PROSE), "Ada Quayle")
    assert (second.body, second.author) == ("Well said,\n\nTom", "Ada Quayle")
    (remark,) = [record for record in read(raw, "messages.html", "a") if isinstance(record, Remark)]
    assert "2 of the 4 messages have no text" in remark.notes[0].text


def test_what_a_message_of_telegram_passes_on_is_its_text_and_has_no_say_in_its_day() -> None:
    old = '<span class="date details" title="01.02.2020 10:00:00">01.02.2020</span>'
    passed = f'<div class="forwarded body"><div class="from_name">Other {old}</div>{words_of(PROSE[0])}</div>'
    (document,) = documents(chat_page(page_message(7, "12.03.2021 08:00:11", "Tom", passed)), "messages2.html")
    assert (document.body, document.author, told(document)[1]) == (PROSE[0], "Tom", DAY)


def test_a_page_that_only_shows_how_such_a_page_is_written_stays_one() -> None:
    code = '<pre>&lt;div class="chat_page"&gt;</pre>'
    raw = f"<html><body><h1>{TITLE}</h1>{code}<p>{PROSE[0]}</p><p>{PROSE[1]}</p></body></html>".encode()
    assert [document.path for document in documents(raw, "a.html")] == ["news/a.html"]


CHATS = {
    "android": "12/03/2021, 08:00 - {name}: {text}\n13/03/2021, 20:05 - Tom: Well said\n",
    "united states": "3/12/21, 8:00 AM - {name}: {text}\n3/13/21, 8:05 PM - Tom: Well said\n",
    "iphone": "[12.03.21, 08:00:09] {name}: {text}\n[13.03.21, 20:05:11] Tom: Well said\n",
    "iphone with marks": (
        "\u200e[12/03/2021, 8:00:09\u202fAM] {name}: {text}\n[13/03/2021, 8:05:11\u202fPM] Tom: Well said\n"
    ),
    "dashes": "2021-03-12, 08:00 - {name}: {text}\n2021-03-13, 20:05 - Tom: Well said\n",
    "spanish": "12/3/21, 8:00\u202fa.\u00a0m. - {name}: {text}\n13/3/21, 8:05\u202fp.\u00a0m. - Tom: Well said\n",
    "korean": "2021. 3. 12. 오전 8:00 - {name}: {text}\n2021. 3. 13. 오후 8:05 - Tom: Well said\n",
    "korean iphone": "[2021. 3. 12. 오전 8:00:09] {name}: {text}\n[2021. 3. 13. 오후 8:05:11] Tom: Well said\n",
    "kakaotalk": (
        "모임 님과 카카오톡 대화\n저장한 날짜 : 2021년 3월 20일 오후 1:00\n\n"
        "2021년 3월 12일 오전 8:00, {name} : {text}\n2021년 3월 13일 토요일\n"
        "2021년 3월 13일 오후 8:05, Tom : Well said\n"
    ),
    "chinese": "2021/3/12 上午8:00 - {name}: {text}\n2021/3/13 晚上8:05 - Tom: Well said\n",
    "chinese, single figures": "[2021/3/2 上午8:00:09] Tom: x\n[2021/3/12 上午8:00:09] {name}: {text}\n"
    "[2021/3/13 下午8:05:11] Tom: Well said\n",
    "japanese": "[2021/03/12 8:00:09] {name}: {text}\n[2021/03/13 20:05:11] Tom: Well said\n",
    "finnish": "12.3.2021 klo 8.00 - {name}: {text}\n13.3.2021 klo 20.05 - Tom: Well said\n",
    "french": "12/03/2021 à 08:00 - {name}: {text}\n13/03/2021 à 20:05 - Tom: Well said\n",
    "canadian": "2021-03-12 8 h 00 - {name}: {text}\n2021-03-13 20 h 05 - Tom: Well said\n",
    "dutch iphone": "[12-03-2021 08:00:09] {name}: {text}\n[13-03-2021 20:05:11] Tom: Well said\n",
    "bulgarian": "12.03.21 г., 8:00 ч. - {name}: {text}\n13.03.21 г., 20:05 ч. - Tom: Well said\n",
    "hungarian": "2021. 03. 12. 8:00 - {name}: {text}\n2021. 03. 13. 20:05 - Tom: Well said\n",
    "turkish": "12.03.2021 ÖÖ 8:00 - {name}: {text}\n13.03.2021 ÖS 8:05 - Tom: Well said\n",
    "vietnamese": "08:00, 12/03/2021 - {name}: {text}\n20:05, 13/03/2021 - Tom: Well said\n",
    "thai": "12/3/2564 08:00 - {name}: {text}\n13/3/2564 20:05 - Tom: Well said\n",
    "arabic": "١٢\u200f/٣\u200f/٢٠٢١، ٨:٠٠ ص - {name}: {text}\n١٣\u200f/٣\u200f/٢٠٢١، ٨:٠٥ م - Tom: Well said\n",
    "hindi": "12/03/21, 8:00 पूर्वाह्न - {name}: {text}\n13/03/21, 8:05 अपराह्न - Tom: Well said\n",
    "order alone tells": "1/2/21, 8:00 - {name}: x\n12/3/21, 08:00 - {name}: {text}\n1/4/21, 8:05 - Tom: Well said\n",
}


@pytest.mark.parametrize("phone", CHATS)
def test_a_chat_is_a_document_a_message_whatever_phone_wrote_it(phone: str) -> None:
    text = f"{PROSE[0]}\n{PROSE[1]}"
    raw = CHATS[phone].format(name="Ada Quayle", text=text).encode()
    found = {document.body: document for document in documents(raw, "WhatsApp Chat with Harbour.txt")}
    document = found[f"{PROSE[0]}\n\n{PROSE[1]}"]
    assert told(document) == ("", DAY if phone != "order alone tells" else "2021-03-12", "Harbour")
    assert (document.author, document.day.time if document.day else "") == ("Ada Quayle", "08:00")
    assert found["Well said"].day is not None
    if phone != "order alone tells":
        assert (found["Well said"].day.value, found["Well said"].day.time) == ("2021-03-13", "20:05")


def test_a_day_in_a_chat_that_can_be_read_two_ways_is_left_to_the_other_articles() -> None:
    raw = b"1/2/21, 8:00 - Ada: Words\n1/2/21, 8:05 - Tom: Well said\n"
    assert [document.day and document.day.how for document in documents(raw, "a.txt")] == ["inferred", "inferred"]


def test_pictures_and_notices_in_a_chat_are_no_documents() -> None:
    raw = (
        "12/03/2021, 08:00 - Messages are end-to-end encrypted.\n12/03/2021, 08:01 - Ada: <Media omitted>\n"
        "12/03/2021, 08:02 - Ada: IMG-1.jpg (file attached)\n12/03/2021, 08:03 - Ada: \u200eBild weggelassen\n"
        "13/03/2021, 08:04 - Tom: See you (maybe later)\n13/03/2021, 08:05 - Ada: Well\n"
    )
    assert [document.body for document in documents(raw.encode(), "a.txt")] == ["See you (maybe later)", "Well"]
    (remark,) = [record for record in read(raw.encode(), "a.txt", "news/a.txt") if isinstance(record, Remark)]
    assert remark.path == "news/a.txt"
    assert "4 of the 6 messages have no text" in remark.notes[0].text


@pytest.mark.parametrize(
    "notice",
    [
        "Los mensajes y las llamadas están cifrados de extremo a extremo. Solo las personas en este chat los leen.",
        "Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt. Nur Personen in diesem Chat können sie lesen.",
    ],
)
def test_the_notice_above_an_iphones_chat_is_no_document_in_any_language(notice: str) -> None:
    raw = (
        f"[12.03.21, 08:00:09] Harbour: \u200e{notice}\n[12.03.21, 08:01:09] Ada: Hi\n[13.03.21, 08:02:00] Tom: Well\n"
    )
    assert [document.body for document in documents(raw.encode(), "a.txt")] == ["Hi", "Well"]
    (remark,) = [record for record in read(raw.encode(), "a.txt", "news/a.txt") if isinstance(record, Remark)]
    assert "1 of the 3 messages has no text" in remark.notes[0].text


@pytest.mark.parametrize(
    "words",
    [
        "This message was deleted",
        "You deleted this message.",
        "Diese Nachricht wurde gelöscht.",
        "Ce message a été supprimé",
        "삭제된 메시지입니다.",
        "\u200eMissed voice call",
    ],
)
def test_a_message_that_was_deleted_is_no_document(words: str) -> None:
    raw = f"12/03/2021, 08:01 - Ada: {words}\n12/03/2021, 08:02 - Tom: Why was this message deleted?\n"
    assert [document.body for document in documents(raw.encode(), "a.txt")] == ["Why was this message deleted?"]


def test_a_picture_with_words_below_it_keeps_these_and_a_changed_message_loses_the_remark() -> None:
    raw = (
        "12/03/2021, 08:01 - Ada: IMG-1.jpg (file attached)\nThe bridge at noon\n"
        "13/03/2021, 08:02 - Tom: Is a < b? \u200e<This message was edited>\n13/03/2021, 08:03 - Tom: <3\n"
    )
    assert [document.body for document in documents(raw.encode(), "a.txt")] == ["The bridge at noon", "Is a < b?"]


def test_the_years_of_another_calendar_are_no_days() -> None:
    raw = "1400/1/12, 08:01 - Ada: Words\n1400/1/13, 08:02 - Tom: Well\n"
    found = documents(raw.encode(), "a.txt")
    assert [(document.body, document.day) for document in found] == [("Words", None), ("Well", None)]


def test_a_chat_without_words_is_skipped_with_its_number_of_messages() -> None:
    raw = b"12/03/2021, 08:01 - Ada: <Media omitted>\n12/03/2021, 08:02 - Tom: <Media omitted>\n"
    with pytest.raises(FileSkipped, match="among 2"):
        records(raw, "a.txt")


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}\n\n12/03/2021, 08:00 - Ada Quayle: said so\n\n{BODY}\n",
        f"12/03/2021, 08:00 - a line that begins so\n\n{BODY}\n",
        "[1] Ada: a note\n[2] Tom: another\n" + BODY,
    ],
)
def test_an_article_that_only_looks_a_little_like_a_chat_stays_one(text: str) -> None:
    assert [document.path for document in documents(text.encode(), "a.txt")] == ["news/a.txt"]


LINE = {
    "english": "[LINE] Chat history with Quay\nSaved on: 2021/03/20 10:00\n\nThu, 3/4/2021\n08:00\t{name}\t{text}\n"
    "08:01\tTom\t[Sticker]\n08:02\tTom joined the chat.\n\nFri, 3/5/2021\n20:05\tTom\tWell said\n",
    "english, day first": "[LINE] Chat history with Quay\n\nThu, 04/03/2021\n08:00\t{name}\t{text}\n"
    "08:01\tTom\t[Photo]\n08:02\tTom left.\n\nFri, 05/03/2021\n20:05\tTom\tWell said\n",
    "japanese": "[LINE] Quayとのトーク履歴\n保存日時：2021/03/20 10:00\n\n2021/03/04(木)\n08:00\t{name}\t{text}\n"
    "08:01\tTom\t[スタンプ]\n08:02\t☎ 通話時間 0:10\n\n2021/03/05(金)\n20:05\tTom\tWell said\n",
    "taiwan": "[LINE] 與Quay的聊天記錄\n儲存日期：2021/03/20 10:00\n\n2021.03.04 星期四\n上午08:00\t{name}\t{text}\n"
    "上午08:01\tTom\t[貼圖]\n上午08:02\tTom收回訊息\n\n2021.03.05 星期五\n下午08:05\tTom\tWell said\n",
}


@pytest.mark.parametrize("language", LINE)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_chat_of_line_is_a_document_a_message(language: str, end: str) -> None:
    text = f'"{PROSE[0]}\n{PROSE[1]}"'
    raw = LINE[language].format(name="Ada Quayle", text=text).replace("\n", end).encode()
    found = list(read(raw, "a.txt", "news/a.txt"))
    first, second = (annotated(each, CONFIG) for each in found if isinstance(each, Document))
    assert (first.author, second.author, second.path) == ("Ada Quayle", "Tom", "news/a.txt#4")
    assert " ".join(first.text.split()) == f"{PROSE[0]} {PROSE[1]}"
    assert [each.day and (each.day.value, each.day.time) for each in (first, second)] == [
        ("2021-03-04", "08:00"),
        ("2021-03-05", "20:05"),
    ]
    assert first.source
    assert first.source.name == "Quay"


def test_a_text_that_only_names_line_is_a_text() -> None:
    (found,) = read(f"[LINE] Chat history\n\n{PROSE[0]}\n".encode(), "a.txt", "news/a.txt")
    assert isinstance(found, Document)
