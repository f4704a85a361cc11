"""Lines below a text that say in which newspaper, and on which day, it appeared."""

from datetime import date

import pytest

from search.annotators import date as dates
from search.annotators import layout, source
from search.config import Config
from search.model import Document

CONFIG = Config(today=date(2024, 6, 15))
TEXTS = {
    "en": (
        "The ferry to the island was late again on Tuesday, and nobody on the quay was surprised by it.",
        "A second boat has been promised since the spring, yet the council has not found the money for it.",
    ),
    "de": (
        "Die Fähre zur Insel kam am Dienstag wieder zu spät, und niemand am Kai war darüber erstaunt.",
        "Ein zweites Schiff ist seit dem Frühjahr versprochen, aber der Rat hat das Geld dafür noch nicht gefunden.",
    ),
    "fr": (
        "Le bac de l'île était de nouveau en retard mardi, et personne sur le quai ne s'en est étonné.",
        "Un second bateau est promis depuis le printemps, mais le conseil n'a pas encore trouvé l'argent.",
    ),
    "es": (
        "El transbordador de la isla volvió a llegar tarde el martes, y nadie en el muelle se sorprendió.",
        "Un segundo barco está prometido desde la primavera, pero el concejo no ha encontrado todavía el dinero.",
    ),
}


@pytest.mark.parametrize(
    ("code", "line", "name"),
    [
        ("en", "Published in The Quay Gazette, 7 June 2021, page 4.", "The Quay Gazette"),
        ("en", "First published in the Quay Gazette on 7 June 2021.", "Quay Gazette"),
        ("de", "Erschienen im Hafenkurier vom 7. Juni 2021, Seite 4.", "Hafenkurier"),
        ("fr", "Paru dans Le Courrier du Quai du 7 juin 2021.", "Le Courrier du Quai"),
        ("es", "Publicado en El Correo del Muelle, 7 de junio de 2021", "El Correo del Muelle"),
    ],
)
def test_where_and_when_a_text_appeared_is_its_source_and_its_day_and_no_text(code: str, line: str, name: str) -> None:
    text = "\n\n".join(["A headline of six short words", *TEXTS[code], line])
    laid_out = layout.annotate(Document("1", "news/a.txt", text=text, language=code), CONFIG)
    document = dates.annotate(source.annotate(laid_out, CONFIG), CONFIG)
    assert document.body == "\n\n".join(TEXTS[code])
    assert document.source is not None
    assert document.source.name == name
    assert document.day is not None
    assert document.day.value == "2021-06-07"
