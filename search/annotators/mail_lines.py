"""The headers of a mail that stand in a text: of one that was forwarded, answered or pasted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from search.annotators.layout_blocks import Block

_SENDER = r"from|von|de|da|van|från|fra|от(?: кого)?|发件人|差出人|보낸 사람"
_OTHERS = (
    r"to|cc|bcc|reply-to|sent|date|subject|an|kopie|gesendet|datum|betreff|à|envoyé|objet|para|enviado(?: el| em)?|"
    r"fecha|data|asunto|assunto|a|inviato|oggetto|aan|verzonden|onderwerp|till|til|skickat|sendt|ämne|emne|кому|дата|тема|"
    r"отправлено|收件人|发送时间|日期|主题|抄送|宛先|日時|件名|받는 사람|보낸 날짜|제목"
)
_HEADER = re.compile(rf"[>*\s]*(?:(?P<sender>{_SENDER})|{_OTHERS})\*?\s?[:：]\*?\s\S", re.IGNORECASE)
_MARKER = re.compile(
    r"[>\s]*(?:-{2,}\s?(?:[^\W\d_]+\s){1,3}[^\W\d_]+\s?-{2,}|"
    r"begin forwarded message:|anfang der weitergeleiteten .{0,20}:)\s*$",
    re.IGNORECASE,
)
"""What stands above them: "---------- Forwarded message ---------"."""
_FEWEST = 3


def mail_headers(found: Sequence[Block]) -> list[int]:
    """The places of the blocks that are a mail's headers, who sent it among them, and of what stands above them."""
    headers = {at: match for at, block in enumerate(found) if (match := _HEADER.match(block.head))}
    runs: list[list[int]] = []
    for at in headers:
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    places: list[int] = []
    for run in runs:
        if len(run) >= _FEWEST and any(headers[at]["sender"] for at in run):
            marked = run[0] > 0 and _MARKER.match(found[run[0] - 1].head)
            places += [run[0] - 1, *run] if marked else run
    return places
