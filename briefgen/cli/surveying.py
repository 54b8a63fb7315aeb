"""What the editors' commands share: the site they look at, how they end, and how words in their sentence are printed."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from briefgen.cli import printing
from briefgen.model import Context, Location, Problem

if TYPE_CHECKING:
    from briefgen.desk import Survey

settings_option = click.option(
    "--config", "config_file", type=click.Path(path_type=Path), default=Path("briefgen.toml"), help="The site's settings."
)
format_option = click.option(
    "--format", "output_format", type=click.Choice(["text", "json"]), default="text", help="How to print it."
)


def surveyed(config_file: Path) -> Survey:
    """The site of a settings file, understood and linked, with all its problems. Ends the program if the settings are wrong."""
    from briefgen import config as settings
    from briefgen import desk

    config, problems = settings.load(config_file)
    if config is None:
        finish(problems)
    with printing.Bar() as bar:
        return desk.survey(config, bar)


def finish(problems: Iterable[Problem]) -> NoReturn:
    """Print the problems and end the program, with 1 if one of them is an error."""
    problems = printing.in_order(problems)
    for problem in problems:
        click.echo(printing.line(problem), err=True)
    sys.exit(printing.exit_code(problems, strict=False))


def sentence(context: Context) -> str:
    """`article S12: before «words» after`."""
    words = f"{context.before}«{click.style(context.words, bold=True)}»{context.after}".strip()
    return f"{context.article_id} S{context.sentence}: {words}"


def place(location: Location | None) -> str:
    """`path:line:column`, as far as it is known."""
    return ":".join([location.path, *(str(n) for n in (location.line, location.column) if n)]) if location else ""
