"""Days told from the day of reading: "2 hours ago", "vor 3 Stunden", "gestern". They make a line one of its date.

They date no article, since nobody knows when the page was kept.
"""

from __future__ import annotations

import re

from search.annotators.cues import cued, folded

_FEW = r"(?:\d{1,3}|an?|one|two|three|few)"
_UNIT = r"(?:s(?:ec(?:ond)?)?|m(?:in(?:ute)?)?|h(?:ou)?r?|d(?:ay)?|w(?:ee)?k|month|y(?:ea)?r)s?"
_CLOCK = r"\d{1,2}[:.h]\d\d"
_BY_WORDS = (
    rf"{_FEW}\s?{_UNIT}\.?\s(?:\d{{1,2}}\s?{_UNIT}\.?\s)?ago",
    r"vor\s(?:\d+|eine[rmn]?)\s\w+|(?:hace|há|il y a|för)\s(?:\d+|un[ae]?|uma|um|en)\s\w+(?:\ssedan)?",
    r"(?:\d+|un['’]|un[ao]?\s|um[a]?\s|een\s|bir\s)\s?\w+\s(?:fa|atrás|geleden|önce|temu|siden|sitten)",
    r"(?:\d+\s)?(?:секунд|минут|час|день|дня|дней|недел|месяц|годи?н)\w*\s(?:назад|тому)",
    r"\d+\s\w+\s(?:yang\s)?lalu|\d+\s(?:giây|phút|giờ|ngày|tuần|tháng)\strước",
    r"(?:قبل|منذ)\s(?:\d+\s)?[\u0621-\u064a]+|\d+\s[\u0621-\u06cc]+\sپیش|\d+\s[\u0900-\u0963]+\sपहले",
    r"(?:heute|gestern|vorgestern|hier|aujourd['’]hui|ayer|hoy|ontem|hoje|ieri|oggi|gisteren|vandaag|вчера|сегодня|"
    rf"bugün|dün|yesterday|today)(?:,?\s(?:(?:at|um|à|a las|às|alle|om|в)\s)?{_CLOCK}(?:\s?(?:[ap]m|uhr|uur))?)",
)
_UNSPACED = (
    r"\d{1,3}\s?(?:秒|分钟|分鐘|小时|小時|天|个月|個月|日|週間|周|時間|分|초|시간|분|일|주|개월)\s?(?:以?前|之前|전)",
    r"\d{1,3}\s?(?:วินาที|นาที|ชั่วโมง|วัน|สัปดาห์|เดือน)(?:ที่แล้ว|ก่อน)",
)
RELATIVE = cued(re.compile(rf"(?<!\w)(?:{'|'.join(_BY_WORDS)})(?!\w)|{'|'.join(_UNSPACED)}", re.IGNORECASE))
"""A day or an hour counted back from now, in a text whose digits are ASCII's."""

_ALONE = re.compile(rf"\W*(?:\w+\W{{1,3}})?(?:{RELATIVE.pattern.pattern})\W*$", re.IGNORECASE)


def alone(line: str) -> bool:
    """Whether a line says no more than how long ago, perhaps behind one word: "Updated an hour ago"."""
    return len(line) < 60 and RELATIVE.may_match(folded(line)) and _ALONE.match(line) is not None
