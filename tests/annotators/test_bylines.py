"""Lines that name who wrote an article, alone or beside its day."""

import pytest

from search.annotators.bylines import writers_in


@pytest.mark.parametrize(
    ("code", "line", "names"),
    [
        ("ru", "10 июня 2024, 18:30 | Автор: Мария Лаврова | Просмотров: 15", ["Мария Лаврова"]),
        ("it", "di Chiara Bertolini 10 Giugno 2024 alle 18:30 2 minuti di lettura", ["Chiara Bertolini"]),
        ("en", "By Ada Quayle and Ivo Brandt | 10 June 2024", ["Ada Quayle", "Ivo Brandt"]),
        ("en", "By June Quayle", ["June Quayle"]),
        ("en", "By Reuters | 10 June 2024", []),
        ("en", "By Thursday, 4 March", None),
        ("de", "Von Montag, 4. März", None),
        ("en", "Updated by Kelmar | 10 June 2024", None),
    ],
)
def test_a_line_names_its_writers_an_agency_or_nobody(code: str, line: str, names: list[str] | None) -> None:
    assert writers_in([line], code) == names
