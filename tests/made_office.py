"""Old Office files made for tests: compound files, with workbooks of Excel 97 and messages of Outlook in them."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

Tree = Mapping[str, "bytes | Tree"]
Cell = str | float | date

_SECTOR, _SMALL, _CUTOFF = 512, 64, 4096
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_NONE = 0xFFFFFFFF


@dataclass
class _Entry:
    name: str
    kind: int
    content: bytes = b""
    children: list[int] = field(default_factory=list)


def compound(tree: Tree) -> bytes:
    """A compound file (MS-CFB) with streams, and storages of streams, by their names."""
    entries = [_Entry("Root Entry", 5)]
    _fill(entries, 0, tree)
    small, small_fat, starts = b"", list[int](), dict[int, int]()
    for number, entry in enumerate(entries):
        if entry.kind == 2 and 0 < len(entry.content) < _CUTOFF:
            starts[number] = len(small_fat)
            small_fat += _chain(len(small_fat), len(entry.content), _SMALL)
            small += _padded(entry.content, _SMALL)
    entries[0].content = small
    sectors, fat = b"", list[int]()

    def put(content: bytes) -> int:
        nonlocal sectors
        at = len(fat)
        fat.extend(_chain(at, len(content), _SECTOR))
        sectors += _padded(content, _SECTOR)
        return at if content else _END

    for number, entry in enumerate(entries):
        if number == 0 or len(entry.content) >= _CUTOFF:
            starts[number] = put(entry.content)
    small_at = put(b"".join(struct.pack("<I", each) for each in small_fat))
    directory = b"".join(_directory(entries, number, starts.get(number, _END)) for number in range(len(entries)))
    directory_at = put(_padded(directory, _SECTOR))
    fats = 1
    while (len(fat) + fats) * 4 > fats * _SECTOR:
        fats += 1
    fat_at = len(fat)
    fat += [_FAT] * fats
    table = b"".join(struct.pack("<I", each) for each in fat)
    sectors += table + b"\xff" * (fats * _SECTOR - len(table))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, fats, directory_at, 0, _CUTOFF,
                        small_at, -(-len(small_fat) * 4 // _SECTOR), _END, 0, fat_at)  # fmt: skip
    head += b"".join(struct.pack("<I", fat_at + at) for at in range(1, fats))
    return head + b"\xff" * (_SECTOR - len(head)) + sectors


def _fill(entries: list[_Entry], parent: int, tree: Tree) -> None:
    for name, held in tree.items():
        number = len(entries)
        entries[parent].children.append(number)
        entries.append(_Entry(name, 2, held) if isinstance(held, bytes) else _Entry(name, 1))
        if not isinstance(held, bytes):
            _fill(entries, number, held)


def _chain(at: int, size: int, sector: int) -> list[int]:
    count = -(-size // sector)
    return [*range(at + 1, at + count), _END] if count else []


def _padded(content: bytes, sector: int) -> bytes:
    return content + bytes(-len(content) % sector)


def _directory(entries: list[_Entry], number: int, start: int) -> bytes:
    """An entry of the directory; the children of one follow each other to the right."""
    entry = entries[number]
    siblings = next((each.children for each in entries if number in each.children), [])
    at = siblings.index(number) if siblings else 0
    right = siblings[at + 1] if siblings and at + 1 < len(siblings) else _NONE
    child = entry.children[0] if entry.children else _NONE
    name = entry.name.encode("utf-16-le") + b"\0\0"
    return name.ljust(64, b"\0") + struct.pack(
        "<HBBIII16xI16xIQ", len(name), entry.kind, 1, _NONE, right, child, 0, start, len(entry.content)
    )


def old_workbook(sheets: Mapping[str, Sequence[Sequence[Cell]]], *, since_1904: bool = False) -> bytes:
    """A workbook of Excel 97 (MS-XLS); strings are shared, days are numbers with a format."""
    strings: list[str] = []
    bodies = [_sheet(rows, strings, since_1904) for rows in sheets.values()]
    xfs = b"".join(_record(0xE0, struct.pack("<HHHHHHII", 0, 14 * is_day, 1, 0, 0, 0, 0, 0)) for is_day in (0, 1))
    before = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)) + _record(0x42, struct.pack("<H", 1200))
    before += _record(0x22, struct.pack("<H", since_1904)) + xfs
    packed = b"".join(struct.pack("<HB", len(each), 1) + each.encode("utf-16-le") for each in strings)
    shared = _record(0xFC, struct.pack("<II", len(strings), len(strings)) + packed)
    bounds = [struct.pack("<BB", len(name), 1) + name.encode("utf-16-le") for name in sheets]
    start = len(before) + sum(4 + 4 + 2 + len(each) for each in bounds) + len(shared) + 4
    named = b""
    for bound, body in zip(bounds, bodies, strict=True):
        named += _record(0x85, struct.pack("<IBB", start, 0, 0) + bound)
        start += len(body)
    return compound({"Workbook": before + named + shared + _record(0x0A, b"") + b"".join(bodies)})


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _sheet(rows: Sequence[Sequence[Cell]], strings: list[str], since_1904: bool) -> bytes:
    cells = b""
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                strings.append(cell)
                cells += _record(0xFD, struct.pack("<HHHI", at, column, 0, len(strings) - 1))
            elif isinstance(cell, date):
                moment = cell if isinstance(cell, datetime) else datetime(cell.year, cell.month, cell.day)
                epoch = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)
                days = (moment - epoch).total_seconds() / 86400
                cells += _record(0x203, struct.pack("<HHHd", at, column, 1, days))
            else:
                cells += _record(0x203, struct.pack("<HHHd", at, column, 0, cell))
    return _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)) + cells + _record(0x0A, b"")


def outlook_message(
    subject: str = "",
    body: str = "",
    *,
    page: bytes = b"",
    rich: bytes = b"",
    sender: tuple[str, str] = ("", ""),
    sent: datetime | None = None,
    headers: str = "",
    files: Mapping[str, bytes] | None = None,
    messages: Sequence[Tree] = (),
    codepage: int = 0,
) -> Tree:
    """The streams of a message (MS-OXMSG), for `compound`; with a code page its texts are not in Unicode."""
    texts = {"0037": subject, "1000": body, "0C1A": sender[0], "5D01": sender[1], "007D": headers}
    encoding, kind = (f"cp{codepage}", "001E") if codepage else ("utf-16-le", "001F")
    tree: dict[str, bytes | Tree] = {
        f"__substg1.0_{number}{kind}": text.encode(encoding) for number, text in texts.items() if text
    }
    tree |= {f"__substg1.0_{number}0102": raw for number, raw in (("1013", page), ("1009", rich)) if raw}
    fixed = b""
    if sent:
        ticks = int((sent - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000
        fixed += struct.pack("<HHIq", 0x0040, 0x0039, 6, ticks)
    if codepage:
        fixed += struct.pack("<HHIq", 0x0003, 0x3FFD, 6, codepage)
    tree["__properties_version1.0"] = bytes(32) + fixed
    held = [
        *({"__substg1.0_37010102": raw, **_named(name)} for name, raw in (files or {}).items()),
        *({"__substg1.0_3701000D": _inside(each), **_named("message")} for each in messages),
    ]
    return tree | {f"__attach_version1.0_#{at:08X}": each for at, each in enumerate(held)}


def _named(name: str) -> Tree:
    return {"__substg1.0_3707001F": name.encode("utf-16-le"), "__properties_version1.0": bytes(8)}


def _inside(message: Tree) -> Tree:
    """A message as it stands in another: the head of its properties is shorter."""
    fixed = message["__properties_version1.0"]
    assert isinstance(fixed, bytes)
    return {**message, "__properties_version1.0": fixed[8:]}
