"""`briefgen models download`: Stanza's official models for languages that no weights are shipped for."""

from __future__ import annotations

import sys

import click

from briefgen.cli import printing


@click.group()
def models() -> None:
    """Language models that do not come with briefgen."""


@models.command()
@click.argument("codes", nargs=-1, required=True, metavar="CODE...")
def download(codes: tuple[str, ...]) -> None:
    """Fetch Stanza's models for languages (`de`, `ms`); builds use them from then on, without a network.

    Only this command and `briefgen add` of an address use the network. A language whose weights come with briefgen keeps
    those."""
    from briefgen import language
    from briefgen.analyse import annotate

    problems = []
    for code in codes:
        if language.code_of(code) not in (code, code.partition("-")[0]):
            raise click.BadParameter(f'"{code}" is not a language code; write it like de or zh-hans.', param_hint="CODE")
        folder = language.fetched() / code
        if language.load(code).models not in (None, folder):
            click.echo(f"{code}: comes with briefgen")
        elif problem := annotate.fetch(code, folder):
            problems.append(problem)
        else:
            click.echo(f"{code}: {folder}")
    for problem in problems:
        click.echo(printing.line(problem), err=True)
    sys.exit(printing.exit_code(problems, strict=False))
