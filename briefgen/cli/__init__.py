"""The command line: one file a command. The only package that prints, and the only doorway of click."""

from __future__ import annotations

import click

from briefgen import __version__
from briefgen.cli.add import add
from briefgen.cli.annotate import annotate
from briefgen.cli.build import build
from briefgen.cli.glossary import glossary
from briefgen.cli.models import models
from briefgen.cli.review import review


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefgen")
def main() -> None:
    """Build annotated article briefings: a static site in which every fact leads to its sentence."""


main.add_command(build)
main.add_command(add)
main.add_command(annotate)
main.add_command(review)
main.add_command(glossary)
main.add_command(models)
