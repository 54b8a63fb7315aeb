"""The review of a site → one page that needs no other file, for editors. It lies outside the output folder, so it is never
published.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefgen import codec
from briefgen.model import Action, Context, Location, OpenName, Review
from briefgen.render import evidence, words
from briefgen.render.catalogue import Said
from briefgen.render.environment import Theme
from briefgen.render.words import Words

BLANK = "…"
"""Stands in a snippet for what the editor has to say; an override that still holds it is refused or changes nothing."""
STATES = ("ambiguous", "near", "new", "unsettled")


@dataclass(frozen=True, slots=True)
class Row:
    """An open name or date: its first sentence and what to put into which file (or which command to give) to settle it."""

    name: OpenName | None
    reason: Said
    contexts: tuple[Context, ...]
    file: str
    snippet: str


@dataclass(frozen=True, slots=True)
class View:
    """What the page shows; `root` leads to the output folder."""

    root: str
    review: Review
    names: tuple[tuple[str, tuple[Row, ...]], ...]
    times: tuple[Row, ...]


def page(review: Review, *, root: str, title: str, lang: str, templates: Path | None) -> bytes:
    """The page; raises `TemplateProblem`."""
    voice = words.of(lang)
    named = {state: tuple(_named(one, voice) for one in review.names if one.state == state) for state in STATES}
    times = tuple(
        Row(
            None,
            evidence.worded(one.reason, voice),
            (one.context,),
            overrides_file(one.context),
            snippet(one.context, "date", BLANK),
        )
        for one in review.times
    )
    view = View(root, review, tuple((state, rows) for state, rows in named.items() if rows), times)
    return Theme.load(templates).render("review.html", voice, view=view, title=title, at=at).encode("utf-8", "replace")


def _named(one: OpenName, voice: Words) -> Row:
    first = one.contexts[0]
    if one.state in ("new", "near"):
        return Row(one, Said(""), one.contexts, "", "\n".join(commands(one)))
    to = one.candidates[0] if one.candidates else BLANK
    return Row(one, evidence.worded(one.evidence, voice), one.contexts, overrides_file(first), snippet(first, "link", to))


def commands(one: OpenName) -> tuple[str, ...]:
    """What to type to describe a name that has a page: as another name of what it is near to, or as an entry of its own."""
    alias = shlex.quote(f"{one.lang}={one.name}")
    near = [f"briefgen glossary add {ident} --alias {alias}" for ident in one.candidates]
    return (*near, f"briefgen glossary add {one.entity_id}") if one.entity_id else ()


def snippet(context: Context, do: Action, to: str) -> str:
    """An override for the words, ready to be completed."""
    row = {"quote": " ".join(context.words.split()), "sentence": f"S{context.sentence}", "do": do, "to": to}
    return codec.dump_yaml([{**row, "reason": BLANK, "who": BLANK}])


def overrides_file(context: Context) -> str:
    """The file that overrides of an article go into."""
    return f"seeds/overrides/{context.article_id}.yaml"


def at(location: Location | None) -> str:
    """A place as the command line prints it."""
    return ":".join(_parts(location)) if location else ""


def _parts(location: Location) -> Iterator[str]:
    yield location.path
    yield from (str(number) for number in (location.line, location.column) if number)
