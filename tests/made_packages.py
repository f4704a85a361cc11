"""Files that hold other files, made for tests: archives, e-books, saved pages and packed documents."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import plistlib
import tarfile
import zipfile
from collections.abc import Callable, Mapping, Sequence

import zstandard

_OFFICE = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
_CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
WAYS: Mapping[str, Callable[[bytes], bytes]] = {
    "gz": lambda raw: gzip.compress(raw, mtime=0),
    "xz": lzma.compress,
    "bz2": bz2.compress,
    "zst": zstandard.ZstdCompressor().compress,
}
"""Ways of packing by their endings."""


def packed(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2021, 3, 4, 10, 0, 0)), content, compress_type=method)
    return out.getvalue()


def repacked(raw: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """A zip archive with other bytes in one of its members."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        members = {each: archive.read(each) for each in archive.namelist()}
    assert old in members[name]
    return packed(members | {name: members[name].replace(old, new)})


def tarred(members: Mapping[str, bytes | tarfile.TarInfo], form: int = tarfile.PAX_FORMAT) -> bytes:
    """A tar archive; what is no file is given as its header."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        for name, content in members.items():
            if isinstance(content, tarfile.TarInfo):
                archive.addfile(content)
                continue
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


def open_text(*paragraphs: str, title: str = "", properties: str = "", flat: bool = False) -> bytes:
    """An OpenDocument text of paragraphs, which may hold markup. With `title` it begins with a heading."""
    heading = f'<text:h text:outline-level="1">{title}</text:h>' if title else ""
    inner = heading + "".join(f"<text:p>{paragraph}</text:p>" for paragraph in paragraphs)
    body = f"<office:body><office:text>{inner}</office:text></office:body>"
    if flat:
        return f"<office:document {_OFFICE}><office:meta>{properties}</office:meta>{body}</office:document>".encode()
    members = {
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {_OFFICE}>{body}</office:document-content>".encode(),
    }
    if properties:
        meta = f"<office:document-meta {_OFFICE}><office:meta>{properties}</office:meta></office:document-meta>"
        members["meta.xml"] = meta.encode()
    return packed(members)


def book(chapters: Sequence[bytes], contents: Mapping[str, str] | None = None, metadata: str = "") -> bytes:
    """An e-book of chapters "c1.xhtml" and so on, with the names of some in its contents."""
    names = [f"c{number}.xhtml" for number in range(1, len(chapters) + 1)]
    listed = "".join(f'<li><a href="{name}">{title}</a></li>' for name, title in (contents or {}).items())
    nav = f'<html xmlns="http://www.w3.org/1999/xhtml"><body><nav><ol>{listed}</ol></nav></body></html>'
    items = "".join(f'<item id="{name}" href="{name}" media-type="application/xhtml+xml"/>' for name in names)
    items += '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    order = "".join(f'<itemref idref="{name}"/>' for name in ["nav", *names])
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata>'
        f"<manifest>{items}</manifest><spine>{order}</spine></package>"
    )
    return packed(
        {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": _CONTAINER.encode(),
            "OEBPS/book.opf": package.encode(),
            "OEBPS/nav.xhtml": nav.encode(),
            **{f"OEBPS/{name}": chapter for name, chapter in zip(names, chapters, strict=True)},
        }
    )


def saved_page(page: bytes, *more: tuple[str, bytes], address: str = "https://example.org/lamp") -> bytes:
    """A page as a browser saves it with all that it shows; `more` are parts by their types."""
    head = f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {address}\r\nSubject: Saved\r\n"
    head += "Date: Fri, 5 May 2023 09:31:00 -0000\r\nMIME-Version: 1.0\r\n"
    head += 'Content-Type: multipart/related; type="text/html"; boundary="B"\r\n\r\n'
    parts = [("text/html", page), *more]
    return head.encode() + b"".join(map(_saved_part, parts)) + b"--B--\r\n"


def _saved_part(part: tuple[str, bytes]) -> bytes:
    kind, content = part
    return f"--B\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: binary\r\n\r\n".encode() + content + b"\r\n"


def safari_page(content: bytes, address: str = "https://example.org/lamp", *, binary: bool = True) -> bytes:
    """A page as Safari saves it, with a picture and a frame."""
    kinds = ("WebResourceData", "WebResourceMIMEType", "WebResourceTextEncodingName", "WebResourceURL")
    resource = dict(zip(kinds, (content, "text/html", "UTF-8", address), strict=True))
    frame = {"WebMainResource": {**resource, "WebResourceData": b"<html><body><p>An advertisement</p></body></html>"}}
    whole = {"WebMainResource": resource, "WebSubresources": [{kinds[0]: b"PNG"}], "WebSubframeArchives": [frame]}
    return plistlib.dumps(whole, fmt=plistlib.FMT_BINARY if binary else plistlib.FMT_XML)
