"""`briefgen review`: what is left for editors to do, as text, as JSON, or as a page of their own."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefgen.cli import printing, surveying
from briefgen.model import OpenName, Problem, Review

if TYPE_CHECKING:
    from briefgen.desk import Survey

HEADINGS = {
    "ambiguous": "Names of several things",
    "near": "Nearly a name of the glossary",
    "new": "New names",
    "unsettled": "Names without a page",
}


@click.command()
@surveying.settings_option
@surveying.format_option
@click.option("--html", "page", type=click.Path(path_type=Path, dir_okay=False), help="Write it as one page, outside the site.")
def review(config_file: Path, output_format: str, page: Path | None) -> None:
    """Print what is left for editors: names and dates to settle, entries and overrides to take out, and coverage."""
    from briefgen import desk

    site = surveying.surveyed(config_file)
    found = desk.reviewed(site)
    if page is not None:
        surveying.finish((*site.problems, *_write(site, found, page)))
    for line in [json.dumps(dataclasses.asdict(found), ensure_ascii=False)] if output_format == "json" else lines(found):
        click.echo(line)
    surveying.finish(site.problems)


def _write(site: Survey, found: Review, page: Path) -> tuple[Problem, ...]:
    """Write the page; a template that cannot be drawn is a problem."""
    from briefgen import desk
    from briefgen.render.environment import TemplateProblem

    if page.resolve().is_relative_to(site.config.output.resolve()):
        raise click.BadParameter("the review is not to be published: choose a file outside the site.", param_hint="--html")
    try:
        body = desk.review_page(site, found, page)
    except TemplateProblem as error:
        return (error.problem,)
    try:
        page.write_bytes(body)
    except OSError as error:
        raise click.BadParameter(f"{page}: {error.strerror}", param_hint="--html") from error
    click.echo(f"The review is in {page}.")
    return ()


def lines(found: Review) -> Iterator[str]:
    """The review as text, section by section; empty sections are left out."""
    for state, heading in HEADINGS.items():
        yield from _section(heading, [line for one in found.names if one.state == state for line in named(one)])
    dates = [f"  {surveying.sentence(one.context)}\n    {one.reason}" for one in found.times]
    yield from _section("Dates left open", dates)
    yield from _section("Overrides to look at", [f"  {printing.line(problem)}" for problem in found.overrides])
    unused = [
        f"  {one.entity_id}" + (f': the name "{one.alias}"' if one.alias else "") + f"  {surveying.place(one.location)}"
        for one in found.unused
    ]
    yield from _section("Entries and names that nothing uses", unused)
    coverage = [
        f"  {one.article_id}: {one.names} names, {one.linked} linked, {one.ambiguous} ambiguous; "
        f"{one.dates} times, {one.resolved} resolved; {one.figures} numbers"
        for one in found.coverage
    ]
    yield from _section("Coverage", coverage)


def _section(heading: str, rows: list[str]) -> Iterator[str]:
    if rows:
        yield click.style(heading, bold=True)
        yield from rows
        yield ""


def named(one: OpenName) -> Iterator[str]:
    """An open name: what it is, how often it comes up, what it may be, and where it stands."""
    counts = f"{one.mentions} mention{'s' * (one.mentions != 1)} in {one.articles} article{'s' * (one.articles != 1)}"
    yield f"  {one.name}  {one.type}, {counts}" + (f", page {one.entity_id}" if one.entity_id else "")
    if one.candidates:
        yield f"    {'near' if one.state == 'near' else 'one of'}: {', '.join(one.candidates)}"
    if one.confidence:
        yield f"    the model is right about {one.confidence:.0%} of the names it is as sure of"
    yield from (f"    {surveying.sentence(context)}" for context in one.contexts)
