"""The command line: one file a command. The only package that prints, and the only doorway of click."""

from __future__ import annotations

import click

from briefgen import __version__
from briefgen.cli.annotate import annotate
from briefgen.cli.build import build


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefgen")
def main() -> None:
    """Build annotated article briefings: a static site in which every fact leads to its sentence."""


main.add_command(build)
main.add_command(annotate)
