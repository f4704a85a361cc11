"""The digests of a build's files, so that damage of any of them can be found later.

    builds/<build>/checksums    a line a file, as `sha256sum` writes it, which can check them as well

What may change after a build went live is left out: the lock, which is empty, and the stamps of files that were looked
into again, which have a digest of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from hashlib import file_digest
from pathlib import Path

from search.errors import IndexUnusable

FILE = "checksums"
CHANGING = ("lock", "stamps.json", "stamps.json.new")
"""The files that may change."""

_DIGEST_BYTES = 32


def write(build: Path) -> None:
    """Write the digests of all files of a finished build; those that it shares with another are not read again."""
    known = _shared(build)
    found = {name: known.get(_identity(build / name)) or _digest(build / name) for name in names(build)}
    (build / FILE).write_bytes(_as_text(found).encode("utf-8"))


def differences(build: Path) -> list[str]:
    """What is missing, changed or too much in a build, in words; nothing where all is as it was written."""
    try:
        written = _read(build)
    except (OSError, ValueError):
        return [f"{FILE}: cannot be read, so no other file can be checked"]
    there = names(build)
    unknown = [f"{name}: unexpected file, not there when the index was built" for name in there if name not in written]
    return [*unknown, *(found for name in written if (found := _compare(build, name, written[name])))]


def require(build: Path, *names: str) -> None:
    """Raises IndexUnusable where a file of a build is not what was written: so that damage is not carried over."""
    if found := damage(build, *names):
        raise IndexUnusable(f"the index in {build} is damaged: {found}; rebuild it with: python -m search.index FOLDER")


def require_listed(build: Path, name: str) -> None:
    """As `require`, where the build was written with such a file."""
    require(build, *listed(build) & {name})


def damage(build: Path, *names: str) -> str:
    """What is wrong with files of a build, in words; "" where they are what was written."""
    try:
        written = _read(build)
        return "; ".join(filter(None, (_compare(build, name, written.get(name, "")) for name in names)))
    except (OSError, ValueError) as error:
        return f"{FILE}: cannot be read ({error})"


def listed(build: Path) -> Set[str]:
    """The files of a build whose digests are known. Raises IndexUnusable."""
    try:
        return _read(build).keys()
    except (OSError, ValueError) as error:
        raise IndexUnusable(
            f"the index in {build} is damaged: {FILE}: cannot be read ({error}); "
            "rebuild it with: python -m search.index FOLDER"
        ) from error


def _compare(build: Path, name: str, digest: str) -> str:
    try:
        return "" if _digest(build / name) == digest else f"{name}: changed since the index was built"
    except OSError as error:
        return f"{name}: {error.strerror}"


def _shared(build: Path) -> dict[tuple[int, ...], str]:
    """The digests of files in the builds beside this one, by what tells that a file is the same one (a hard link)."""
    found: dict[tuple[int, ...], str] = {}
    for other in set(build.parent.iterdir()) - {build}:
        try:
            # A link to a file of another build has its digest already: a grown build is then not read from end to end.
            found |= {_identity(other / name): digest for name, digest in _read(other).items()}
        except (OSError, ValueError):  # unfinished, damaged or just removed: then the files are read
            continue
    return found


def _identity(path: Path) -> tuple[int, ...]:
    status = path.stat()
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def _read(build: Path) -> dict[str, str]:
    """The digests by the names of the files. Raises OSError and ValueError."""
    written = {}
    text = (build / FILE).read_bytes().decode("utf-8")
    for line in text.removesuffix("\n").split("\n") if text else ():
        digest, _, name = line.partition("  ")
        if not name or len(bytes.fromhex(digest)) != _DIGEST_BYTES:
            raise ValueError(line)
        written[name] = digest
    if text != _as_text(written):
        raise ValueError("another end of a line, or a line twice")
    return written


def _as_text(written: Mapping[str, str]) -> str:
    return "".join(f"{digest}  {name}\n" for name, digest in written.items())


def names(build: Path) -> list[str]:
    """The files of a build that are never written to once it is live, but for the digests themselves."""
    files = sorted(str(path.relative_to(build)) for path in build.rglob("*") if path.is_file())
    return [name for name in files if name != FILE and name not in CHANGING]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
