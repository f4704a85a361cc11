"""The shapes of plain text: what is left of a page when it is copied or crawled without its markup."""

from __future__ import annotations

from datetime import timedelta

from tests.made.articles import Made


def plain(made: Made) -> str:
    return "\n\n".join((made.title, made.written, *made.body)) + "\n"


def labelled(made: Made) -> str:
    return "\n\n".join(
        (made.title, f"{made.published} {made.written}", *made.body, f"© 2021 {made.source}", made.share, made.comments)
    )


def crawled(made: Made) -> str:
    """A menu above, related headlines and a comment form below, one line each without blank ones between."""
    menu = "\n".join(("  • A", "  • B", "  • C", f"{made.source}", ""))
    tail = "\n".join(
        (made.share, made.comments, "0 / 0", *(f"  • {text}" for text in made.related), f"© {made.source} 2021")
    )
    return "\n".join((menu, made.title, made.written, "", *made.body, "", tail))


def wrapped(made: Made, width: int = 72) -> str:
    """Broken at a margin, as by a mail program; paragraphs parted by blank lines."""
    lines: list[str] = []
    for paragraph in made.body:
        lines.append("")
        for word in paragraph.split():
            if len(lines[-1]) + len(word) >= width:
                lines.append("")
            lines[-1] = f"{lines[-1]} {word}".strip()
        lines.append("")
    return "\n".join((made.title, "", made.written, "", *lines))


def numbers(made: Made) -> str:
    return "\n\n".join((made.title, f"{made.day + timedelta(days=16):%d.%m.%Y}, 14:05", *made.body))


def changed(made: Made) -> str:
    """The day of the last change stands first, with a label of its own; both in the form that machines write."""
    return "\n\n".join((made.title, f"Updated: {made.day + timedelta(days=3)}", f"Published: {made.day}", *made.body))


def sectioned(made: Made) -> str:
    """A line that glues day and section, and a path to the page."""
    return "\n\n".join((f"{made.source} » A » B", f"date {made.day} International", made.title, *made.body))


def undated(made: Made) -> str:
    return "\n\n".join((made.title, *made.body))


def markdown(made: Made) -> str:
    fields = f"---\ntitle: {made.title}\ndate: {made.day}\npublisher: {made.source}\nlang: {made.language}\n---\n\n"
    return fields + f"# {made.title}\n\n" + "\n\n".join(made.body)


def dateline(made: Made) -> str:
    """An agency's story, whose place and day begin its first sentence; the year stands in the line of rights."""
    first, *rest = made.body
    return "\n\n".join((made.title, f"SALTMERE, March 4 (Harbour Wire) - {first}", *rest, f"© 2021 {made.source}"))


def weekday(made: Made) -> str:
    """Only the reporter's today, without a year, which the day of the week gives."""
    first, *rest = made.body
    return "\n\n".join((made.title, f"{first} She said so on Thursday (March 4).", *rest))
