"""One briefing → the HTML of its article: blocks, the author's own marks, sentence anchors, quiet links to what was found.

Every quiet link (class `m`) has a row on the same page that says what it stands for: in the register (`data-c`), in the timeline,
beside the text or among the receipts. Cards are copies of those rows.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlsplit

from markupsafe import Markup

from briefgen.model import Block, Briefing, Document, Mark, Passage, Span
from briefgen.render.catalogue import Catalogue
from briefgen.render.environment import markup
from briefgen.render.weave import Annotation, weave
from briefgen.render.words import Words, machine

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


def blocks(
    briefing: Briefing, catalogue: Catalogue, root: str, words: Words
) -> tuple[tuple[BlockView, ...], tuple[BlockView, ...]]:
    """The article's blocks without its headline (the page's own heading says it), neighbours of one kind together: first those
    that are just the lead (none if the lead is not the beginning of the text), then the others.
    """
    document = briefing.document
    shown = [block for block in _blocks(document) if not is_headline(document, block)]
    annotations = [
        *_links(briefing, catalogue, root, words),
        *own_marks(document.article.marks),
        *_values(briefing, words),
        *_sentences(document, words),
    ]
    html = weave(document.article.text, annotations, [block.span for block in shown])
    drawn, opening = list(zip(shown, html, strict=True)), _opening(document, shown)
    return _grouped(drawn[:opening]), _grouped(drawn[opening:])


def _grouped(drawn: Sequence[tuple[Block, str]]) -> tuple[BlockView, ...]:
    views = []
    tagged = [(block.kind, tag, piece) for (block, piece), tag in zip(drawn, _tags([block for block, _ in drawn]), strict=True)]
    for (kind, tag), group in groupby(tagged, key=lambda row: row[:2]):
        items = tuple(markup(piece) for *_, piece in group)
        joined = kind in ("item", "quote", "code", "table")
        views += [BlockView(kind, tag, items)] if joined else [BlockView(kind, tag, (item,)) for item in items]
    return tuple(views)


def _opening(document: Document, shown: Sequence[Block]) -> int:
    """How many of the blocks hold exactly the sentences of the lead, and nothing but them; 0 if none do."""
    lead = set() if document.article.summary else {one.sentence for one in document.lead}
    found: set[int] = set()
    for count, block in enumerate(shown, start=1):
        inside = {number for number, sentence in enumerate(document.sentences) if block.span.contains(sentence.span)}
        found |= inside
        if block.kind not in ("paragraph", "item") or not inside or not found <= lead:
            return 0
        if found == lead:
            return count
    return 0


def headline(briefing: Briefing) -> Markup:
    """The title; if a heading of the text says it, that heading with its sentence anchor."""
    document = briefing.document
    for block in _blocks(document):
        if is_headline(document, block):
            return markup(weave(document.article.text, _sentences(document, None), [block.span])[0])
    return Markup.escape(document.article.title)


def is_headline(document: Document, block: Block) -> bool:
    """True for the first block if it is a heading that says the title."""
    if block.kind != "heading" or block != _blocks(document)[0]:
        return False
    return " ".join(block.span.of(document.article.text).split()) == " ".join(document.article.title.split())


def _blocks(document: Document) -> tuple[Block, ...]:
    text = document.article.text
    return document.article.blocks or ((Block("paragraph", Span(0, len(text))),) if text.strip() else ())


def _tags(blocks: Sequence[Block]) -> Iterator[str]:
    """The element of each heading, by how deep it stands below those before it (whatever levels its author left out), else ""."""
    above: list[int] = []
    for block in blocks:
        if block.kind != "heading":
            yield ""
            continue
        while above and above[-1] >= block.level:
            above.pop()
        above.append(block.level)
        yield f"h{min(2 + len(above), LOWEST_HEADING)}"


def _sentences(document: Document, words: Words | None) -> list[Annotation]:
    """Anchors of the sentences; with words also the numbers in the margin, which lead to the receipts."""
    found = []
    for number, sentence in enumerate(document.sentences, start=1):
        label = ("aria-label", words("receipts_of", n=number)) if words else None
        pointer = (("class", "n"), ("href", f"#q{number}"), ("data-n", str(number)), label) if label else ()
        found.append(Annotation(sentence.span, "span", (("class", "s"),), f"s{number}", pointer))
    return found


def _links(briefing: Briefing, catalogue: Catalogue, root: str, words: Words) -> Iterator[Annotation]:
    """The first mention of each entity in a section (headings part sections), outermost names only; and every name that is
    known but not settled, which leads to its receipt.
    """
    document = briefing.document
    sections = [block.span.start for block in _blocks(document) if block.kind == "heading"]
    unlinked = [block.span for block in _blocks(document) if block.kind in _UNLINKED]
    unlinked += [mark.span for mark in document.article.marks if mark.kind in ("code", "link")]
    unlinked.sort()
    seen: set[tuple[int, str]] = set()
    for link in briefing.links:
        if link.inside is not None or _in_any(link.span, unlinked):
            continue
        if link.entity_id in catalogue.paths:
            place = (bisect.bisect_right(sections, link.span.start), str(link.entity_id))
            if place not in seen:
                seen.add(place)
                ref = catalogue.ref(str(link.entity_id), words.lang)
                attrs = (("class", f"m m-{ref.type}"), ("href", root + ref.path), ("data-c", card(str(link.entity_id))))
                yield Annotation(link.span, "a", attrs)
        elif link.entity_id is None and link.candidates:
            yield _open(link.span, "m-name", f"n{link.span.start}", document, words)


def card(identifier: str) -> str:
    """The anchor of an entity's row in the register of a briefing."""
    return f"c-{identifier}"


def _open(span: Span, kind: str, anchor: str, document: Document, words: Words) -> Annotation:
    """A mark for what the text leaves open, said to all readers."""
    label = words("unsettled", words=" ".join(span.of(document.article.text).split()))
    return Annotation(span, "a", (("class", f"m {kind} m-open"), ("href", f"#{anchor}"), ("aria-label", label)))


def _in_any(span: Span, stretches: Sequence[Span]) -> bool:
    """True if the span overlaps one of the sorted stretches, of which at most two lie in one another."""
    before = bisect.bisect_left(stretches, span.end, key=lambda stretch: stretch.start)
    return any(stretch.overlaps(span) for stretch in stretches[max(before - 2, 0) : before])


def passage(one: Passage) -> tuple[BlockView, ...]:
    """The blocks of a text that is no article's: its author's structure and marks, and nothing found in it."""
    html = weave(one.text, own_marks(one.marks), [block.span for block in one.blocks])
    return _grouped(list(zip(one.blocks, html, strict=True)))


def own_marks(marks: Iterable[Mark]) -> Iterator[Annotation]:
    """An author's emphasis, links and code. A link is kept only if it leads to the web or to a mail address."""
    for mark in marks:
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


def _values(briefing: Briefing, words: Words) -> Iterator[Annotation]:
    """Dates, and lengths that lead to one, go to the timeline or their receipt, key figures to their place beside the text; other
    numbers are only typeset.
    """
    document = briefing.document
    events = _first_by_span((entry.timex.span, f"e{number}") for number, entry in enumerate(briefing.timeline, start=1))
    figures = _first_by_span((key.quantity.span, f"f{number}") for number, key in enumerate(briefing.figures, start=1))
    for timex in document.timexes:
        if timex.type == "DATE" or timex.point:
            anchor = events.get(timex.span) or f"r{timex.span.start}"
            if timex.resolved is None:
                yield _open(timex.span, "m-date", anchor, document, words)
                continue
            said = words.timex(timex)
            shown = () if said.casefold() in timex.span.of(document.article.text).casefold() else (("data-v", said),)
            yield Annotation(timex.span, "a", (("class", "m m-date"), ("href", f"#{anchor}"), *shown))
            if value := machine(timex.point or timex.resolved):
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
