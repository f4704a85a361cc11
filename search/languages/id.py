"""Indonesian."""

from search.languages import Language, numbered

_STOP_WORDS = """
adalah akan antara apa atau bagi bahwa banyak belum bisa dalam dan dapat dari dengan di dia ia ini itu jika juga
kami karena kata ke kepada ketika kita lain lebih mereka namun oleh orang pada para pun saat saja saya sebagai
sebuah secara seperti serta setelah sudah tahun telah tentang tidak untuk yang
"""

_MONTHS = (
    "januari jan",
    "februari feb",
    "maret mar",
    "april apr",
    "mei",
    "juni jun",
    "juli jul",
    "agustus agu agt",
    "september sep sept",
    "oktober okt",
    "november nov",
    "desember des",
)

_WEEKDAYS = (
    "senin",
    "selasa",
    "rabu",
    "kamis",
    "jumat",
    "sabtu",
    "minggu",
)

LANGUAGE = Language(
    code="id",
    name="Indonesian",
    stemmer="indonesian",
    stop_words=frozenset(_STOP_WORDS.split()),
    months=numbered(_MONTHS, first=1),
    weekdays=numbered(_WEEKDAYS, first=0),
)
