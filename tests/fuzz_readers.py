"""Bytes that are changed where it leads to new code, for every reader and the annotators behind it.

    python -m tests.fuzz_readers SECONDS [FOLDER [ENDING ...]]

With endings (".rtf .docx") the time is for files of these alone. It needs the extra `fuzz` and ends with exit status 0
where nothing was found. What is interesting is kept in the folder for the next time, and so is the input that a reader
failed on, took 20 seconds for or 2 GB. Of a package (.docx, .odt, .epub, .zip) a member is changed and packed again:
else its checksum would be all that is ever tried.
"""

from __future__ import annotations

import io
import sys
import zlib
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from zipfile import BadZipFile, ZipFile

import atheris

with atheris.instrument_imports(include=["search.readers", "search.annotators"]):
    from search.config import Config
    from search.errors import FileSkipped
    from search.model import Document
    from search.readers import Rejected, Remark, all_readers, read
    from search.reading import pipeline

from tests.made_article import PROSE
from tests.made_files import MADE
from tests.readers.exports import test_headed_articles, test_libraries, test_retriever
from tests.readers.test_posts import LINE

SEEDS = {
    **MADE,
    ".fields.txt": lambda: test_headed_articles.joined(test_headed_articles.LABELLED).encode(),
    ".westlaw.txt": lambda: test_headed_articles.westlaw("Ferry sold", 4).encode(),
    ".retriever.txt": lambda: test_retriever.export().encode(),
    ".genios.txt": lambda: test_libraries.GENIOS.encode(),
    ".gale.txt": lambda: "".join(map(test_libraries.gale, test_libraries.PAPERS)).encode(),
    ".newsbank.txt": lambda: test_libraries.newsbank(test_libraries.PAPERS[0]).encode(),
    ".line.txt": lambda: LINE["taiwan"].format(name="Ada", text=PROSE[0]).encode(),
}
"""A good file for every ending, and for what only the words of a text tell."""
NAMES = list(SEEDS)
CONFIG = Config(entities="none", today=date(2026, 1, 1))
INSIDE = 0.8
"""How often it is a member of a package that is changed."""
LARGEST = 100_000
"""Bytes of a package's members."""
LIMITS = ["-timeout=20", "-rss_limit_mb=2000", "-max_len=20000", "-print_final_stats=1"]


def look(data: bytes) -> None:
    """Read the bytes as a file of the format that the first one names: documents or reasons must come of it."""
    name = f"a{NAMES[data[0] % len(NAMES)]}" if data else "a.txt"
    try:
        found = list(read(data[1:], name, f"news/{name}"))
    except FileSkipped as reason:
        assert str(reason)  # noqa: PT017  # that is what was promised
        return
    assert found
    for record in found:
        assert isinstance(record, Rejected | Document | Remark)
        if isinstance(record, Document):
            sound(pipeline.annotated(record, CONFIG))


def sound(document: Document) -> None:
    """The parts of a document lie in its text, and its texts can be stored."""
    ends = [0, *(at for part in document.parts for at in (part.start, part.end)), len(document.text)]
    assert ends == sorted(ends)
    for text in (document.title, document.text, document.path, document.language):
        text.encode("utf-8", "surrogatepass")


def changed(data: bytes, largest: int, seed: int) -> bytes:
    """The bytes changed as the fuzzer does it; of a package, mostly one of its members."""
    rng = Random(seed)
    members = unpacked(data[1:]) if rng.random() < INSIDE else {}
    if not members:
        return bytes(atheris.Mutate(data, largest))
    name = rng.choice(list(members))
    members[name] = bytes(atheris.Mutate(members[name], 2 * len(members[name]) + 100))
    made = io.BytesIO()
    with ZipFile(made, "w") as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    whole = data[:1] + made.getvalue()
    return whole if len(whole) <= largest else bytes(atheris.Mutate(data, largest))


def unpacked(raw: bytes) -> dict[str, bytes]:
    """The members of a zip archive by name, none where it is no such or holds more than can be changed."""
    try:
        with ZipFile(io.BytesIO(raw)) as archive:
            listed = archive.infolist()
            if sum(member.file_size for member in listed) > LARGEST:
                return {}
            return {member.filename: archive.read(member) for member in listed}
    except (BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, zlib.error, EOFError):
        return {}  # it is changed as it is


def main(seconds: int, kept: Path, endings: tuple[str, ...]) -> None:
    """Fuzz for so long. It does not come back."""
    kept.mkdir(parents=True, exist_ok=True)
    NAMES[:] = [name for name in NAMES if not endings or name.endswith(endings)]
    for number, name in enumerate(NAMES):
        (kept / f"made{number}").write_bytes(bytes([number]) + SEEDS[name]())
    all_readers()
    options = [f"-max_total_time={seconds}", f"-artifact_prefix={kept}/", *LIMITS]
    atheris.Setup([sys.argv[0], *options, str(kept)], look, custom_mutator=changed)
    atheris.Fuzz()


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        main(int(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) > 2 else folder), tuple(sys.argv[3:]))
