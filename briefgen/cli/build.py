"""`briefgen build`: the site folder's seeds → its site, with a progress bar on a terminal and a closing report."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import click

from briefgen.cli import printing


def _day(_: click.Context, option: click.Parameter, given: str | None) -> str | None:
    try:
        return given and datetime.date.fromisoformat(given).isoformat()
    except ValueError:
        raise click.BadParameter(f'"{given}" is not a date like 2024-05-16.', param=option) from None


@click.command()
@click.option(
    "--config", "config_file", type=click.Path(path_type=Path), default=Path("briefgen.toml"), help="The site's settings."
)
@click.option("--output", type=click.Path(path_type=Path), help="Write the site here instead of `[build] output`.")
@click.option("--base-url", help="Where the site will be served, e.g. https://name.github.io/repo/.")
@click.option("--strict", is_flag=True, default=None, help="Let warnings fail the build too.")
@click.option("--jobs", type=click.IntRange(min=0), help="Processes to analyse with (0 = one a core).")
@click.option("--search/--no-search", default=None, help="Make an index to search the site, or none.")
@click.option("--drafts", is_flag=True, help="Include drafts.")
@click.option("--as-of", metavar="DATE", callback=_day, help="Leave out articles dated later than this ISO date.")
@click.option("--format", "output_format", type=click.Choice(["text", "json"]), default="text", help="How to print the report.")
@click.option("-v", "--verbose", is_flag=True, help="Say why each page was made again.")
def build(
    config_file: Path,
    output: Path | None,
    base_url: str | None,
    strict: bool | None,
    jobs: int | None,
    drafts: bool,
    search: bool | None,
    as_of: str | None,
    output_format: str,
    verbose: bool,
) -> None:
    """Build the site of the current folder (or of --config FILE)."""
    from briefgen import build as recipe
    from briefgen import config as settings
    from briefgen.model import Report

    config, problems = settings.load(config_file)
    if config is not None:
        config, found = settings.replace(config, output=output, base_url=base_url, strict=strict, jobs=jobs, search=search)
        problems += found
    report = Report(problems=problems)
    if config is not None:
        with printing.Bar() as bar:
            report = recipe.build(config, recipe.Selection(drafts, as_of or ""), bar)
        report = recipe.with_problems(report, problems)
    if output_format == "json":
        click.echo(printing.report_data(report))
    else:
        for problem in printing.in_order(report.problems):
            click.echo(printing.line(problem), err=True)
        for reason in report.reasons if verbose else ():
            click.echo(reason)
        if config is not None:
            click.echo(printing.report_line(report))
    sys.exit(printing.exit_code(report.problems, config.strict if config else False))
