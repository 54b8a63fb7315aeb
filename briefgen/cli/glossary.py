"""`briefgen glossary explain|suggest|add`: where values and links come from, which names want an entry, and a new entry."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from briefgen.cli import review as reviewing
from briefgen.cli import surveying
from briefgen.model import EntityType

if TYPE_CHECKING:
    from briefgen.desk import Explained


@click.group()
def glossary() -> None:
    """Look into the glossary, find names that want an entry, and write entries."""


@glossary.command()
@click.argument("ident", metavar="ID")
@surveying.settings_option
@surveying.format_option
def explain(ident: str, config_file: Path, output_format: str) -> None:
    """Print every value of an entity with the layer and line it comes from, and every mention with its evidence."""
    from briefgen import desk

    site = surveying.surveyed(config_file)
    found = desk.explained(site, ident)
    if found is None:
        near = desk.alike(site, ident)
        meant = (
            f" Did you mean {' or '.join(near)}?" if near else " `briefgen glossary suggest` lists the names without an entry."
        )
        raise click.BadParameter(f'there is no entity "{ident}".{meant}', param_hint="ID")
    for line in [_explained_data(found)] if output_format == "json" else _explained(found):
        click.echo(line)
    surveying.finish(site.problems)


def _explained(found: Explained) -> Iterator[str]:
    entity = found.entity
    yield click.style(f"{entity.id}  {entity.type}{' · ' + entity.kind if entity.kind else ''}", bold=True)
    for value in found.values:
        key = f"{value.key} {value.part}".strip()
        yield f"  {key:<16} {value.text}  [{' '.join(filter(None, (value.layer, surveying.place(value.location))))}]"
    articles = len({context.article_id for context, _ in found.mentions})
    yield f"  {len(found.mentions)} mention{'s' * (len(found.mentions) != 1)} in {articles} article{'s' * (articles != 1)}"
    for context, evidence in found.mentions:
        yield f"    {surveying.sentence(context)}"
        yield f"      {evidence}"


def _explained_data(found: Explained) -> str:
    values = [dataclasses.asdict(value) for value in found.values]
    mentions = [{**dataclasses.asdict(context), "evidence": evidence} for context, evidence in found.mentions]
    return json.dumps({"id": found.entity.id, "values": values, "mentions": mentions}, ensure_ascii=False)


@glossary.command()
@surveying.settings_option
@surveying.format_option
def suggest(config_file: Path, output_format: str) -> None:
    """List the names of the articles that want an entry or a decision, most often mentioned first, each in its sentence."""
    from briefgen import desk
    from briefgen.render import review as page

    site = surveying.surveyed(config_file)
    names = desk.reviewed(site).names
    if output_format == "json":
        click.echo(json.dumps([dataclasses.asdict(one) for one in names], ensure_ascii=False))
    for one in names if output_format == "text" else ():
        click.echo(f"{reviewing.HEADINGS[one.state]}:")
        for line in (*reviewing.named(one), *(f"    {command}" for command in page.commands(one))):
            click.echo(line)
    surveying.finish(site.problems)


def _pairs(_: click.Context, option: click.Parameter, given: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """`LANG=TEXT` options as pairs; without a language the text is of any (`*`)."""
    found = []
    for text in given:
        lang, mark, rest = text.partition("=")
        pair = (lang, rest) if mark and lang.replace("-", "").isalnum() and lang.islower() else ("*", text)
        if not pair[1].strip():
            raise click.BadParameter("write it as LANG=TEXT.", param=option)
        found.append(pair)
    return tuple(found)


@glossary.command()
@click.argument("ident", metavar="ID")
@click.option("--type", "kind_of", type=click.Choice(get_args(EntityType)), help="What it is; else what the articles say.")
@click.option("--kind", default="", help="A finer kind: city, party, ministry …")
@click.option(
    "--label", "labels", multiple=True, callback=_pairs, metavar="LANG=TEXT", help="Its name in a language; repeatable."
)
@click.option("--alias", "aliases", multiple=True, callback=_pairs, metavar="LANG=TEXT", help="Another name; repeatable.")
@click.option(
    "--description", "described", multiple=True, callback=_pairs, metavar="LANG=TEXT", help="What it is, in a sentence."
)
@click.option("--same-as", "same_as", multiple=True, metavar="ID", help="Its id elsewhere, as wikidata:Q252; repeatable.")
@click.option("--force", is_flag=True, help="Replace the entry's file if it is there already.")
@surveying.settings_option
def add(
    ident: str,
    kind_of: str | None,
    kind: str,
    labels: tuple[tuple[str, str], ...],
    aliases: tuple[tuple[str, str], ...],
    described: tuple[tuple[str, str], ...],
    same_as: tuple[str, ...],
    force: bool,
    config_file: Path,
) -> None:
    """Write a reviewed entry into seeds/glossary/ID.yaml. Of a name in the articles, type and names are filled in."""
    from briefgen import desk
    from briefgen.glossary import author

    site = surveying.surveyed(config_file)
    file = site.config.seeds / "glossary" / author.path(ident)
    if file.exists() and not force:
        raise click.BadParameter(f"{file.relative_to(site.config.root)} is there already; --force replaces it.", param_hint="ID")
    names: dict[str, list[str]] = {}
    for lang, text in aliases:
        names.setdefault(lang, []).append(text)
    draft = author.Draft(ident, kind_of or "", kind, dict(labels), names, dict(described), same_as)
    draft, problems = desk.drafted(site, draft)
    if not problems:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(author.text(draft), "utf-8")
        except OSError as error:
            raise click.BadParameter(f"{file.relative_to(site.config.root)}: {error.strerror}", param_hint="ID") from error
        click.echo(f"{file.relative_to(site.config.root)} is written:\n{author.text(draft)}", nl=False)
    surveying.finish(problems)
