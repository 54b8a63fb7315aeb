"""What an override works on: the facts of one article as they stand, and where in it a quote stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from briefgen.compose.locate import Locator
from briefgen.model import Document, Entity, EventClause, Link, Linking, Override, Role, Span


@dataclass(frozen=True, slots=True)
class Facts:
    """A document with its links; `known` are the entities that a link may name, by id."""

    document: Document
    linking: Linking
    known: Mapping[str, Entity]

    @property
    def text(self) -> str:
        """The article's text."""
        return self.document.article.text

    def changed(self, **parts: Iterable[Any]) -> Facts:
        """The facts with other parts of the document, each put in order."""
        ordered: dict[str, Any] = {name: tuple(sorted(items, key=_place)) for name, items in parts.items()}
        return replace(self, document=replace(self.document, **ordered))

    def linked(self, links: Iterable[Link]) -> Facts:
        """The facts with these links: nested anew, in order, and with the found entities that they name."""
        nested = nest(links)
        named = {link.entity_id for link in nested if link.entity_id is not None}
        before = {entity.id: entity for entity in self.linking.found}
        added = (self.known[one] for one in named if one in self.known and self.known[one].layer == "found" and one not in before)
        found = sorted((entity for entity in (*before.values(), *added) if entity.id in named), key=lambda entity: entity.id)
        return replace(self, linking=Linking(nested, tuple(found)))

    def without_roles(self, spans: Iterable[Span]) -> Facts:
        """The facts without the roles of the people named there."""
        gone = frozenset(spans)
        return self.changed(roles=(role for role in self.document.roles if role.person not in gone))


class NothingThereError(ValueError):
    """An override that finds nothing to act on: what is missing, and what may be done."""

    def __init__(self, message: str, hint: str = "") -> None:
        self.hint = hint
        super().__init__(message)


def _place(item: Any) -> tuple[Span, ...]:
    """Sort key of any annotation, as the analysis sorts them."""
    if isinstance(item, Role):
        return item.title, item.person
    return (item.span, item.timex) if isinstance(item, EventClause) else (item.span,)


def nest(links: Iterable[Link]) -> tuple[Link, ...]:
    """Links by start, outer before inner; `inside` is the outermost link around each."""
    ordered = sorted(links, key=lambda link: (link.span.start, -link.span.end))
    nested: list[Link] = []
    outer: Span | None = None
    for link in ordered:
        inside = outer if outer is not None and outer.contains(link.span) else None
        nested.append(link if link.inside == inside else replace(link, inside=inside))
        outer = inside or link.span
    return tuple(nested)


def crosses(one: Span, other: Span) -> bool:
    """True if two stretches overlap and neither holds the other."""
    return one.overlaps(other) and not one.contains(other) and not other.contains(one)


# --- where a quote stands ----------------------------------------------------------------------------------------------


def places(text: str, quote: str) -> tuple[Span, ...]:
    """Where the words stand, white space alike: as whole words, so that `Budi` is not found in `Budiman`."""
    for form in dict.fromkeys((quote, unicodedata.normalize("NFC", quote))):  # some systems type letters and accents apart
        words = form.split()
        found = (Span(*match.span()) for match in re.finditer(r"\s+".join(map(re.escape, words)), text) if words)
        whole = tuple(span for span in found if not (_glued(text, span.start) or _glued(text, span.end)))
        if whole:
            return whole
    return ()


def _glued(text: str, edge: int) -> bool:
    """True if a word or number goes on across the edge. Scripts without case are written without spaces or with clitics."""
    if not 0 < edge < len(text):
        return False
    return (_joins(text[edge - 1]) and _joins(text[edge])) or any(
        _MARKED.fullmatch(text, start, start + 3) is not None for start in (edge - 2, edge - 1) if start >= 0
    )


_MARKED = re.compile(r"\d[.,:]\d")


def _joins(char: str) -> bool:
    return char.isdigit() or char.lower() != char.upper()


def chosen(facts: Facts, override: Override, there: frozenset[Span], kin: Iterable[Span]) -> tuple[Span, ...]:
    """The places that an override means. `there` are the stretches of the facts that it may act on, `kin` those in the way: a
    place that lies within or across one of them is passed over if there are others.
    """
    spans = _bounded_or_known(facts.text, override.quote, there)
    if override.sentence:
        locator = Locator.of(facts.document)
        spans = tuple(span for span in spans if locator.sentence(span) + 1 == override.sentence)
    others = tuple(kin)
    covered = bytearray(len(facts.text))
    for other in others:
        covered[other.start : other.end] = b"\x01" * (other.end - other.start)

    def free(span: Span) -> bool:
        return span in there or not any(covered[span.start : span.end]) or not any(_in_the_way(other, span) for other in others)

    return tuple(filter(free, spans)) or spans


def _bounded_or_known(text: str, quote: str, there: frozenset[Span]) -> tuple[Span, ...]:
    """Whole words, and what the facts know in spite of a clitic or a letter at its side."""
    words = " ".join(quote.split())
    glued = (span for span in there if " ".join(span.of(text).split()) == words)
    return tuple(sorted({*places(text, quote), *glued}))


def _in_the_way(other: Span, span: Span) -> bool:
    return crosses(other, span) or (other.contains(span) and other != span)
