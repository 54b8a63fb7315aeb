"""What pages show, as plain frozen values: templates get these and nothing else, and the digest of a page is a digest of them.

`Ref`, `SentenceRef` and `ArticleRef` lead somewhere: their paths are below the output folder.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from briefgen.render.body import BlockView
from briefgen.render.catalogue import ArticleRef, Ref, Said, SentenceRef
from briefgen.render.charts import Axis


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words with the way to their sentence, here and in the article as first published (empty if not known)."""

    html: Markup
    sentence: SentenceRef
    original: str = ""


@dataclass(frozen=True, slots=True)
class QuotedPassage:
    """A sentence of an article that is only quoted, after the anchors of those left out before it; the last may be only these."""

    skipped: tuple[str, ...]
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class PersonView:
    """A row of key people."""

    ref: Ref
    role: str
    role_sentence: SentenceRef | None
    other_roles: tuple[tuple[str, SentenceRef], ...]
    sentence: SentenceRef
    reason: str


@dataclass(frozen=True, slots=True)
class FigureView:
    """A row of key numbers: the article's words first, the amount they stand for beside them. `says`: who states it, `change` by
    how much it changed and `origin` from what, all in the article's words and empty if it does not say."""

    words: str
    label: str
    amount: str
    kind: str
    mod: str | None
    trend: str | None
    as_of: str
    sentence: SentenceRef
    reason: str
    says: str = ""
    change: str = ""
    origin: str = ""
    bars: tuple[float, float] | None = None
    """Lengths that show the origin and the amount, out of `charts.BAR`."""


@dataclass(frozen=True, slots=True)
class EventView:
    """A row of a timeline."""

    anchor: str
    when: str
    machine: str
    in_article: str
    clause: Markup
    who: tuple[Ref, ...]
    certainty: str
    sentence: SentenceRef
    rule: str


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that an article reports of an entity: when, in which words, in which sentence."""

    when: str
    words: str
    sentence: SentenceRef


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """An entity of the article with all its sentences; its card shows the same. `name` is the fullest form in the article,
    `label` and `description` what the glossary calls it (the label empty if it is the name), `names` its other forms."""

    anchor: str
    ref: Ref
    name: str
    label: Said
    description: Said
    names: tuple[str, ...]
    roles: tuple[tuple[str, SentenceRef], ...]
    facts: tuple[Fact, ...]
    sentences: tuple[SentenceRef, ...]
    mentions: int
    stands_for: str
    layer: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was decided about some words, by what, and where they stand. `kind` names a string of `[ui.annotations]`; `why`: the
    rule and what it went by, each in its language."""

    anchor: str
    kind: str
    words: str
    value: str
    ref: Ref | None
    candidates: tuple[str, ...]
    why: tuple[Said, ...]
    sentence: SentenceRef


@dataclass(frozen=True, slots=True)
class SentenceReceipts:
    """What was found in one sentence. `original` leads to it in the article as first published, `report` to where a mistake in it
    can be reported, if there are addresses."""

    anchor: str
    sentence: SentenceRef
    original: str
    rows: tuple[Receipt, ...]
    report: str = ""


@dataclass(frozen=True, slots=True)
class OpenDate:
    """A time expression that the text does not resolve, and why not."""

    words: str
    reason: Said
    sentence: SentenceRef


@dataclass(frozen=True, slots=True)
class Related:
    """Another briefing and the names both share."""

    article: ArticleRef
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BriefingView:
    """Everything a briefing page shows. `lead_from` names a string of `[ui.lead_from]`. `summary` stands in place of the lead if
    the file gives one. `opening` holds the first blocks if they are just the lead, which then is not quoted
    beside itself; `blocks` the others. `translations` are `(article, True if this one is its translation)`."""

    headline: Markup
    article: ArticleRef
    outlet: Ref | None
    byline: str
    updated: str
    original: str
    topics: tuple[str, ...]
    quotes_only: bool
    lead: tuple[Quote, ...]
    lead_from: str
    summary: str
    opening: tuple[BlockView, ...]
    blocks: tuple[BlockView, ...]
    quotes: tuple[QuotedPassage, ...]
    people: tuple[PersonView, ...]
    figures: tuple[FigureView, ...]
    earlier: tuple[EventView, ...]
    upcoming: tuple[EventView, ...]
    dates: tuple[EventView, ...]
    axis: Axis | None
    unresolved: tuple[OpenDate, ...]
    register: tuple[tuple[str, tuple[RegisterRow, ...]], ...]
    receipts: tuple[SentenceReceipts, ...]
    related: tuple[Related, ...]
    removed: int
    source_path: str
    coverage: tuple[tuple[str, int], ...]
    translations: tuple[tuple[ArticleRef, bool], ...]
    report: str
    same_texts: tuple[tuple[ArticleRef, int], ...] = ()
    """Articles that have so many per cent of this text."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A stretch of the source in its order: a sentence of the article, or a piece that a rule took out of it. The words of a
    sentence are empty if the article may only be quoted."""

    words: str
    sentence: SentenceRef | None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class SourceView:
    """Where the metadata come from, and what was kept and left out. `receipts` are `(field, value, ((rule, quote), …))`."""

    article: ArticleRef
    file: str
    receipts: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]
    lines: tuple[SourceLine, ...]
    removed: int
