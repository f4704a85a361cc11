"""Who we are to a cluster, and whose word we take for who it is."""

from __future__ import annotations

import os
import ssl
import stat
from pathlib import Path

from search.config import Config
from search.errors import SettingInvalid

_NAMED_BY = "SEARCH_CLUSTER_PASSWORD_FILE"


def credentials(config: Config) -> str | None:
    """The user and the password with a colon between, None where there is no user. Raises SettingInvalid.

    Their UTF-8 is written as Latin-1, in which the client library encodes what it is given.
    """
    user, file = config.cluster_user, config.cluster_password_file
    if not user:
        if file is not None:
            raise SettingInvalid(f"{_NAMED_BY} needs SEARCH_CLUSTER_USER, the user whose password it holds")
        return None
    if ":" in user:
        raise SettingInvalid(f"SEARCH_CLUSTER_USER={user!r} is not valid: expected a name without a colon")
    if file is None:
        raise SettingInvalid(f"SEARCH_CLUSTER_USER needs {_NAMED_BY}, a file that holds the password")
    return f"{user}:{_password(file)}".encode().decode("latin-1")


def _password(file: Path) -> str:
    """The one line of a file. Never said in a message, nor is a part of it."""
    try:
        with file.open(encoding="utf-8") as opened:
            open_to_all = bool(os.fstat(opened.fileno()).st_mode & stat.S_IROTH)
            text = opened.read()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not text"
        raise SettingInvalid(f"cannot read {file} ({reason}); see {_NAMED_BY}") from None
    if open_to_all:
        raise SettingInvalid(
            f"every user of this machine can read {file}, which {_NAMED_BY} names; let only its owner read it:"
            f" chmod 600 {file}"
        )
    password = text.removesuffix("\n").removesuffix("\r")
    if not password or "\n" in password or "\r" in password:
        raise SettingInvalid(f"{file} must hold the password as its only line; see {_NAMED_BY}")
    return password


def trust(config: Config) -> ssl.SSLContext:
    """Believes certificates that are signed as the setting says, or else as this system does. Raises SettingInvalid."""
    file = config.cluster_ca
    try:
        return ssl.create_default_context(cafile=file)
    except OSError as error:  # which those of TLS are too
        reason = "it holds no certificate" if isinstance(error, ssl.SSLError) else error.strerror
        raise SettingInvalid(
            f"cannot read {file} ({reason}); SEARCH_CLUSTER_CA must name a file with certificates (PEM)"
        ) from None
