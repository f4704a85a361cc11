"""Web archives in a package (WACZ): the pages of the crawls in it. Its indexes and lists are no articles."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace

from search.errors import FileSkipped
from search.readers import PLAIN, Options, Record
from search.readers import read as read_inner
from search.readers.packed.limits import Allowance
from search.readers.packed.members import deeper, guarded, shown_name
from search.readers.packed.zip_member import member, opened

SUFFIXES = (".wacz",)
ALSO = (".zip",)

_NO_CRAWL = "no crawl (.warc) in the package; make it again, or give it the right extension"


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Record]:
    """The pages of every crawl in the package, in the order of their names. Raises FileSkipped."""
    deep, allowance = deeper(options)
    inner = replace(deep, depth=options.depth)  # a crawl that is packed by itself is no further archive
    with opened(raw, "web archive package") as archive:
        crawls = {shown_name(info.filename): info for info in archive.filelist if _is_crawl(info.filename)}
        if not crawls:
            raise FileSkipped(_NO_CRAWL)
        for name in sorted(crawls):
            place = f"{path}/{name}"
            yield from guarded(_pages(archive, crawls[name], place, inner, allowance), place)


def _is_crawl(name: str) -> bool:
    return name.lower().endswith((".warc", ".warc.gz"))


def _pages(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: str, options: Options, allowance: Allowance
) -> Iterator[Record]:
    allowance.take(info.file_size)
    yield from read_inner(member(archive, info), path.rpartition("/")[2], path, options)
