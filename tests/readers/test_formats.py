import codecs
import json

import pytest

from search import readers
from search.errors import FileSkipped
from search.model import Document
from search.readers import Options, Rejected, all_readers, document_id
from search.readers.characters.encoding import decode, encoding_of
from tests.made_files import BODY, MADE

PROSE = "The ferry to the island was late again on Tuesday, and nobody on the quay was surprised by it."
PAGE = f"""<!doctype html><html lang="en-GB"><head><title>Ferry late again | The Quay Gazette</title>
<meta property="og:site_name" content="The Quay Gazette">
<meta property="article:published_time" content="2021-03-05T07:10:00+01:00"></head>
<body><nav><a href="/">Front page</a></nav><article><h1>Ferry late again</h1>
<p>{PROSE}</p><p>{PROSE} The mayor of the island has asked for a second boat since the spring.</p>
<p>{PROSE} A decision is expected in the autumn, when the council meets for the last time.</p></article>
<footer><p>© 2021 The Quay Gazette</p></footer></body></html>"""


def read(name: str, raw: bytes) -> list[Document | Rejected]:
    return list(all_readers()["." + name.rpartition(".")[2]].read(raw, f"news/{name}"))


def only(name: str, raw: bytes) -> Document:
    (document,) = read(name, raw)
    assert isinstance(document, Document)
    return document


def test_every_suffix_has_a_reader():
    expected = {".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson", ".json"}
    assert expected <= set(all_readers())


def test_every_reader_gives_stable_ids_that_differ_by_path():
    assert document_id("news/a.txt") == document_id("news/a.txt") != document_id("news/b.txt")
    assert only("a.txt", PROSE.encode()).id == document_id("news/a.txt")


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("latin-1", b""),
        ("cp1252", b""),
    ],
)
def test_a_western_text_is_read_in_any_encoding(encoding, mark):
    text = "À Genève, les autorités ont déclaré que le château était fermé. L'été sera très chaud, dit-on à la mairie."
    assert decode(mark + text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["cp1251", "koi8_r", "utf-16-le"])
def test_a_russian_text_is_read_in_any_encoding(encoding):
    text = "Паром на остров снова опоздал во вторник, и никто на пристани этому не удивился. Мэр просит второй паром."
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("shift_jis", "島へのフェリーは火曜日もまた遅れたが、岸壁の人々は誰も驚かなかった。町長は二隻目を求めている。"),
        ("gb18030", "开往岛上的渡轮星期二又晚点了，码头上没有人感到惊讶。市长要求再增加一艘船，议会秋天决定。"),
    ],
)
def test_an_east_asian_text_is_read_in_its_own_encoding(encoding, text):
    assert decode(text.encode(encoding)) == text


def test_a_few_damaged_bytes_do_not_turn_utf8_into_another_encoding():
    text = "Grüße aus Köln, schöne Aussicht über die Dächer. " * 4
    assert decode(text.encode() + b"\xc3") == text + "�"


def test_a_declared_encoding_is_believed_where_utf8_fails():
    page = PAGE.replace("The ferry", "Žluťoučký kůň, the ferry")
    raw = page.replace("<head>", '<head><meta charset="iso-8859-2">').encode("iso-8859-2", "xmlcharrefreplace")
    assert "Žluťoučký kůň" in only("a.html", raw).body


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_of_every_kind_become_line_feeds(end):
    assert decode(f"One.{end}{end}Two.".encode()) == "One.\n\nTwo."


def test_separators_of_lines_part_them_in_a_text():
    document = only("a.txt", "One.\u2028Two.\u2029Three.".encode())
    assert document.text.split() == ["One.", "Two.", "Three."]
    assert document.text.splitlines() == ["One.", "Two.", "", "Three."]
    assert "\u2028" not in document.text


@pytest.mark.parametrize("text", ["Ferry late\x00 again", "Die F\u00e4hre kam\x00 nicht", "\x00The ferry was late"])
def test_a_zero_byte_in_a_short_text_does_not_make_it_another_script(text):
    assert encoding_of(text.encode()) == "utf-8"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\x00" * 100, "empty"),
        (b"123 456\n7.5 %", "no words"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "PNG"),
        (b"%PDF-1.7 etc", "PDF"),
        (b"PK\x03\x04 etc", "zip"),
        (bytes(range(1, 256)) * 8, "binary"),
        (b"abc\x00\x01\x02\x03def\x00\x00\x01" * 9, "binary"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.json", "a.jsonl"])
def test_what_is_no_text_is_skipped_with_the_reason(name, raw, reason):
    with pytest.raises(FileSkipped, match=reason):
        read(name, raw)


def test_front_matter_is_declared_and_kept_in_the_text():
    raw = (
        b"---\ntitle: 'Ferry late'\ndate: 2021-03-05\npublisher: The Quay Gazette\ntags: [a, b]\n---\n\n# Ferry late\n"
    )
    document = only("a.md", raw)
    assert document.declared == {
        "encoding": "utf-8",
        "title": "Ferry late",
        "date_published": "2021-03-05",
        "source": "The Quay Gazette",
        "date_rule": "front matter",
        "source_rule": "front matter",
    }
    assert document.text.startswith("---\n")


def test_a_line_of_dashes_alone_is_no_front_matter():
    assert only("a.txt", b"---\n\nFerry late again\n").declared == {"encoding": "utf-8"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1251"])
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.csv", "a.jsonl"])
def test_the_encoding_that_was_used_is_declared(name: str, encoding: str) -> None:
    text = "Паром на остров снова опоздал во вторник, и никто на пристани этому не удивился. Мэр просит второй паром."
    made = {"a.csv": f"title;body\nПаром;{text}\n", "a.jsonl": f'{{"body": "{text}"}}', "a.html": f"<p>{text}</p>"}
    assert only(name, made.get(name, text).encode(encoding)).declared["encoding"] == encoding


def test_a_page_gives_its_article_and_what_it_declares():
    document = only("a.html", PAGE.encode())
    assert document.title == "Ferry late again"
    assert document.body.startswith(PROSE)
    assert "Front page" not in document.text
    assert document.declared["date_published"] == "2021-03-05T07:10:00+01:00"
    assert document.declared["date_rule"] == "meta article:published_time"
    assert (document.declared["source"], document.declared["source_rule"]) == ("The Quay Gazette", "meta og:site_name")
    assert document.declared["language"] == "en"
    assert document.parts[0].kind == "title"


def test_json_ld_wins_over_meta_and_a_second_opinion_is_kept():
    linked = {
        "@graph": [
            {"@type": "WebSite", "name": "Elsewhere"},
            {
                "@type": ["NewsArticle"],
                "headline": "Ferry late again",
                "datePublished": "2021-03-04",
                "author": [{"name": "Ada Quayle"}],
                "publisher": {"name": "Quay Media"},
            },
        ]
    }
    script = f'<script type="application/ld+json">{json.dumps(linked)}</script></head>'
    document = only("a.html", PAGE.replace("</head>", script).encode())
    assert document.declared["date_published"] == "2021-03-04"
    assert document.declared["date_rule"] == "json-ld datePublished"
    assert document.declared["other_dates"] == "meta article:published_time\t2021-03-05T07:10:00+01:00"
    assert (document.declared["source"], document.author) == ("The Quay Gazette", "Ada Quayle")


def test_broken_json_ld_leaves_the_rest_of_the_page():
    broken = '<script type="application/ld+json">{"@type": "NewsArticle", </script></head>'
    assert only("a.html", PAGE.replace("</head>", broken).encode()).declared["source"] == "The Quay Gazette"


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (f"<p {'a ' * 40_000}>text</p>", "tag"),
        (f"<p>{'a ' * 2_600_000}</p>", "MB"),
        ("<html><body><script>let a = 1</script></body></html>", "no visible text"),
    ],
)
def test_a_page_that_would_stop_the_parser_or_has_no_article_is_skipped(page, reason):
    with pytest.raises(FileSkipped, match=reason):
        read("a.html", page.encode())


@pytest.mark.parametrize("tag", ["div", "b", "td", "section"])
@pytest.mark.parametrize("depth", [300, 20_000])
def test_a_deeply_nested_page_is_read(tag, depth):
    nested = f"<p>On the quay.</p>{f'<{tag}>' * depth}<p>Late &amp; wet.</p>"
    for page in (f"<html><title>Ferry</title>{nested}{f'</{tag}>' * depth}</html>", nested):
        text = only("a.html", page.encode()).text
        assert [words for words in ("On the quay.", "Late & wet.") if words not in text] == []


@pytest.mark.parametrize(
    "fragment",
    [
        "<p>Only a fragment about the ferry.</p>",
        "Only a <b>fragment</b> about the ferry.",
        "<ul><li>Only a fragment<li>about the ferry.</ul>",
        "<p>Only a fragment<div></p></b>about the ferry.</td>",
        "<body>Only a fragment<br>about the ferry.",
        "<br>Only a fragment<br>about the ferry.",
    ],
)
def test_a_fragment_of_a_page_is_read(fragment):
    text = " ".join(only("a.html", fragment.encode()).text.split())
    assert text == "Only a fragment about the ferry."


def test_what_the_parser_of_pages_says_reaches_no_terminal(capfd):
    for page in ("<p>", "<html></html>", f"<html>{'<div>' * 500}"):
        with pytest.raises(FileSkipped):
            read("a.html", page.encode())
    only("a.html", b"<p>Only a fragment about the ferry.</p>")
    assert capfd.readouterr() == ("", "")


def test_a_line_of_json_is_an_article_whatever_its_keys_are_called():
    records = [
        {"title": "One", "body": "First.\n\nSecond.", "date": "2021-03-05", "source": "Gazette"},
        {"Headline": "Two", "main_text": "Text.", "published_at": "2021-03-06", "publisher": {"name": "Courier"}},
    ]
    first, second = read("a.jsonl", "\n".join(map(json.dumps, records)).encode())
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.path, first.title, first.body) == ("news/a.jsonl#1", "One", "First.\n\nSecond.")
    assert (first.declared["date_published"], first.declared["source"]) == ("2021-03-05", "Gazette")
    assert (second.path, second.title, second.body) == ("news/a.jsonl#2", "Two", "Text.")
    assert (second.declared["date_published"], second.declared["source"]) == ("2021-03-06", "Courier")
    assert first.id != second.id


def test_bad_lines_are_reported_in_their_place_and_the_others_kept():
    lines = [
        '{"title": "One", "text": "First."}',
        '{"title": "Two',
        "[1, 2]",
        '{"id": 7}',
        "",
        "[" * 100_000,
        "NaN",
        "1" * 9999,
    ]
    lines += ['{"text": "Last."}']
    found = read("a.ndjson", "\n".join(lines).encode())
    assert [item.path.partition("#")[2] for item in found] == list("12345678")
    assert [isinstance(item, Rejected) for item in found] == [False, *[True] * 6, False]
    assert all(item.reason for item in found if isinstance(item, Rejected))


@pytest.mark.parametrize(
    ("data", "paths"),
    [
        ({"title": "One", "text": "First."}, ["news/a.json"]),
        ([{"text": "One."}, {"text": "Two."}], ["news/a.json#1", "news/a.json#2"]),
        ({"articles": [{"text": "One."}, 5]}, ["news/a.json#1", "news/a.json#2"]),
    ],
)
def test_a_json_file_holds_one_article_or_a_list_of_them(data, paths):
    assert [item.path for item in read("a.json", json.dumps(data).encode())] == paths


@pytest.mark.parametrize("text", ['{"title": ', '["a",' * 100_000, "abc"])
def test_a_json_file_that_cannot_be_parsed_is_skipped(text):
    with pytest.raises(FileSkipped, match="JSON"):
        read("a.json", text.encode())


def test_markup_in_a_record_is_no_text():
    record = {"title": "Fish &amp; chips", "content": "<p>First &lt;b&gt; one.</p><p>Second<br/>line.</p>"}
    document = only("a.json", json.dumps(record).encode())
    assert document.body == "First <b> one.\n\nSecond\n\nline."


def test_a_body_that_repeats_the_title_does_not_have_it_twice():
    document = only("a.json", json.dumps({"title": "Ferry late", "text": "Ferry  late\n\nIt was late."}).encode())
    assert document.body == "It was late."


@pytest.mark.parametrize("words", ["Renée’s café", "“São Paulo”", "the tempête of Besançon"])
def test_a_few_signs_beyond_ascii_are_western(words):
    text = f"{PROSE} {PROSE} {PROSE} {words} {PROSE} {PROSE}"
    assert only("a.txt", text.encode("cp1252")).text == text


def test_utf_8_that_is_cut_in_its_last_sign_is_utf_8():
    text = f"{PROSE} Renée was not."
    assert only("a.txt", f"{text} à".encode()[:-1]).text.startswith(text)


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ({"article": {"title": "T", "text": PROSE}}, ()),
        ({"headline": {"main": "T"}, "content": {"rendered": PROSE}}, ()),
        ({"meta": {"Head": "T"}, "doc_text": {"full": PROSE}}, (("title", "meta.head"), ("body", "doc text.full"))),
    ],
)
def test_what_stands_in_objects_inside_a_record_is_found(record, said):
    (document,) = readers.read(json.dumps(record).encode(), "a.json", "news/a.json", Options(said))
    assert (document.title, document.body) == ("T", PROSE.strip())


@pytest.mark.parametrize("ending", [".rtf", ".docx", ".html", ".mhtml", ".txt"])
def test_a_file_named_like_old_word_is_read_as_what_it_is(ending):
    assert BODY.split("\n\n")[0] in only("a.doc", MADE[ending]()).text


def test_old_words_own_format_is_named():
    with pytest.raises(FileSkipped, match=r"Word 97; save it as \.docx"):
        only("a.doc", b"\xd0\xcf\x11\xe0" + bytes(600))
