"""One briefing → the HTML of its article: blocks, the author's own marks, sentence anchors, quiet links to what was found."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlsplit

from markupsafe import Markup

from briefgen.model import Block, Briefing, Document, Mark, Span
from briefgen.render.catalogue import Catalogue
from briefgen.render.environment import markup
from briefgen.render.weave import Annotation, weave
from briefgen.render.words import machine

LOWEST_HEADING = 6
_TAGS = {"emphasis": "em", "strong": "strong", "code": "code", "strike": "s"}
_UNLINKED = frozenset({"heading", "code", "caption", "table"})
"""Blocks whose words are not linked: links there distract or break what they are part of."""


@dataclass(frozen=True, slots=True)
class BlockView:
    """A run of neighbouring blocks of one kind: one item a block. `tag` is `h3`…`h6` for a heading."""

    kind: str
    tag: str
    items: tuple[Markup, ...]


def blocks(briefing: Briefing, catalogue: Catalogue, root: str, lang: str) -> tuple[BlockView, ...]:
    """The article's blocks without its headline (the page's own heading says it), neighbours of one kind together."""
    document = briefing.document
    shown = [block for block in _blocks(document) if not is_headline(document, block)]
    annotations = [*_links(briefing, catalogue, root, lang), *own_marks(document), *_values(briefing), *_sentences(document)]
    html = weave(document.article.text, annotations, [block.span for block in shown])
    views = []
    for (kind, tag), group in groupby(zip(shown, html, strict=True), key=lambda pair: (pair[0].kind, _tag(pair[0]))):
        items = tuple(markup(piece) for _, piece in group)
        joined = kind in ("item", "quote", "code", "table")
        views += [BlockView(kind, tag, items)] if joined else [BlockView(kind, tag, (item,)) for item in items]
    return tuple(views)


def headline(briefing: Briefing) -> Markup:
    """The title; if a heading of the text says it, that heading with its sentence anchor."""
    document = briefing.document
    for block in _blocks(document):
        if is_headline(document, block):
            return markup(weave(document.article.text, _sentences(document), [block.span])[0])
    return Markup.escape(document.article.title)


def is_headline(document: Document, block: Block) -> bool:
    """True for the first block if it is a heading that says the title."""
    if block.kind != "heading" or block != _blocks(document)[0]:
        return False
    return " ".join(block.span.of(document.article.text).split()) == " ".join(document.article.title.split())


def _blocks(document: Document) -> tuple[Block, ...]:
    text = document.article.text
    return document.article.blocks or ((Block("paragraph", Span(0, len(text))),) if text.strip() else ())


def _tag(block: Block) -> str:
    return f"h{min(max(block.level, 2) + 1, LOWEST_HEADING)}" if block.kind == "heading" else ""


def _sentences(document: Document) -> list[Annotation]:
    return [
        Annotation(sentence.span, "span", (("class", "s"), ("data-n", str(number))), f"s{number}")
        for number, sentence in enumerate(document.sentences, start=1)
    ]


def _links(briefing: Briefing, catalogue: Catalogue, root: str, lang: str) -> Iterator[Annotation]:
    """The first mention of each entity in a section (headings part sections), outermost names only."""
    document = briefing.document
    sections = [block.span.start for block in _blocks(document) if block.kind == "heading"]
    unlinked = [block.span for block in _blocks(document) if block.kind in _UNLINKED]
    unlinked += [mark.span for mark in document.article.marks if mark.kind in ("code", "link")]
    unlinked.sort()
    seen: set[tuple[int, str]] = set()
    for link in briefing.links:
        if link.entity_id is None or link.inside is not None or link.entity_id not in catalogue.paths:
            continue
        before = bisect.bisect_left(unlinked, link.span.end, key=lambda span: span.start)
        if any(span.overlaps(link.span) for span in unlinked[max(before - 2, 0) : before]):
            continue
        place = (bisect.bisect_right(sections, link.span.start), link.entity_id)
        if place not in seen:
            seen.add(place)
            ref = catalogue.ref(link.entity_id, lang)
            yield Annotation(link.span, "a", (("class", f"m m-{ref.type}"), ("href", root + ref.path)))


def own_marks(document: Document) -> Iterator[Annotation]:
    """The author's emphasis, links and code. A link is kept only if it leads to the web or to a mail address."""
    for mark in document.article.marks:
        if mark.kind in ("link", "image"):
            yield _own_link(mark)
        else:
            yield Annotation(mark.span, _TAGS[mark.kind])


def _own_link(mark: Mark) -> Annotation:
    attrs = dict(mark.attrs)
    address = web_address(attrs.get("href") or attrs.get("src") or "", mail=True)
    if not address:
        return Annotation(mark.span, "span", (("class", mark.kind),))
    return Annotation(mark.span, "a", (("class", mark.kind), ("href", address), ("rel", "nofollow")))


def web_address(address: str, *, mail: bool = False) -> str:
    """The address if a browser may be sent there (`http`, `https`, on request `mailto`), else an empty string."""
    address = "".join(address.split())
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    allowed = (parts.scheme in ("http", "https") and bool(parts.netloc)) or (mail and parts.scheme == "mailto")
    return address if allowed else ""


def _values(briefing: Briefing) -> Iterator[Annotation]:
    """Dates lead to the timeline or their receipt, key figures to their place beside the text; other numbers are only typeset."""
    document = briefing.document
    events = _first_by_span((entry.timex.span, f"e{number}") for number, entry in enumerate(briefing.timeline, start=1))
    figures = _first_by_span((key.quantity.span, f"f{number}") for number, key in enumerate(briefing.figures, start=1))
    for timex in document.timexes:
        if timex.type == "DATE":
            anchor = events.get(timex.span) or f"r{timex.span.start}"
            yield Annotation(timex.span, "a", (("class", "m m-date"), ("href", f"#{anchor}")))
            if value := machine(timex.resolved or ""):
                yield Annotation(timex.span, "time", (("datetime", value),))
    for quantity in document.quantities:
        if anchor := figures.get(quantity.span, ""):
            yield Annotation(quantity.span, "a", (("class", "m m-figure"), ("href", f"#{anchor}")))
        else:
            yield Annotation(quantity.span, "span", (("class", "m-figure"),))


def _first_by_span(pairs: Iterable[tuple[Span, str]]) -> dict[Span, str]:
    found: dict[Span, str] = {}
    for span, anchor in pairs:
        found.setdefault(span, anchor)
    return found
