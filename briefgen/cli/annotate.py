"""`briefgen annotate`: what was understood of each article, one JSON object a line, for scoring and for other programs."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from briefgen.cli import printing


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--format", "output_format", type=click.Choice(["jsonl"]), default="jsonl", help="One JSON object an article.")
@click.option("--plain", is_flag=True, help="The text is clean already: do not change one character of it.")
@click.option("--no-glossary", is_flag=True, help="Annotator, patterns and the article's own evidence only.")
def annotate(files: tuple[Path, ...], output_format: str, plain: bool, no_glossary: bool) -> None:
    """Print what is understood of FILES (any source file, JSON Lines, or - for standard input)."""
    del output_format
    from briefgen import config as settings
    from briefgen import desk

    config, problems = settings.load(Path()) if Path(settings.FILE).is_file() else (None, ())
    glossary, found = desk.annotation_glossary(config, empty=no_glossary)
    problems += found
    for file in files:
        try:
            data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        except OSError as error:
            raise click.BadParameter(f"{file}: {error.strerror}", param_hint="FILES") from error
        for found, row in desk.annotated(str(file), data, glossary, plain=plain, config=config):
            problems += found
            if row is not None:
                click.echo(json.dumps(row, ensure_ascii=False))
    for problem in printing.in_order(problems):
        click.echo(printing.line(problem), err=True)
    sys.exit(printing.exit_code(problems, strict=False))
