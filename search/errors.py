"""Everything that can go wrong, in one tree.

    SearchError                 what the programs catch, print on stderr and turn into exit status 1
    ├── FileSkipped             one file or record cannot be read; it is named, counted and left out
    ├── ExtraMissing            an optional dependency is needed; the message says what to install
    ├── InputInvalid            a file that a command was given is not of the kind it takes
    ├── SettingInvalid          a setting has a value that cannot be used
    ├── IndexMissing            there is no index where one was looked for
    ├── IndexUnusable           there is one, but of another version, or damaged
    │   └── LedgerElsewhere     its file report is on the machine that builds it
    ├── IndexBusy               another build is writing to the same index
    ├── IndexUnwritable         the disk of an index is full, fails or takes no files; the old index stays
    ├── OutputFailed            what a command says cannot be written where it goes
    ├── ClusterUnreachable      the search cluster does not answer; the index there is as it was
    ├── DocumentNotFound        no document has that id
    └── StoriesNotTold          a query asks for what only an index with stories knows

A message says what happened, where, and what to do.
"""

import sqlite3

DATABASE_DAMAGED = (sqlite3.Error, UnicodeDecodeError)
"""What Python's SQLite raises where a file is damaged: the second where its message quotes bytes that are no text."""


class SearchError(Exception):
    """Any error that a person can do something about."""


class FileSkipped(SearchError):
    """A file or record that cannot be read.

    The message is the reason alone, as in "file is empty; get a fresh copy": what is wrong and, after a semicolon, what
    to do. Details that differ from file to file are in parentheses. Whoever catches it knows the path.
    """


EMPTY = "file is empty; get a fresh copy or remove it"
"""Why a file without a word in it is skipped."""


class ExtraMissing(SearchError):
    """An optional dependency is not installed."""


class InputInvalid(SearchError):
    """A file or a text that a command or a page was given is not what it takes."""


class SettingInvalid(SearchError):
    """A setting, an option or a configuration file has an unusable value."""


class IndexMissing(SearchError):
    """No index has been built at the place that was named."""


class IndexUnusable(SearchError):
    """An index is damaged or was written by another version."""


class LedgerElsewhere(IndexUnusable):
    """An index that another machine builds has its file report there, and is changed there."""


class IndexBusy(SearchError):
    """Another process is building the same index."""


class IndexUnwritable(SearchError):
    """A new build cannot be written: a disk is full, fails, or takes no files. The live build stays."""


class OutputFailed(SearchError):
    """Where a command's output goes cannot be written to."""


class ClusterUnreachable(SearchError):
    """The search cluster does not answer, or not now."""


class DocumentNotFound(SearchError):
    """No document of the index has the id that was asked for."""


class StoriesNotTold(SearchError):
    """The index was built without stories, and a query needs them."""
