"""One name for each entity of the corpus, and two people never made one."""

from __future__ import annotations

import pytest

from search.entities.corpus.evidence import Fact
from search.entities.corpus.folding import fold_corpus, renaming
from search.model import Document, Kind, Mention, Part


def names(kind: Kind, **documents: int) -> dict[str, str]:
    counts = {(kind, name.replace("_", " ")): count for name, count in documents.items()}
    return {old: new for (_, old), (_, new) in renaming(counts, {}).items()}


@pytest.mark.parametrize(
    ("documents", "renamed"),
    [
        ({"Vedanosti": 3, "Vedanasti": 1}, {"Vedanasti": "Vedanosti"}),
        ({"Vedanosti": 2, "Vedanasti": 1}, {}),
        ({"Acmex_Inc": 1, "Acmex": 3}, {"Acmex Inc": "Acmex"}),
        ({"Northern_Bank": 3, "Southern_Bank": 3}, {}),
        ({"Department_of_Rivers": 3, "Rivers_Department": 1}, {"Rivers Department": "Department of Rivers"}),
        ({"US_Senate": 2, "Senate": 9}, {"US Senate": "Senate"}),
        ({"US_Rivers_Service": 2, "Rivers_Service": 9}, {"US Rivers Service": "Rivers Service"}),
        ({"US_House": 2, "House_of_Representatives": 9}, {"US House": "House of Representatives"}),
        ({"Clean_Rivers": 5, "Department_of_Clean_Rivers": 2}, {"Clean Rivers": "Department of Clean Rivers"}),
        ({"Rivers": 2, "Rivers_Department": 3}, {"Rivers": "Rivers Department"}),
        ({"Rivers": 9, "Rivers_Department": 3}, {}),
        ({"Russian_Rivers_Ministry": 3, "Rivers_Ministry": 1}, {"Rivers Ministry": "Russian Rivers Ministry"}),
        ({"Russian_Rivers_Ministry": 3, "Chinese_Rivers_Ministry": 3, "Rivers_Ministry": 1}, {}),
        (
            {"US_Senate": 2, "United_States_Senate": 3, "Senate": 9},
            {"US Senate": "Senate", "United States Senate": "Senate"},
        ),
        ({"US_Senate": 2, "Senate": 9, "Florida_Senate": 2, "Georgia_Senate": 2}, {"US Senate": "Senate"}),
        ({"US_Senate": 2, "American_Senate": 1, "French_Senate": 3, "Senate": 9}, {"American Senate": "US Senate"}),
        (
            {"United_States_Department_of_Rivers": 1, "Rivers_Department": 4},
            {"United States Department of Rivers": "Rivers Department"},
        ),
        ({"Indian_Express": 3, "Express": 5}, {}),
    ],
)
def test_organisations_merge_under_guards(documents: dict[str, int], renamed: dict[str, str]) -> None:
    assert names("organisation", **documents) == renamed


@pytest.mark.parametrize(
    ("documents", "renamed"),
    [
        ({"Sergei_Narishkov": 1, "Sergey_Naryshkov": 2}, {"Sergei Narishkov": "Sergey Naryshkov"}),
        ({"Kim_Yong_Un": 5, "Kim_Yong_Il": 5}, {}),
        ({"Marian_Smith": 5, "Marion_Smith": 1}, {}),
        ({"Dan_Brown": 5, "Don_Brown": 1}, {}),
        ({"George_W._Vegasson": 3, "George_Vegasson": 5}, {"George W. Vegasson": "George Vegasson"}),
        ({"George_W._Vegasson": 5, "George_Vegasson": 3}, {"George Vegasson": "George W. Vegasson"}),
        ({"George_W._Hill": 3, "George_Hill": 5}, {}),
        ({"Will_Marsh": 5, "William_M._Marsh": 5}, {}),
        ({"George_W._Hill": 3, "George_H._Hill": 3, "George_Hill": 5}, {}),
        ({"Ana_Vega": 8, "Luis_Vega": 2, "Vega": 3}, {"Vega": "Ana Vega"}),
        ({"Ana_Vega": 7, "Luis_Vega": 3, "Vega": 3}, {}),
        ({"Ana_Vega": 8, "Vega": 17}, {}),
        ({"Ana_Vega": 3, "Vega_Ana": 1}, {"Vega Ana": "Ana Vega"}),
        ({"Elton_John": 5, "John_Marsh": 5, "John": 1}, {}),
        ({"George_H.W._Hill": 3, "George_H._W._Hill": 2}, {"George H. W. Hill": "George H.W. Hill"}),
        ({"George_H.W._Hill": 3, "George_W._Hill": 2, "George_Hill": 9}, {}),
        ({"George_H.W._Hill": 3, "George_W._Hill": 2}, {}),
        ({"Ana_Maria_Vega": 2, "Ana_Vega": 5}, {"Ana Maria Vega": "Ana Vega"}),
        ({"Ana_Maria_Vega": 5, "Ana_Vega": 2}, {"Ana Vega": "Ana Maria Vega"}),
        ({"Ana_Maria_Vega": 2, "Ana_Sofia_Vega": 2, "Ana_Vega": 5}, {}),
        ({"Chuck_Marsh": 2, "Charles_Marsh": 3}, {"Chuck Marsh": "Charles Marsh"}),
        ({"Mike_Marsh": 3, "Michael_Marsh": 2}, {"Michael Marsh": "Mike Marsh"}),
        ({"Mike_Marsh": 3, "Michael_Marsh": 2, "Mark_Marsh": 9}, {}),  # so many have it that these may be two
        ({"Mike_Vegasson": 3, "Michael_Vegasson": 2, "Mark_Vegasson": 9}, {"Michael Vegasson": "Mike Vegasson"}),
        ({"Jim_Marsh": 1, "James_Marsh": 2}, {}),
        (
            {"Ana_J._Vegasson": 2, "Ana_Jane_Vegasson": 1, "Ana_Vegasson": 5},
            {"Ana J. Vegasson": "Ana Vegasson", "Ana Jane Vegasson": "Ana Vegasson"},
        ),
        (
            {"Thomas_R._Vegasson": 2, "Thomas_R._Vegasson_Jr.": 1, "Tom_Vegasson": 5},
            {"Thomas R. Vegasson": "Tom Vegasson", "Thomas R. Vegasson Jr.": "Tom Vegasson"},
        ),
        ({"Luis_Vegasson": 5, "Luis_Vegasson_Jr.": 2, "Luis_Vegasson_Sr.": 2}, {}),
        ({"Luis_Omar_Vegasson": 2, "Luis_Omar_Vegasson_Jr.": 3}, {"Luis Omar Vegasson": "Luis Omar Vegasson Jr."}),
        (
            {"Steve_Marsh": 2, "Stephen_Marsh": 3, "Steven_Marsh": 1},
            {"Steve Marsh": "Stephen Marsh", "Steven Marsh": "Stephen Marsh"},
        ),
        ({"Jerry_Marsh": 3, "Jerrold_Marsh": 2}, {"Jerrold Marsh": "Jerry Marsh"}),
        ({"Chris_Marsh": 3, "Christine_Marsh": 2, "Christopher_Marsh": 2}, {}),
        ({"Ana_Jane_Vega": 2, "Ana_Jill_Vega": 1, "Ana_Vega": 5}, {}),
        ({"Ana_Vega": 20, "Ana": 2}, {"Ana": "Ana Vega"}),
        ({"Ana_Vega": 20, "Ana_Marsh": 5, "Ana": 2}, {}),
        ({"Ana_Vega": 9, "Ana": 2}, {}),
        ({"Kim_Yong-un": 2, "Kim_Yong_Un": 3}, {"Kim Yong-un": "Kim Yong Un"}),
    ],
)
def test_people_merge_under_guards(documents: dict[str, int], renamed: dict[str, str]) -> None:
    assert names("person", **documents) == renamed


@pytest.mark.parametrize(
    ("facts", "renamed"),
    [
        ({}, {}),
        ({Fact("form", "luis hill", "luis o hill"): 1}, {"Luis O. Hill": "Luis Hill"}),
        (
            {Fact("office", "luis hill", "mayor"): 1, Fact("office", "luis o hill", "mayor"): 2},
            {"Luis O. Hill": "Luis Hill"},
        ),
        ({Fact("office", "luis hill", "mayor"): 1}, {}),
    ],
)
def test_a_middle_initial_with_a_common_surname_says_nothing_until_an_article_does(
    facts: dict[Fact, int], renamed: dict[str, str]
) -> None:
    counts: dict[tuple[Kind, str], int] = {("person", "Luis O. Hill"): 3, ("person", "Luis Hill"): 5}
    assert {old: new for (_, old), (_, new) in renaming(counts, facts).items()} == renamed


@pytest.mark.parametrize(
    "fact",
    [
        {Fact("apart", "luis o vegasson", "luis vegasson"): 2},
        {Fact("office", "luis vegasson", "senator"): 1, Fact("office", "luis o vegasson", "president"): 1},
    ],
)
def test_two_people_of_one_article_or_of_two_offices_are_never_one(fact: dict[Fact, int]) -> None:
    counts: dict[tuple[Kind, str], int] = {("person", "Luis O. Vegasson"): 3, ("person", "Luis Vegasson"): 5}
    assert renaming(counts, fact) == {}


@pytest.mark.parametrize("pair", [("Niger", "Nigeria"), ("Austria", "Australia"), ("Iran", "Iraq"), ("Mali", "Malawi")])
def test_countries_never_merge(pair: tuple[str, str]) -> None:
    assert names("place", **{pair[0]: 1, pair[1]: 50}) == {}


def test_a_city_has_its_present_name_where_that_is_known() -> None:
    assert names("place", Bombay=3, Mumbai=1) == {"Bombay": "Mumbai"}
    assert names("place", Bombay=3, Pune=1) == {}


@pytest.mark.parametrize(("full", "renamed"), [(6, {"Vegallo": "Ana Vegallo"}), (5, {})])
def test_a_surname_taken_for_an_organisation_is_the_person_who_is_named_far_more_often(
    full: int, renamed: dict[str, str]
) -> None:
    counts: dict[tuple[Kind, str], int] = {("organisation", "Vegallo"): 2, ("person", "Ana Vegallo"): full}
    assert {old: new for (_, old), (_, new) in renaming(counts, {}).items()} == renamed


@pytest.mark.parametrize(
    ("counts", "alone", "becomes"),
    [
        ({("organisation", "Vegallo"): 9, ("person", "Ana Vegallo"): 6}, 5, ("person", "Ana Vegallo")),
        ({("organisation", "Vegallo"): 9, ("person", "Ana Vegallo"): 6}, 4, None),
        ({("organisation", "Vegallo"): 13, ("person", "Ana Vegallo"): 6}, 5, None),
        ({("organisation", "Marsh"): 9, ("person", "Ana Marsh"): 6}, 5, None),
        (
            {("organisation", "Vegallo"): 9, ("organisation", "Vegallo Pumps"): 1, ("person", "Ana Vegallo"): 6},
            5,
            None,
        ),
    ],
    ids=["a rare surname", "too few articles", "far more articles", "a common surname", "a company's longer name"],
)
def test_an_organisation_of_a_persons_surname_is_the_person_unless_something_speaks_for_a_company(
    counts: dict[tuple[Kind, str], int], alone: int, becomes: tuple[Kind, str] | None
) -> None:
    surname = next(iter(counts))
    told = {Fact("alone", surname[1].lower(), f"ana {surname[1].lower()}"): alone}
    assert renaming(counts, told).get(surname) == becomes


@pytest.mark.parametrize(
    ("counts", "told", "becomes"),
    [
        ({"Tarnos": 2, "Tarnos Institute": 5}, {"tarnos institute": 3}, "Tarnos Institute"),
        ({"Tarnos": 2, "Tarnos Institute": 5}, {"tarnos institute": 2}, None),
        (
            {"Herald": 4, "Tarn Herald": 5, "Ruritania Herald": 3},
            {"tarn herald": 6, "ruritania herald": 1},
            "Tarn Herald",
        ),
        ({"Herald": 4, "Tarn Herald": 5, "Ruritania Herald": 3}, {"tarn herald": 3, "ruritania herald": 3}, None),
        ({"Tarnos": 2, "Tarnos University": 5}, {}, "Tarnos University"),
        ({"Boston": 2, "Boston University": 5}, {}, None),
        ({"Tarnos Research": 2, "Tarnos Research Center": 5}, {}, "Tarnos Research Center"),
        ({"Reform Caucus": 2, "House Reform Caucus": 5}, {}, "House Reform Caucus"),
        ({"Reform Caucus": 2, "House Reform Caucus": 5, "Senate Reform Caucus": 1}, {}, None),
    ],
)
def test_a_short_name_is_the_organisation_that_articles_call_so(
    counts: dict[str, int], told: dict[str, int], becomes: str | None
) -> None:
    short = next(iter(counts))
    values: dict[tuple[Kind, str], int] = {("organisation", name): count for name, count in counts.items()}
    facts = {Fact("short", short.lower(), name): count for name, count in told.items()}
    assert renaming(values, facts).get(("organisation", short)) == (becomes and ("organisation", becomes))


@pytest.mark.parametrize(
    ("called", "becomes"),
    [
        ({"luis marsh": 6, "omar marsh": 2}, "Luis Marsh"),
        ({"luis marsh": 6, "omar marsh": 3}, "Marsh"),
        ({}, "Marsh"),
    ],
)
def test_a_president_named_by_surname_is_the_one_whom_articles_call_president(
    called: dict[str, int], becomes: str
) -> None:
    counts: dict[tuple[Kind, str], int] = {
        ("person", "President Marsh"): 4,
        ("person", "Luis Marsh"): 3,
        ("person", "Omar Marsh"): 3,
    }
    facts = {Fact("office", name, "president"): count for name, count in called.items()}
    assert renaming(counts, facts)["person", "President Marsh"] == ("person", becomes)


def test_a_city_stays_one_beside_a_university_of_its_name() -> None:
    counts: dict[tuple[Kind, str], int] = {("organisation", "Columbia"): 7, ("place", "Columbia"): 3}
    assert renaming(counts, {}) == {}
    assert renaming({**counts, ("place", "Columbia"): 1}, {})


def test_the_kind_is_that_of_most_documents() -> None:
    counts: dict[tuple[Kind, str], int] = {("person", "Tarnovo"): 1, ("place", "Tarnovo"): 4}
    assert renaming(counts, {}) == {("person", "Tarnovo"): ("place", "Tarnovo")}


def test_a_landform_speaks_for_the_place_it_is_named_after() -> None:
    counts: dict[tuple[Kind, str], int] = {
        ("person", "Tarnovo"): 1,
        ("place", "Tarnovo"): 1,
        ("place", "Tarnovo Spaceport"): 2,
    }
    assert renaming(counts, {}) == {("person", "Tarnovo"): ("place", "Tarnovo")}


def test_an_acronym_follows_the_name_that_one_document_gave_it() -> None:
    counts: dict[tuple[Kind, str], int] = {("organisation", "RSB"): 2, ("organisation", "River Survey Bureau"): 1}
    learned = {Fact("acronym", "rsb", "River Survey Bureau"): 1}
    assert renaming(counts, learned) == {("organisation", "RSB"): ("organisation", "River Survey Bureau")}


@pytest.mark.parametrize(
    ("told", "becomes"),
    [
        ({"Tarn Motors Corp": 3, "Tarn Motors": 2}, "Tarn Motors Corp"),
        ({"Tarn Motors Corp": 3, "Tarn Museum": 2}, None),
    ],
)
def test_an_acronym_is_explained_by_a_company_with_and_without_its_legal_form(
    told: dict[str, int], becomes: str | None
) -> None:
    counts: dict[tuple[Kind, str], int] = {("organisation", name): 5 for name in told}
    facts = {Fact("acronym", "tm", name): count for name, count in told.items()}
    found = renaming({**counts, ("organisation", "TM"): 4}, facts).get(("organisation", "TM"))
    assert (found and found[1]) == becomes


def test_a_company_and_its_company_with_partners_are_one() -> None:
    counts: dict[tuple[Kind, str], int] = {
        ("organisation", "Vega Stanton"): 7,
        ("organisation", "Vega Stanton & Co."): 3,
        ("organisation", "Vega Stanton and Co Inc"): 8,
    }
    assert {new[1] for new in renaming(counts, {}).values()} == {"Vega Stanton and Co Inc"}


def document(number: int, body: str, *mentions: Mention) -> Document:
    return Document(str(number), f"{number}.txt", text=body, parts=(Part("body", 0, len(body)),), mentions=mentions)


def test_a_stream_of_documents_comes_back_in_order_under_the_names_of_all() -> None:
    given = [
        document(1, "Ana Vega spoke.", Mention("Ana Vega", "person", 0, 8)),
        document(2, "Vega spoke.", Mention("Vega", "person", 0, 4)),
        document(3, "Ana Vega left.", Mention("Ana Vega", "person", 0, 8)),
        document(4, "Nobody."),
    ]
    folded = list(fold_corpus(given))
    assert [one.path for one in folded] == [one.path for one in given]
    assert [[mention.name for mention in one.mentions] for one in folded] == [["Ana Vega"]] * 3 + [[]]


def test_acronyms_are_learned_from_where_they_stand() -> None:
    body = "The River Survey Bureau (RSB) met."
    long = Mention("River Survey Bureau", "organisation", 4, 23)
    short = Mention("River Survey Bureau", "organisation", 25, 28)
    alone = Mention("RSB", "organisation", 0, 3)
    folded = list(fold_corpus([document(1, body, long, short), document(2, "RSB again.", alone)]))
    assert folded[1].mentions[0].name == "River Survey Bureau"


@pytest.mark.parametrize(("as_person", "kind"), [(2, "person"), (1, "organisation")])
def test_who_is_called_like_a_person_is_one_where_a_third_of_the_documents_say_so(as_person: int, kind: Kind) -> None:
    for name, expected in (("Maria Vegasson", kind), ("Maria Foods", "organisation")):
        counts: dict[tuple[Kind, str], int] = {("organisation", name): 4, ("person", name): as_person}
        assert {renaming(counts, {}).get(value, value) for value in counts} == {(expected, name)}
