"""One name for each entity of a document, whatever forms it stands in. The names are given, so no model is needed."""

from __future__ import annotations

import pytest

from search.entities.document.folding import fold
from search.entities.finders.raw_mentions import Raw
from search.entities.gazetteer import gazetteer
from search.entities.spelling.name_trimming import trim
from search.model import Kind

LETTERS: dict[str, Kind] = {"P": "person", "O": "organisation", "L": "place"}


def folded(text: str) -> list[str]:
    """The canonical names, in order, of a text with marked names: "[P Ana Vega] spoke"."""
    plain, raws = "", []
    for piece in text.split("["):
        if "]" in piece:
            marked, rest = piece.split("]", 1)
            raws.append(Raw(len(plain), len(plain) + len(marked) - 2, LETTERS[marked[0]]))
            piece = marked[2:] + rest
        plain += piece
    founds = [found for raw in raws for found in trim(plain, raw, gazetteer())]
    letters = {kind: letter for letter, kind in LETTERS.items()}
    return list(dict.fromkeys(f"{letters[found.kind]} {found.name}" for found in fold(plain, founds, gazetteer())))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[P Ana Vega] spoke. [P Mr. Vega] left. [P Vega's] car.", ["P Ana Vega"]),
        ("[P Vega] spoke, then [P President Ana Vega] spoke.", ["P Ana Vega"]),
        ("[P Kim Yong-ho] and [P Kim Yong Ho], then [P Mr. Kim].", ["P Kim Yong-ho"]),
        ("[P Kim Yong Ho] ruled. [P Kim Yong Su] follows. [P Kim] spoke.", ["P Kim Yong Ho", "P Kim Yong Su"]),
        ("[P Nguyen Van Tam] arrived. [P Tam] spoke. [P Nguyen] left.", ["P Nguyen Van Tam"]),
        ("[P Ana Vega] met [P Luis Vega]. [P Vega] stayed.", ["P Ana Vega", "P Luis Vega"]),
        ("[P George W. Hill] and [P George Hill] and [P G. Hill]", ["P George W. Hill"]),
        ("[P Robert Marsh] is [P Bob Marsh].", ["P Robert Marsh"]),
        ("[P Gerrit de Wit] asked; [P de Wit] answered.", ["P Gerrit de Wit"]),
        ("[P Marit van der Hal] asked. [P Van der Hal] left. [P Van der Hal] came.", ["P Marit van der Hal"]),
        ("[O TARNOVO] (Reuters) - A ship burned.\n[O TARNOVO], Ruritania (AP) — Ships.", ["L TARNOVO"]),
        (
            "[O Storm Gerda] and [P Typhoon Tip] came; [P Storm Hansen] of the [O Storm Centre] left.",
            ["P Storm Hansen", "O Storm Centre"],
        ),
        ("[P Ana Vega, Ortiz] and others. [P Ortiz] left.", ["P Ana Vega", "P Ortiz"]),
        ("“[P Ana Vega]” and [P ‘Ana   Vega’]", ["P Ana Vega"]),
        ("[P Ana Vega Ana] and [P Luis Ortiz Luis Mario OrtizPopulation]", ["P Ana Vega", "P Luis Ortiz"]),
        (
            "[P Roger MarshallPopulation] and [P Ewan MacDonald].",
            ["P Roger Marshall", "P Ewan MacDonald"],
        ),
        ("[P Jerome K. Jerome] and [P Ana Vega MORE].", ["P Jerome K. Jerome", "P Ana Vega"]),
        (
            "Sen. [O Kirsten Vegasson] and [O Ortizson] (D-NY) and Mayor [L Marshson].",
            ["P Kirsten Vegasson", "P Ortizson", "P Marshson"],
        ),
        (
            "[P Jean-Marie Le Tarn] spoke; [O Marine Le Tarn] left. [O Marine Labs] grew, and [O Marie-Tarn] too.",
            ["P Jean-Marie Le Tarn", "P Marine Le Tarn", "O Marine Labs", "O Marie-Tarn"],
        ),
        ("[P Alhaji Musa Belloson] spoke.", ["P Musa Belloson"]),
        ("Sen. [O Ethics Committee] and President [L Tarn River]", ["O Ethics Committee", "L Tarn River"]),
        ("[P Ana Vega Hails] it. [P Ana Vega] and [P Ana Vega] did.", ["P Ana Vega"]),
        ("President [P Borna al-Tarn] spoke. [P Tarn] left.", ["P Borna al-Tarn"]),
        ("[P Maria] May met [P Pieter] ten Hal in May.", ["P Maria May", "P Pieter ten Hal"]),
        ("[P Kim Yong]-ho left. [P Kim] came.", ["P Kim Yong-ho"]),
        ("[P Queen Ingrid II] and King [P Olaf III] met.", ["P Queen Ingrid", "P King Olaf"]),
        ("To: [P Tomas Okafor <t@post.example>] on May 4", ["P Tomas Okafor"]),
        ("[P Ana Vegasson] left. The [P Vegassons] had a house.", ["P Ana Vegasson"]),
    ],
)
def test_short_forms_of_people_follow_the_full_name(text: str, names: list[str]) -> None:
    assert folded(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The [O River Survey Bureau] (RSB) met. The [O RSB] spoke.", ["O River Survey Bureau"]),
        ("The [O Bureau of River Surveys] met. The [O BRS] spoke.", ["O Bureau of River Surveys"]),
        ("The [O Foreign Watch Service] (SVR) denied it; [O SVR] again.", ["O Foreign Watch Service"]),
        ("The [O French River Bureau] and the [O River Bureau].", ["O River Bureau"]),
        ("[O Acmex Holdings Inc.] grew. [O Acmex] fell. [O Acmex Holdings] rose.", ["O Acmex Holdings Inc."]),
        ("the [O Ruritania Post newspaper] wrote; [O Ruritania Post] said", ["O Ruritania Post"]),
        ("[O Acme Motors] and [O Acme Steel] and [O Acme].", ["O Acme Motors", "O Acme Steel", "O Acme"]),
        ("[O Democratic Senate] and [O GOP Congress]. [O Dems] rejoiced.", ["O Senate", "O Congress"]),
        ("[O Tarnovo United 2-1] at noon. [O Stein told Acmex Inc.] so.", ["O Tarnovo United", "O Acmex Inc."]),
    ],
)
def test_short_forms_of_organisations_follow_the_long_name(text: str, names: list[str]) -> None:
    assert folded(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[L U.S.] and [L US] and [L the United States] and [L America].", ["L United States"]),
        ("[L Russia-Ukraine] war", ["L Russia", "L Ukraine"]),
        ("They told [O us] that [L us] is fine.", []),
        ("[L French] and [O Russians] and [P Vietnamese].", []),
        ("[L Côte d’Ivoire’s] cocoa, [L Ivory Coast].", ["L Ivory Coast"]),
        ("[O North Korea] and [P Kenya] and [L Nairobi]", ["L North Korea", "L Kenya", "L Nairobi"]),
        (
            "[L Niger] is not [L Nigeria]; [L Austria] is not [L Australia].",
            ["L Niger", "L Nigeria", "L Austria", "L Australia"],
        ),
        ("The [L Paris-based] firm", ["L Paris"]),
        (
            "[L Tarnovo, Ruritania], burns. [L Borovo (AP)] [L Lonn], Kenya.",
            ["L Tarnovo, Ruritania", "L Borovo", "L Lonn"],
        ),
        ("[L Tarnovo] burns. All run from [L Tarnovo].", ["L Tarnovo"]),
        ("[O ISIS], [O ISIL] and the [O Islamic State]", ["O Islamic State"]),
        ("[P Instagram] and [L YouTube]", ["O Instagram", "O YouTube"]),
        ("shown on [L LeafLook] and [P FaceBooth]", ["O LeafLook", "O FaceBooth"]),
        ("the isles of [L Alba] and [L Borea Islands].", ["L Alba and Borea Islands"]),
        ("He is in [P Tarnovo].", ["L Tarnovo"]),
        ("[P Lowell Observatory] lies on [P Tarn River].", ["O Lowell Observatory", "L Tarn River"]),
    ],
)
def test_places_have_one_name_and_peoples_are_none(text: str, names: list[str]) -> None:
    assert folded(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "[O Monday] [O first] [O 1,000] [P January] [O COPYRIGHT] [O Inc.]",
        "[P ana.vega@post.example] [O https://Vega.example/Acme] [P @AnaVega] [O #Acme]",
        "[O |] [P 'the'] [L West] [P Mr.] [O Chinese officials]",
        "Vega ([O R-New York]) left.",
        "Vega, [O D-NY], and Ortiz, [O R-Wis.], and Marsh, [O R-N.C.], are [L anti-Kenya], [O pro-Nairobi].",
        "[O Replay More Videos] [O Invalid] [L Black] voters and [O Islam].",
        "the [O Clean Rivers Act], the [O Tarnovo Treaty] and [L Ruritania Constitution]",
        "[O COVID-19] and [O first State of the Union]",
        "[L Gladly] they came. [L Angioplasty] helps.",
        "They paid 2 mln [P U.S. Dlrs] and [L N.Z. Dlrs] to the [O U.K. Government] for [P VTRN.L].",
        "[O Halfway] through the match it rained. The [O GOP] and [L Confederates] and an [O Iowan].",
        "[P Touchdown] came at noon. After touchdown they cheered.",
    ],
)
def test_junk_is_dropped(text: str) -> None:
    assert folded(text) == []


def test_a_name_has_the_kind_of_most_of_its_mentions() -> None:
    assert folded("[P Acmex] and [O Acmex] and [O Acmex]") == ["O Acmex"]


def test_headlines_follow_the_text_below_them() -> None:
    text = "[P Vega Remarks] Anger Ruritania [O Council Members]\n[P Ana Vega] spoke on Monday of nothing much."
    assert folded(text) == ["P Ana Vega"]


def test_a_name_is_found_again_where_it_was_missed() -> None:
    text = "[P Ana Vega] spoke. Later Vega and Ana Vega met her cousin, and a vegan."
    plain = text.replace("[P ", "").replace("]", "")
    founds = trim(plain, Raw(0, 8, "person"), gazetteer())
    assert [plain[f.start : f.end] for f in fold(plain, founds, gazetteer())] == ["Ana Vega", "Ana Vega"]


SPACE = " The spacecraft and its satellites orbit the planet."


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Pictures of the [P Moon] and [O Dimorphos]." + SPACE, ["L Moon", "L Dimorphos"]),
        ("[P Sputnik], [O Apollo] and [O Columbia] flew." + SPACE, []),
        ("Dr. [P Ana Columbia] spoke; [P Columbia] left." + SPACE, ["P Ana Columbia"]),
        ("[O Columbia] enrolled students.", ["O Columbia"]),
        ("[O Tarnstar 25] and [L Tarnstar-6] and [O TARN-19].", []),
        ("[O Channel 4] and [L Area 7].", ["O Channel 4", "L Area 7"]),
        ("the shuttle [O Marigold] landed; [O Marigold] was dry.", []),
        ("[O Biscuit], a dog of six kilos, barked. [P Biscuit] slept.", []),
        ("[O Acmex], the rocket maker, grew.", ["O Acmex"]),
        ("the film “[P Marigold]” and a rock called [P Biscuit].", []),
        ("the [P USS Marigold] and [P Ana Vega].", ["P Ana Vega"]),
        ("It was launched on May 4 from [P Tarnovo].", ["L Tarnovo"]),
        ("Craft land in [P Tarn Planitia].", ["L Tarn Planitia"]),
    ],
)
def test_things_are_none_of_the_three_kinds_and_celestial_bodies_are_places(text: str, names: list[str]) -> None:
    assert folded(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[P Enrique Pena Tarnez] and [P Pena Tarnez]; [P Pena].", ["P Enrique Pena Tarnez"]),
        ("[P Ricardo Vegallo Tarnez] left. [P Vegallo] left. [P Ricardo Vegallo].", ["P Ricardo Vegallo"]),
        ("[P Eva Lonn-Marsh] and [P Lonn-Marsh] and [P Lonn-Marsh].", ["P Eva Lonn-Marsh"]),
        ("[P Borna Vegashani] and [P Borna Vegahsani]; [P Borna] won.", ["P Borna Vegashani", "P Borna Vegahsani"]),
        ("[P Crown Prince Omar bin Tarn] and [P Omar bin Tarn].", ["P Omar bin Tarn"]),
        ("[P IM Dorsa Vegashani] beat [P Dorsa Vegashani].", ["P Dorsa Vegashani"]),
        ("[P James Vegasson Memos] by [P James Vegasson].", ["P James Vegasson"]),
        ("[P Kim Yong] is not whole; [P Kim Yong Ho] is.", ["P Kim Yong Ho"]),
    ],
)
def test_parts_of_a_long_name_follow_it(text: str, names: list[str]) -> None:
    assert folded(text) == names
