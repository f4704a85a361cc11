"""A Java program with the libraries that a file for Maven names, fetched and compiled once, for the user's cache."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

_PACKAGES = (("javac", "openjdk-17-jdk-headless"), ("mvn", "maven"))


def compiled(source: Path) -> Path:
    """A folder with the classes of a source and, in `lib`, what the `pom.xml` beside it names.

    Raises RuntimeError saying what is missing.
    """
    pom = source.with_name("pom.xml")
    wanted = b"".join(file.read_bytes() for file in (pom, source))
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "clippings-java" / hashlib.sha256(wanted).hexdigest()[:16]
    if (folder / f"{source.stem}.class").exists():
        return folder
    if complaint := lacking():
        raise RuntimeError(complaint)
    folder.mkdir(parents=True, exist_ok=True)
    _run("mvn", "--quiet", "--batch-mode", "--file", pom, "dependency:copy-dependencies",
         f"-DoutputDirectory={folder / 'lib'}")  # fmt: skip
    _run("javac", "-cp", f"{folder / 'lib'}/*", "-d", folder, source)
    return folder


def lacking() -> str:
    """What is missing of a JDK and Maven, in words; "" where both are there."""
    for program, package in _PACKAGES:
        if shutil.which(program) is None:
            return f"{program} is needed; on Debian: apt-get install --no-install-recommends {package}"
    return ""


def _run(*command: object) -> None:
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
