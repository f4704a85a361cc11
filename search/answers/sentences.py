"""What goes wrong, in sentences: the same on the page, in JSON and for assistants."""

from __future__ import annotations

from pathlib import Path

from search.errors import ClusterUnreachable, DocumentNotFound, SearchError, SettingInvalid

NO_CLUSTER = "The search cluster does not answer. Try again in a moment, and tell its operator if that does not help."
NO_SETTING = "The server is not set up as it must be. Tell its operator: its log says what to do."


def sentence(error: Exception) -> str:
    """What an error says, as a sentence."""
    text = str(error)
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith((".", "!", "?")) else ".")


def not_found(error: DocumentNotFound) -> str:
    """There is no such document, or it is gone."""
    return f"{sentence(error)} It may have been removed or renamed. Try searching for words from it."


def without_path(error: Exception, folder: Path) -> str:
    """What is wrong with an index, without where its folder stands: that is for the log alone."""
    return sentence(error).replace(str(folder), folder.name)


def told(error: SearchError, folder: Path) -> str:
    """What a reader is told of an error: nothing of where things stand on the machine, which is for the log alone."""
    if isinstance(error, DocumentNotFound):
        return not_found(error)
    if isinstance(error, ClusterUnreachable):
        return NO_CLUSTER
    if isinstance(error, SettingInvalid):
        return NO_SETTING
    return without_path(error, folder)
