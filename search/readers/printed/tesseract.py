"""Tesseract, which recognises print: a program of the system, run as a process of its own with limits.

It gets one image on its standard input and gives hOCR. It is started by its absolute path, without a shell; of what a
file says nothing becomes an option, and of the environment it sees only what is named here. Input that is no image it
would take for a list of files and addresses to open, so that a caller must have looked at how the image begins.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache

from search.errors import ExtraMissing, FileSkipped

NAME = "tesseract"
SECONDS = 120
"""What one page may take, of CPU time and by the clock. A full page of a newspaper takes some ten seconds."""
_MEGABYTES = 2_000
_MOST_OUTPUT = 20_000_000
_ASKED_SECONDS = 20
_ENVIRONMENT = ("PATH", "TESSDATA_PREFIX", "LD_LIBRARY_PATH")
_MISSING = "text in scans is read by Tesseract, which is not installed; run: apt-get install tesseract-ocr"


@dataclass(frozen=True, slots=True)
class Installed:
    """The program that there is: its absolute path, what it says of its version, and the languages that it knows."""

    path: str
    version: str
    languages: frozenset[str]

    @property
    def identity(self) -> str:
        """Differs where it may recognise other words."""
        return f"{self.version} {' '.join(sorted(self.languages))}"


def installed() -> Installed | None:
    """The program, or None where the system has none."""
    path = shutil.which(NAME)
    return _asked(os.path.abspath(path)) if path else None


@cache
def _asked(path: str) -> Installed | None:
    try:
        version = _answer(path, "--version").split("\n")[0].strip()
        languages = frozenset(_answer(path, "--list-langs").split("\n")[1:])
    except (OSError, subprocess.SubprocessError):
        return None
    return Installed(path, version, frozenset(filter(None, map(str.strip, languages))))


def _answer(path: str, option: str) -> str:
    asked = subprocess.run(  # noqa: S603 - the system's program and two options of its own
        [path, option], capture_output=True, timeout=_ASKED_SECONDS, check=True, env=_environment()
    )
    return (asked.stdout or asked.stderr).decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Recogniser:
    """The program with the languages that it is to look for; `missing` are those that it does not know."""

    program: Installed
    languages: tuple[str, ...]
    missing: tuple[str, ...] = ()

    def hocr(self, image: bytes, page: int = 0, dots_per_inch: int = 0) -> str:
        """The words of one page of an image whose format has been looked at, as hOCR. Raises FileSkipped."""
        options = ["-l", "+".join(self.languages), "-c", "tessedit_create_hocr=1", "-c", f"tessedit_page_number={page}"]
        if dots_per_inch:
            options += ["--dpi", str(dots_per_inch)]
        command = [self.program.path, "stdin", "stdout", *options]
        with subprocess.Popen(  # noqa: S603 - no word of a file is in it
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()
        ) as process:
            _limit(process.pid)
            try:
                out, _ = process.communicate(image, timeout=SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                raise FileSkipped(f"recognising its text took more than {SECONDS} s; scan it at 300 dpi") from None
        if process.returncode or len(out) > _MOST_OUTPUT:
            why = f"exit status {process.returncode}"
            raise FileSkipped(f"Tesseract cannot read it ({why}); open it in a viewer and save it again")
        return out.decode("utf-8", "replace")


def recogniser(languages: Sequence[str]) -> Recogniser:
    """What recognises these languages. Raises ExtraMissing where the program or all of the languages are missing."""
    program = installed()
    if program is None:
        raise ExtraMissing(_MISSING)
    known = tuple(language for language in languages if language in program.languages)
    missing = tuple(language for language in languages if language not in program.languages)
    if not known:
        raise ExtraMissing(
            f"Tesseract does not know the language {', '.join(missing)}; run: apt-get install {packages(missing)}"
        )
    return Recogniser(program, known, missing)


def packages(languages: Sequence[str]) -> str:
    """The packages of Debian that bring languages."""
    return " ".join(f"{NAME}-ocr-{language.replace('_', '-').replace('/', '-').lower()}" for language in languages)


def _environment() -> dict[str, str]:
    """One thread, because every worker reads a file of its own, and text by the same rules everywhere."""
    return {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ} | {
        "LC_ALL": "C",
        "OMP_THREAD_LIMIT": "1",
    }


def _limit(process: int) -> None:
    """Bound what a process may take, where the system can do that to another one (Linux)."""
    if not hasattr(resource, "prlimit"):
        return
    megabytes = _MEGABYTES * 1_000_000
    bounds = {resource.RLIMIT_AS: megabytes, resource.RLIMIT_CPU: SECONDS, resource.RLIMIT_FSIZE: 0}
    with suppress(ProcessLookupError):  # it has ended already
        for bound, most in bounds.items():
            _, hard = resource.prlimit(process, bound)
            least = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.prlimit(process, bound, (least, least))
