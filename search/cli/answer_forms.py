"""The form in which a command prints its answer: options of which one is given, or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import click


def form_options(forms: Mapping[str, str]) -> Callable[[Any], Any]:
    """An option for each form, such as `--csv`, with its help; the command gets `form`, its name or None.

    Two of them are a usage error: click would silently take the last.
    """

    def decorated(command: Any) -> Any:
        for name, told in reversed([*forms.items()]):
            option = click.option(f"--{name}", name, is_flag=True, expose_value=False, callback=_choose, help=told)
            command = option(command)
        return command

    return decorated


def _choose(context: click.Context, option: click.Parameter, given: bool) -> None:
    chosen = context.params.setdefault("form", None)
    if not given:
        return
    if chosen:
        raise click.UsageError(f"Use one of --{chosen} and --{option.name}: the answer is printed in one form.")
    context.params["form"] = option.name
