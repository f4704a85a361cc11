"""`sources.toml` beside a corpus: what a publisher is called, and who publishes a folder or a domain.

[aliases]
"The Hindu" = ["thehindu", "Hindu Online"]

[folders]
"wire/afp" = "AFP"

[domains]
"bbc.co.uk" = "BBC News"
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from search.errors import SettingInvalid
from search.regular_file import contents

FILE = "sources.toml"
MAX_BYTES = 20_000_000
"""Of a file that is read: some hundred thousand publishers."""
_TABLES = ("aliases", "folders", "domains")


@dataclass(frozen=True, slots=True)
class Sources:
    """What a person says of publishers. All is empty where no file says anything.

    `aliases` maps folded spellings to names; `folders` are paths below the corpus ("wire/afp"); `domains` are in lower
    case, without "www.".
    """

    aliases: Mapping[str, str] = field(default_factory=dict)
    folders: Mapping[str, str] = field(default_factory=dict)
    domains: Mapping[str, str] = field(default_factory=dict)

    def named(self, name: str) -> str:
        """The name that a spelling stands for, which is the spelling itself where nothing is said."""
        return self.aliases.get(folded(name), name)

    def of_folder(self, path: str) -> tuple[str, str]:
        """The publisher of the innermost folder around a document's path, and the folder; or two empty strings."""
        inner = path.partition("/")[2].lower().split("/")[:-1]
        for depth in range(len(inner), 0, -1):
            folder = "/".join(inner[:depth])
            if folder in self.folders:
                return self.folders[folder], folder
        return "", ""

    def of_domain(self, domain: str) -> tuple[str, str]:
        """The publisher of a domain or of one that it is part of, and that domain; or two empty strings."""
        labels = domain.split(".")
        for first in range(len(labels)):
            part = ".".join(labels[first:])
            if part in self.domains:
                return self.domains[part], part
        return "", ""


def folded(name: str) -> str:
    """A name's letters and digits in one case."""
    return "".join(filter(str.isalnum, name.casefold()))


def domain_of(url: str) -> str:
    """The host of an address in lower case, without "www." and port."""
    return re.sub(r"^(?:[a-z+]{2,10}:)?(?://)?(?:[^/@]*@)?(?:www\.)?|[/?#:].*$", "", url.strip().lower())


def load(folder: Path) -> Sources:
    """What the file in the folder of a corpus says, or else the one beside the folder. Raises SettingInvalid."""
    for file in (folder / FILE, folder.resolve().parent / FILE):
        if os.path.lexists(file):
            return _read(file)
    return Sources()


def _read(file: Path) -> Sources:
    try:
        data = tomllib.loads(contents(file, MAX_BYTES).decode("utf-8-sig"))
    except OSError as error:
        raise SettingInvalid(f"{file} cannot be read: {error.strerror}; fix it or remove it") from None
    except (ValueError, RecursionError) as error:
        raise SettingInvalid(f"{file} cannot be read: {error}; fix it or remove it") from None
    unknown = [name for name in data if name not in _TABLES]
    if unknown or not all(isinstance(table, dict) for table in data.values()):
        wrong = unknown[0] if unknown else next(name for name in data if not isinstance(data[name], dict))
        raise SettingInvalid(f"{file}: unexpected {wrong!r}; expected the tables [aliases], [folders] and [domains]")
    folders, domains = (dict(_names(data.get(table, {}), table, file)) for table in ("folders", "domains"))
    return Sources(
        aliases=dict(_aliases(data.get("aliases", {}), file)),
        folders={folder.strip("/").lower(): name for folder, name in folders.items()},
        domains={
            re.sub(r"^(?:https?://)?(?:www\.)?|/.*$", "", domain.lower()): name for domain, name in domains.items()
        },
    )


def _names(table: Mapping[str, object], title: str, file: Path) -> Iterator[tuple[str, str]]:
    for key, name in table.items():
        if not isinstance(name, str) or not name.strip():
            raise SettingInvalid(f'{file}: {key!r} in [{title}] must be a publisher, as in "{key}" = "The Gazette"')
        yield key, name.strip()


def _aliases(table: Mapping[str, object], file: Path) -> Iterator[tuple[str, str]]:
    for name, spellings in table.items():
        if not isinstance(spellings, list) or not all(isinstance(spelling, str) for spelling in spellings):
            raise SettingInvalid(f'{file}: {name!r} in [aliases] must be a list, as in "{name}" = ["Gazette Online"]')
        yield from ((folded(spelling), name) for spelling in (name, *spellings))
