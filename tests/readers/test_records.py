"""Records as services, databases and readers of feeds give them."""

from __future__ import annotations

import json

import pytest

from search.config import Config
from search.errors import FileSkipped
from search.model import Document
from search.readers import Options, Rejected, read
from search.readers.records import record_fields
from search.readers.records.record_values import shown
from search.reading.pipeline import annotated
from tests.made_article import BODY, TITLE

CONFIG = Config(entities="none")


def records(data: object, name: str = "a.json") -> list[Document | Rejected]:
    raw = data if isinstance(data, bytes) else json.dumps(data).encode()
    return list(read(raw, name, f"news/{name}"))


def one(data: object, name: str = "a.json") -> Document:
    (found,) = records(data, name)
    assert isinstance(found, Document)
    return annotated(found, CONFIG)


def day(document: Document) -> str:
    return document.day.value if document.day else ""


ARTICLE = {"headline": TITLE, "bodyText": BODY, "date": "2021-03-12"}


@pytest.mark.parametrize(
    "data",
    [
        {"response": {"status": "ok", "results": [ARTICLE]}},
        {"response": {"docs": [ARTICLE], "meta": {"hits": 1}}},
        {"articles": {"results": [ARTICLE], "totalResults": 1}},
        {"hits": {"hits": [{"_id": "x", "_source": ARTICLE}]}},
        {"status": "ok", "payload": {"page": {"findings": [ARTICLE]}}},
        {"count": 1, "uri-1": ARTICLE},
        {"version": "https://jsonfeed.org/version/1.1", "title": "The Light", "items": [ARTICLE]},
        [{"response": {"results": [ARTICLE]}}],
        {"data": [{"id": "1", "attributes": ARTICLE}]},
    ],
)
def test_the_list_of_articles_is_found_however_deep_it_lies(data: object) -> None:
    document = one(data)
    assert (document.title, day(document)) == (TITLE, "2021-03-12")
    assert document.path.startswith("news/a.json#1")


def test_an_answer_a_line_is_as_many_articles_as_it_lists() -> None:
    line = json.dumps({"response": {"results": [ARTICLE, {**ARTICLE, "headline": "Second"}]}})
    found = records(f"{line}\n{line}\n".encode(), "a.jsonl")
    assert [record.path for record in found] == [f"news/a.jsonl#{n}#{m}" for n in (1, 2) for m in (1, 2)]


def test_the_comments_below_an_article_are_no_articles() -> None:
    found = records({"title": TITLE, "url": "https://light.example/1", "replies": [{"text": "Well said."}] * 3})
    assert [record.path for record in found] == ["news/a.json"]


def test_lines_that_end_in_a_comma_are_records() -> None:
    lines = b'{"title": "A", "text": "One"},\n{"title": "B", "text": "Two"},\n{"title": "C", "text": "Three"}\n'
    for name in ("a.jsonl", "a.json"):
        assert [record.title for record in records(lines, name) if isinstance(record, Document)] == ["A", "B", "C"]


@pytest.mark.parametrize(
    "value",
    [
        {"$date": "2021-03-12T10:00:00Z"},
        {"$date": {"$numberLong": "1615550400000"}},
        {"$date": 1615550400000},
        {"date-parts": [[2021, 3, 12]]},
        {"date-parts": [["2021", "3", "12"]]},
        {"raw": "12 March 2021"},
        "20210312T100000Z",
    ],
)
def test_days_that_are_objects_are_read(value: object) -> None:
    assert day(one({"title": TITLE, "text": BODY, "date": value})) == "2021-03-12"


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ([{"family": "Quayle", "given": "Ada"}, {"literal": "Light Agency"}], "Ada Quayle, Light Agency"),
        ([{"firstName": "Ada", "lastName": "Quayle", "creatorType": "author"}], "Ada Quayle"),
        ({"original": "By Ada Quayle"}, "Ada Quayle"),
        ("von Quayle", "von Quayle"),
    ],
)
def test_names_of_persons_are_put_together(author: object, name: str) -> None:
    assert one({"title": TITLE, "text": BODY, "author": author}).author == name


@pytest.mark.parametrize("key", ["content", "summary"])
def test_what_readers_of_feeds_keep_has_its_text_source_and_address(key: str) -> None:
    item = {
        "id": "feed/1", "title": TITLE, key: {"content": f"<p>{BODY}</p>", "direction": "ltr"},
        "published": 1615550400000, "origin": {"title": "The Northern Light", "streamId": "feed/x"},
        "alternate": [{"href": "https://light.example/1", "type": "text/html"}],
    }  # fmt: skip
    document = one({"items": [item]})
    assert document.body == BODY
    assert document.source is not None
    assert (document.source.name, document.url, day(document)) == (
        "The Northern Light", "https://light.example/1", "2021-03-12",
    )  # fmt: skip


def test_an_origin_that_is_no_feed_is_no_source() -> None:
    assert one({"title": TITLE, "text": BODY, "origin": "scraper 2"}).source is None


@pytest.mark.parametrize("key", ["created", "created_at", "timestamp", "date_added", "savedAt", "time_added"])
@pytest.mark.parametrize("changed", ["updated_at", "modified"])
def test_the_day_on_which_a_page_was_saved_is_no_day_of_publication(key: str, changed: str) -> None:
    saved = {"title": TITLE, "url": "https://light.example/1", key: "2022-07-01T10:00:00Z", changed: "2022-07-02"}
    assert one(saved).day is None
    assert day(one({**saved, "published_at": "2021-03-12"})) == "2021-03-12"
    assert day(one({**saved, "url": "https://light.example/2021/03/12/lamp"})) == "2021-03-12"


def test_without_an_address_the_day_of_making_is_that_of_publication() -> None:
    assert day(one({"title": TITLE, "text": BODY, "created_at": "2021-03-12"})) == "2021-03-12"
    assert day(one({"text": BODY, "url": "https://light.example/1", "created_at": "2021-03-12"})) == "2021-03-12"


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("URL,Title,Selection,Folder,Timestamp", f"https://light.example/1,{TITLE},,Unread,1683279060"),
        ("id,title,excerpt,url,created", f'1,{TITLE},"{BODY}",https://light.example/1,2023-05-05T09:31:00.000Z'),
        ("Highlight,Book Title,Book Author,Highlighted at", f'"{BODY}",{TITLE},Ada,2023-05-05 09:31:00+00:00'),
    ],
)
def test_tables_of_saved_pages_have_titles_and_no_day_of_their_own(header: str, row: str) -> None:
    document = one(f"{header}\n{row}\n".encode(), "a.csv")
    assert (document.title, document.day) == (TITLE, None)


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("The mayor&#8217;s ferry &amp; the storm", "The mayor’s ferry & the storm"),
        ("The mayor&amp;#8217;s ferry", "The mayor’s ferry"),
        ("Caf&eacute; &lt;em&gt; &#x201C;R&amp;D&#x201D;", "Café <em> “R&D”"),
        ("AT&T and R&D at 5 &c. &nosuch; &copy", "AT&T and R&D at 5 &c. &nosuch; &copy"),
    ],
)
def test_entities_are_resolved_in_titles_and_texts_and_tables(written: str, read_as: str) -> None:
    document = one({"title": written, "text": f"It says: {written}"})
    assert (document.title, document.body) == (read_as, f"It says: {read_as}")
    assert one(f'title,text\n"{written}",Words\n'.encode(), "a.csv").title == read_as


def test_scripts_and_styles_in_a_text_are_no_text() -> None:
    text = "<style>p { color: red }</style><p>Lamp.</p><script>track()</script><!-- secret --><p>Tower.</p>"
    assert one({"title": TITLE, "text": text}).body == "Lamp.\n\nTower."


def test_a_cell_of_many_lines_is_one_row() -> None:
    cell = "\n".join(f"line {number} of the text" for number in range(20_000))
    found = records(f'title,text\nLamp,"{cell}"\nTower,Words\n'.encode(), "a.csv")
    assert [record.path for record in found] == ["news/a.csv#1", "news/a.csv#2"]
    assert isinstance(found[0], Document)
    assert "line 19999" in found[0].text


def test_a_table_that_is_cut_off_in_a_cell_names_that_row_and_makes_no_articles_of_its_lines() -> None:
    table = f'title,text\nLamp,Words\nTower,"{BODY}'.encode()
    whole, cut = records(table, "a.csv")
    assert isinstance(whole, Document)
    assert isinstance(cut, Rejected)


def test_a_text_that_a_service_has_cut_says_how_much_is_missing() -> None:
    document = one({"title": TITLE, "content": "The keeper lit the lamp for the la… [+1234 chars]"})
    assert document.body == "The keeper lit the lamp for the la"
    assert [(note.warning, "1234" in note.text) for note in document.notes] == [(True, True)]


def test_json_without_any_article_says_what_it_has() -> None:
    (rejected,) = records({"response": {"status": "ok", "tags": [{"id": 7}]}})
    assert isinstance(rejected, Rejected)
    assert "response" in rejected.reason
    with pytest.raises(FileSkipped, match="no articles"):
        records({"response": {"results": []}})


def test_what_wraps_a_record_is_not_its_source() -> None:
    hit = {"_index": "n", "_id": "7", "_source": {"headline": TITLE, "content": BODY}}
    document = one(hit)
    assert (document.title, document.declared.get("source", "")) == (TITLE, "")
    told = one({**hit, "_source": {**hit["_source"], "publisher": "Harbour Post"}})
    assert told.declared["source"] == "Harbour Post"


def test_a_host_is_a_source_and_another_domain_is_none() -> None:
    assert one({"title": TITLE, "text": BODY, "domain": "quay.example"}).declared["source"] == "quay.example"
    assert "source" not in one({"title": TITLE, "text": BODY, "domain": "politics"}).declared


def test_what_is_said_of_the_page_around_a_post_counts_where_the_post_says_nothing() -> None:
    post = {
        "thread": {"site": "quay.example", "title": "All posts", "site_full": "www.quay.example"},
        "title": TITLE,
        "text": BODY,
    }
    document = one({"posts": [post]})
    assert (document.title, document.declared["source"]) == (TITLE, "quay.example")


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Ada</p><!-- sank <script>x</script> said", "Ada\n\n<!-- sank  said"),
        ("<p>Ada</p><SCRIPT a=1>x</style></Script >said<!--y-->", "Ada\n\nsaid"),
        ("<p>Ada</p><style>sank <!-- x --> said", "Ada\n\nsank  said"),
        ("<p>Ada</p><!-- <script> --> said</script>", "Ada\n\n said"),
    ],
)
def test_what_begins_unseen_in_a_record_and_does_not_end_is_kept(markup: str, text: str) -> None:
    assert shown(markup) == text


@pytest.mark.parametrize(
    "keys",
    [
        ("Überschrift", "Volltext", "Erscheinungsdatum", "Publikation"),
        ("Titre", "Texte intégral", "Date de parution", "Journal"),
        ("Titular", "Texto completo", "Fecha publicación", "Diario"),
        ("Titolo", "Testo integrale", "Data pubblicazione", "Giornale"),
        ("Rubrik", "Brödtext", "Publiceringsdatum", "Tidning"),
        ("Tytuł", "Pełny tekst", "Data publikacji", "Gazeta"),
        ("Заголовок", "Полный текст", "Дата публикации", "Издание"),
    ],
)
def test_fields_are_known_by_the_names_of_other_languages(keys: tuple[str, ...]) -> None:
    values = ("The lamp", "It is lit at dusk.", "2021-03-12", "The Light")
    (record,) = read(json.dumps(dict(zip(keys, values, strict=True))).encode(), "a.json", "news/a.json")
    assert isinstance(record, Document)
    assert (record.title, record.body) == ("The lamp", "It is lit at dusk.")
    assert (record.declared["date_published"], record.declared["source"]) == ("2021-03-12", "The Light")


TWO = [
    {**ARTICLE, "source": "The Quay Gazette"},
    {"headline": "Second", "bodyText": "Only this.", "date": "", "source": ""},
]


@pytest.mark.parametrize(
    "table",
    [
        {name: {str(n): row[name] for n, row in enumerate(TWO)} for name in TWO[0]},
        {name: [row[name] for row in TWO] for name in TWO[0]},
        {"columns": [*TWO[0]], "index": [0, 1], "data": [[*row.values()] for row in TWO]},
        {"columns": [{"name": name} for name in TWO[0]], "rows": [[*row.values()] for row in TWO]},
        {"schema": {"fields": [{"name": "headline"}]}, "data": TWO},
    ],
)
def test_a_table_told_by_its_columns_is_an_article_a_row(table: object) -> None:
    first, second = (annotated(each, CONFIG) for each in records(table) if isinstance(each, Document))
    assert (first.title, day(first), first.source and first.source.name) == (TITLE, "2021-03-12", "The Quay Gazette")
    assert (second.title, second.body) == ("Second", "Only this.")


@pytest.mark.parametrize(
    "record",
    [
        {"title": [TITLE], "text": [BODY]},
        {"title": [TITLE], "text": BODY.split("\n\n"), "author": ["Ida Fenn", "Tom Arkle"]},
        {"title": {"main": TITLE}, "text": {"value": BODY}},
        {"columns": ["News"], "title": TITLE, "text": BODY},
    ],
)
def test_a_record_whose_values_are_lists_or_objects_is_one_article(record: object) -> None:
    assert one(record).title == TITLE


def test_rows_of_another_length_than_their_names_are_no_table() -> None:
    (found,) = records({"columns": ["title", "text"], "data": [[TITLE, BODY], [TITLE]]})
    assert isinstance(found, Rejected)


def test_a_text_under_a_name_that_is_not_known_is_warned_of() -> None:
    (note,) = one({"title": TITLE, "summary": "In short", "words_of_it": BODY}).notes
    assert note.warning
    assert note.text.startswith(f"“words_of_it” has {len(BODY):,} characters that are not read")
    assert note.text.endswith("use --map body=words_of_it")
    assert not one({"title": TITLE, "text": "In short", "words_of_it": BODY}).notes
    assert not one({"title": TITLE, "address_of_it": "https://light.example/" + "a" * 400}).notes


@pytest.mark.parametrize("name", ["Corps de l'article", "Texte de l’article", "Full_Text (clean)", "Text:"])
def test_names_of_fields_are_compared_without_signs(name: str) -> None:
    assert one({"Titre": TITLE, name.replace(" (clean)", ""): BODY, "Auteur(s)": "Ida Fenn"}).body == BODY


def test_paragraphs_of_a_record_are_its_text() -> None:
    assert (
        one({"article": {"headline": TITLE, "paragraphs": [{"text": each} for each in BODY.split("\n\n")]}}).body
        == BODY
    )


def test_abstracts_of_journals_lose_their_markup() -> None:
    markup = (
        "<jats:title>Abstract</jats:title><jats:p>One <jats:italic>two</jats:italic>.</jats:p><jats:p>Three.</jats:p>"
    )
    assert shown(markup).split() == ["Abstract", "One", "two.", "Three."]


def test_the_time_of_a_bookmark_is_no_day_of_publication() -> None:
    mark = {"href": "https://light.example/1", "description": TITLE, "extended": "", "time": "2023-05-05T09:00:00Z"}
    assert one(mark).day is None
    assert (
        day(one({"link": "https://light.example/1", "title": TITLE, "time": "2021-03-12", "text": BODY}))
        == "2021-03-12"
    )


@pytest.mark.parametrize("key", ["sender", "screen_name", "authorsByline"])
def test_who_sent_a_message_wrote_it(key: str) -> None:
    assert one({"message": BODY, key: "Ada Quayle"}).author == "Ada Quayle"


@pytest.mark.parametrize("name", ["Published date (YYYY-MM-DD)", "Date (UTC)", "Publication_Date"])
def test_what_is_said_of_a_column_behind_its_name_is_no_part_of_it(name: str) -> None:
    assert day(one({"title": TITLE, name: "2021-03-12", "Full text (OCR)": BODY})) == "2021-03-12"
    assert one({"title": TITLE, "Full text (OCR)": BODY}).body == BODY
    assert one({"title": TITLE, "Text (short)": "Short.", "Text": BODY, "Text (long)": "Long."}).body == BODY


@pytest.mark.parametrize("text", ["[Removed]", "", None])
def test_what_its_source_has_removed_is_no_article(text: str | None) -> None:
    (found,) = records({"title": "[Removed]", "content": text, "description": text, "url": "https://light.example"})
    assert isinstance(found, Rejected)
    assert "removed by its source" in found.reason
    assert one({"title": TITLE, "content": "[Removed]"}).title == TITLE


@pytest.mark.parametrize(("name", "text"), [("Text (long)", "Long."), ("text (short)", "Short."), ("Text", BODY)])
def test_a_column_that_was_named_is_the_one_with_its_remark(name: str, text: str) -> None:
    row = {"title": TITLE, "Text (short)": "Short.", "Text": BODY, "Text (long)": "Long."}
    found = record_fields.document(row, "a.json", Options(names=(("body", name),)))
    assert isinstance(found, Document)
    assert found.body == text
