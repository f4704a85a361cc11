"""A file that two builds have: it is never written to again, so that both may have the same one."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def share(name: str, before: Path, folder: Path) -> None:
    """Have a file of one folder in another too, under the same name; at no cost where the file system can."""
    try:
        os.link(before / name, folder / name)
    except OSError:
        shutil.copyfile(before / name, folder / name)
