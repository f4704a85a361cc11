"""Pictures of printed pages, made for tests."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

from tests.made_article import BODY, TITLE

_SIZE = 26
_MARGIN = 40
_LINE = 38


def sheet(lines: Sequence[str], width: int = 1150) -> Image.Image:
    """Black print on white, one line below the other; an empty line is a space between paragraphs."""
    page = Image.new("L", (width, 2 * _MARGIN + _LINE * len(lines)), 255)
    font, pen = ImageFont.load_default(_SIZE), ImageDraw.Draw(page)
    for number, line in enumerate(lines):
        pen.text((_MARGIN, _MARGIN + _LINE * number), line, fill=0, font=font)
    return page


def scan(kind: str = "PNG", *pages: Sequence[str]) -> bytes:
    """An image of the article, or of pages of lines; only a TIFF can have several."""
    from tests.made_files import wrapped  # which has this file's images in its table

    body = [line for paragraph in BODY.split("\n\n") for line in ["", *wrapped(paragraph)]]
    first, *others = [sheet(lines) for lines in pages or [[TITLE, *body]]]
    out = io.BytesIO()
    more = {"save_all": True, "append_images": others, "compression": "tiff_lzw"} if kind == "TIFF" else {}
    first.save(out, kind, **more)
    return out.getvalue()
