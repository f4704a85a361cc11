"""`python -m search sample` and `python -m search agreement`: draw articles to code by hand, and compare the sheets."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from search.answers.research.agreement import Agreement, Alpha
from search.answers.research.agreement_by_code import agreements, order_of
from search.answers.research.coding_sheet import Coded, coded, codes, sheet_rows
from search.answers.research.sampling import drawing, sample
from search.cli.commands import Command
from search.cli.filters import Question, filter_options, read_query
from search.cli.given_file import given_text
from search.cli.options import index_option, plural, reported
from search.config import Config
from search.errors import InputInvalid
from search.ledger.texts import fingerprint, texts
from search.store import builds, followed
from search.terminal import line, say, say_json

_VIEW = ("page", "per_page", "facet_size", "view")


@click.command(cls=Question)
@click.argument("text", nargs=-1)
@click.option("-n", "--size", type=int, metavar="N", default=100, show_default=True, help="How many articles.")
@click.option("--seed", default="1", metavar="WORD", show_default=True, help="The same seed draws the same articles.")
@click.option("--per", nargs=2, metavar="FACET N", default=("", "0"), help="At most N per source, language or year.")
@click.option("--code", default="", metavar="NAMES", help="Empty columns for codes, with commas: tone,frame.")
@click.option("--host", default="http://127.0.0.1:8000", metavar="URL", help="Where the links of the sheet begin.")
@filter_options(but=_VIEW)
@index_option
def sample_command(
    text: tuple[str, ...],
    size: int,
    seed: str,
    per: tuple[str, str],
    code: str,
    host: str,
    index: Path | None,
    **given: tuple[str, ...],
) -> None:
    """Draw a sample of what TEXT finds, to code by hand.

    It is printed as a sheet (CSV). Smaller samples are part of larger ones, and the same seed draws the same articles
    from another build of the folder.
    """
    query = read_query(text, given)
    with reported():
        if not per[1].isdecimal():
            raise InputInvalid(f"--per takes a facet and a number, not “{line(per[1])}”")
        how, names = drawing(size, seed, per[0], int(per[1])), codes(code)
        config = Config.load(index=index)
        folder = config.index
        opened = followed.open_newest(folder, config.engine)
        known = texts(builds.build_folder(folder, opened.manifest))
        drawn = sample(opened.searcher, query, how)
        for row in sheet_rows(drawn, known, fingerprint(known.values()), names, host.rstrip("/")):
            say(row, nl=False)
        say(f"drew {plural(len(drawn), 'article')} of {opened.searcher.count(query):,}", err=True)


@click.command(cls=Command)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--order", multiple=True, metavar="CODE=LOW,HIGH", help="The order of a code's values, lowest first.")
@click.option("--json", "json_wanted", is_flag=True, help="Print the coefficients as JSON.")
def agreement_command(files: tuple[Path, ...], order: tuple[str, ...], json_wanted: bool) -> None:
    """Say how far coded sheets agree, code by code.

    FILES are sheets of one sample, one per person.

    Percent, Cohen's kappa and Krippendorff's alpha (nominal, and ordinal for numbers or with --order), with a 95 %
    bootstrap interval.
    """
    with reported():
        sheets = [(str(path), _sheet(path)) for path in files]
        found = agreements(sheets, dict(map(order_of, order)))
        for name, sheet in sheets:
            if sheet.unread:
                lines = ", ".join(map(str, sheet.unread[:10]))
                say(f"{line(name)}: {plural(len(sheet.unread), 'line')} of no article left out ({lines})", err=True)
        if json_wanted:
            say_json({"corpus": sheets[0][1].corpus, "codes": list(map(asdict, found))})
        else:
            for one in found:
                _print(one)


def _sheet(path: Path) -> Coded:
    text = given_text(path)
    try:
        return coded(text)
    except InputInvalid as error:
        raise InputInvalid(f"{path}: {error}") from None


def _print(found: Agreement) -> None:
    if not found.units:
        say(f"{line(found.code)}: no article has a value in two sheets or more; fill in the column")
        return
    values = plural(len(found.values), "value")
    say(f"{line(found.code)}: {plural(found.units, 'article')} coded by {found.coders} people, {values}")
    rows = [("agreement", _percent(found.percent)), ("Cohen's kappa", _figure(found.kappa))]
    rows += [("Krippendorff's alpha, nominal", _interval(found.nominal))]
    rows += [("Krippendorff's alpha, ordinal", _interval(found.ordinal))] if found.ordinal else []
    for name, value in rows:
        say(f"  {name}: {value}")


def _percent(share: float | None) -> str:
    return "not defined" if share is None else f"{share * 100:.1f} %"


def _figure(value: float | None) -> str:
    return "not defined" if value is None else f"{value:.3f}"


def _interval(found: Alpha) -> str:
    if found.low is None or found.high is None:
        return _figure(found.value)
    return f"{_figure(found.value)} (95 % interval {found.low:.3f} to {found.high:.3f})"
