"""Thai.

Words are not separated by spaces, so the analyzer works with pairs of characters; years are of the Buddhist era.
"""

from search.languages import Language, numbered

_MONTHS = (
    "มกราคม ม.ค",
    "กุมภาพันธ์ ก.พ",
    "มีนาคม มี.ค",
    "เมษายน เม.ย",
    "พฤษภาคม พ.ค",
    "มิถุนายน มิ.ย",
    "กรกฎาคม ก.ค",
    "สิงหาคม ส.ค",
    "กันยายน ก.ย",
    "ตุลาคม ต.ค",
    "พฤศจิกายน พ.ย",
    "ธันวาคม ธ.ค",
)

_WEEKDAYS = (
    "จันทร์",
    "อังคาร",
    "พุธ",
    "พฤหัสบดี พฤหัส",
    "ศุกร์",
    "เสาร์",
    "อาทิตย์",
)

LANGUAGE = Language(
    code="th",
    name="Thai",
    months=numbered(_MONTHS, first=1),
    weekdays=numbered(_WEEKDAYS, first=0),
)
