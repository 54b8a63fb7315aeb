"""The values that flow through a build: frozen, slotted dataclasses, tuples instead of lists, no I/O and no imports of ours.

Read this file first. A `Source` (bytes on disk) becomes an `Article` (cleaned text), a `Document` (article + stand-off
annotations), a `Briefing` (one article composed for readers) and, together with all others, a `Site`, which is drawn as `Page`s.
All offsets are Unicode code points into `Article.text`, end exclusive; the text is never rewritten after `read`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Severity = Literal["error", "warning", "note"]
EntityType = Literal["person", "organisation", "place", "event", "group", "work", "law", "term"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
QuantityKind = Literal["money", "percent", "count", "measure", "ratio"]
Certainty = Literal["happened", "planned", "alleged", "unknown"]
PublishMode = Literal["full", "quotes", "private"]
Action = Literal["link", "unlink", "type", "date", "role", "number", "lead", "keep", "drop"]
Scope = Literal["mention", "article", "site"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of `Article.text`: code points, `start <= end`, end exclusive. Orders by start, then end."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words the span covers."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """True if `other` lies within this span (an equal span does)."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """True if the two share at least one code point."""
        return self.start < other.end and other.start < self.end


# --- trouble -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """Where a problem is: a path relative to the site folder, line and column counted from 1 (0 = not known)."""

    path: str
    line: int = 0
    column: int = 0

    def __post_init__(self) -> None:
        if not self.path.isascii():  # bytes of a file's name that are no UTF-8 come as halves of characters, which nothing prints
            object.__setattr__(self, "path", self.path.encode("utf-8", "replace").decode("utf-8"))


@dataclass(frozen=True, slots=True)
class Problem:
    """Trouble as data. `code` is documented in docs/problems.md; only the CLI prints it."""

    code: str
    severity: Severity
    message: str
    location: Location | None = None
    hint: str = ""


# --- source and article ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    """One input file as it lies on disk: `path` is relative to the site folder with `/` separators."""

    path: str
    data: bytes
    digest: str
    """SHA-256 of `data`, hexadecimal."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-like stretch. Blocks are sorted, do not overlap and cover all of the text but the white space between them."""

    kind: Literal["heading", "paragraph", "item", "quote", "code", "table", "caption"]
    span: Span
    level: int = 0
    """Heading level 1…6, nesting depth of items and quotes, else 0."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The author's own emphasis, link, code or image as stand-off annotation (`attrs`: e.g. `(("href", "…"),)`)."""

    span: Span
    kind: Literal["emphasis", "strong", "link", "code", "image", "strike"]
    attrs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Removed:
    """A piece of the source that the cleaner took out: which rule did it, and where it stood in the decoded source text."""

    text: str
    rule: str
    start: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """Why a metadatum has its value: the field, the rule that decided, and the exact words it was read from."""

    field: str
    rule: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """Cleaned text with its metadata. `published` is ISO 8601 to the precision known, with an offset only if one is known
    (`2024-04-24`, `2024-04-24T21:00`, `2024-04-24T21:00+08:00`); None = no date, so relative dates stay unresolved."""

    id: str
    lang: str
    title: str
    text: str
    blocks: tuple[Block, ...]
    source_path: str = ""
    byline: str = ""
    outlet: str = ""
    published: str | None = None
    updated: str | None = None
    url: str = ""
    topics: tuple[str, ...] = ()
    draft: bool = False
    publish: PublishMode = "full"
    translation_of: str = ""
    summary: str = ""
    """What the file itself gives as its summary; it then stands where the lead would."""
    pins: tuple[tuple[str, str], ...] = ()
    """Front matter `entities.pin`: surface form → entity id."""
    ignored: tuple[str, ...] = ()
    """Front matter `entities.ignore`: surface forms that are not to be linked."""
    types: tuple[tuple[str, EntityType], ...] = ()
    """Front matter `entities.as`: surface form → what kind of thing it names."""
    marks: tuple[Mark, ...] = ()
    removed: tuple[Removed, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    """Where title, byline, outlet, published, topics and lang came from."""
    origin: tuple[tuple[int, int], ...] = ()
    """Run starts `(offset in text, offset in the decoded source)`, ascending: between two of them both advance together."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Text that is no article's, such as the long text of an entity, with its author's structure and marks."""

    text: str
    blocks: tuple[Block, ...] = ()
    marks: tuple[Mark, ...] = ()


# --- document: article + annotations -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Token:
    """A syntactic word. Words of one multi-word token share its span. `head` is the 1-based number of the governing word in
    the sentence, 0 for the root, -1 if there is no parse."""

    span: Span
    lemma: str = ""
    upos: str = ""
    head: int = -1
    deprel: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """`Document.sentences[i]` is addressed as `s{i + 1}` on the page. Without a pack there are no tags, only spans."""

    span: Span
    tokens: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text. `source` says who found it: `model:<pack>`, `rule:<name>`, later also `glossary` or `editor`."""

    span: Span
    type: EntityType
    source: str
    confidence: float = 0.0
    """Share of such names that were right in the model's dev data, in a few bands; 0 where nobody knows."""


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression (TIMEX3). `value` is the value as matched, possibly underspecified (`XXXX-05-07`, `DCT-3D`);
    `resolved` the completed one: EDTF for DATE, ISO 8601 duration for DURATION and SET, `Thh:mm[±hh:mm]` for TIME;
    None = honestly unresolved, and `reason` says why. `anchor` names what it was resolved against (`dct`, or the span of
    another expression as `start-end`, or empty), `evidence` the tense or direction words used. `point` of a length that leads
    away from its anchor (`two days later`): the EDTF date where it ends."""

    span: Span
    type: TimexType
    value: str
    resolved: str | None
    rule: str
    mod: str | None = None
    anchor: str = ""
    evidence: str = ""
    reason: str = ""
    point: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that measures. `unit`: ISO 4217 for money, `%`, SI symbol or English singular for a measure, the counted noun
    as written for a count, None if there is none. `trend` and `mod` only if the text says so of this number."""

    span: Span
    amount: Decimal
    unit: str | None
    kind: QuantityKind
    rule: str
    mod: Literal["approx", "at_least", "at_most", "more_than", "less_than"] | None = None
    trend: Literal["up", "down"] | None = None
    about: Span | None = None
    key: bool | None = None
    """An editor's word on whether it stands beside the text; None = its rank decides."""
    change: Span | None = None
    """Of a level that a change led to: the quantity of the same sentence that says by how much."""
    origin: Span | None = None
    """Of such a level, or of a size without one: the quantity of the same sentence that says from where."""


@dataclass(frozen=True, slots=True)
class Role:
    """What the text says a person is: `person` is the mention it stands beside, `title` the exact words, in text order.
    `status`: the words say that the office was held before, is held for a time, or is won and not yet held. `organisation` and
    `place`: the names within the title that the office is of, for links to resolve."""

    person: Span
    title: Span
    rule: str
    status: Literal["former", "acting", "elect"] | None = None
    organisation: Span | None = None
    place: Span | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """What somebody says. `span`: the quoted words with their marks (`direct`) or the reported clause; a quotation over several
    sentences is one span. `speaker`: who says it, as named there (a mention, a noun phrase such as `officials`), or a pronoun
    whose person the text does not settle. `rule` names the frame (`verb-before`, `according`, …)."""

    span: Span
    speaker: Span
    rule: str
    direct: bool


@dataclass(frozen=True, slots=True)
class EventClause:
    """What happened on a date: the clause, and the span of the DATE `Timex` that places it in time."""

    span: Span
    timex: Span
    certainty: Certainty
    rule: str


@dataclass(frozen=True, slots=True)
class LeadSentence:
    """A sentence (0-based) quoted as the lead. `rule` is `standfirst`, `first-sentence`, `central-sentence` or an editor's
    signature; `evidence` says what it was chosen by."""

    sentence: int
    rule: str
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """An article with everything `understand` found in it. It never depends on the glossary. All tuples are sorted by span."""

    article: Article
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    timexes: tuple[Timex, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    roles: tuple[Role, ...] = ()
    events: tuple[EventClause, ...] = ()
    lead: tuple[LeadSentence, ...] = ()
    """The sentences quoted as the lead, in text order."""
    annotator: str = ""
    """Which pack made sentences and mentions, e.g. `stanza:id/news`, or empty if there was none."""
    quotations: tuple[Quotation, ...] = ()

    @property
    def opening(self) -> tuple[int, ...]:
        """Numbers (0-based) of the lead's sentences; without a lead that of the first sentence, if there is one."""
        return tuple(one.sentence for one in self.lead) or (0,) * bool(self.sentences)


# --- glossary and links ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Alias:
    """A surface form that may name an entity. `lang` `*` = any. `case`: exact, fold or smart (all-capital aliases of up to 5
    letters match exactly). `match`: always, after_full_name, context or never. `context`: ids or words of which one must be
    in the article. `valid`: EDTF, when it was in use; it counts for articles of that time only. A demonym is no mention: it
    only speaks for its country where another name may mean several things."""

    text: str
    lang: str = "*"
    kind: Literal["name", "short", "acronym", "metonym", "exonym", "demonym", "title", "misspelling"] = "name"
    case: Literal["smart", "exact", "fold"] = "smart"
    match: Literal["always", "after_full_name", "context", "never"] = "always"
    context: tuple[str, ...] = ()
    show: bool = True
    valid: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """`type` e.g. part_of, capital_of, member_of, holds_office; `dates` EDTF."""

    type: str
    target: str
    role: tuple[tuple[str, str], ...] = ()
    dates: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something with a page of its own. Language maps are `((lang, text), …)`, sorted by language code.
    `layer`: `builtin`, `starter`, `site`, `article` or `found` (named in an article, described by no glossary yet)."""

    id: str
    type: EntityType
    labels: tuple[tuple[str, str], ...]
    kind: str = ""
    aliases: tuple[Alias, ...] = ()
    descriptions: tuple[tuple[str, str], ...] = ()
    bodies: tuple[tuple[str, str], ...] = ()
    """Long text in Markdown by language."""
    same_as: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    dates: tuple[tuple[str, str], ...] = ()
    geo: tuple[str, str] | None = None
    """Latitude and longitude in degrees, as written."""
    timezone: str = ""
    """IANA name; of outlets."""
    priority: int = 0
    layer: str = "site"
    location: Location | None = None
    sources: tuple[tuple[str, str], ...] = ()
    """What the entry rests on: address and day of access (may be empty)."""
    status: Literal["draft", "reviewed"] = "reviewed"
    as_of: str = ""
    """EDTF: when the entry was last checked."""
    formerly: tuple[str, ...] = ()
    """Ids that it had before; their pages lead to its own."""

    def label(self, lang: str) -> str:
        """The preferred label: that language's, else `*`, else English, else the first there is."""
        labels = dict(self.labels)
        return labels.get(lang) or labels.get("*") or labels.get("en") or self.labels[0][1]

    def description(self, lang: str) -> str:
        """The description in that language, else in any, else an empty string."""
        texts = dict(self.descriptions)
        return texts.get(lang) or texts.get("*") or texts.get("en") or next(iter(texts.values()), "")


@dataclass(frozen=True, slots=True)
class Glossary:
    """All entities by ascending id, layers already merged."""

    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """One mention and what it names. `entity_id` None = NIL: a name nobody could settle; then `candidates` says between whom.
    `inside` is the outer mention of a nested name; `metonym` the id of what a place stands for here, else empty."""

    span: Span
    entity_id: str | None
    type: EntityType
    evidence: str
    candidates: tuple[str, ...] = ()
    inside: Span | None = None
    metonym: str = ""


@dataclass(frozen=True, slots=True)
class Linking:
    """The links of one document (sorted by start, outer before inner) and the entities they name that no glossary describes."""

    links: tuple[Link, ...] = ()
    found: tuple[Entity, ...] = ()


# --- the editor's decisions -----------------------------------------------------------------------------------------------


EDITOR = "editor:"
"""What the rule or evidence of a fact begins with that an editor decided."""


@dataclass(frozen=True, slots=True)
class Override:
    """What an editor decided about exact words of an article; docs/editing.md says what each `do` means and what `to` then holds.
    `sentence` counts from 1 as on the page (0 = not given). A number is given as `amount unit`, in digits."""

    article_id: str
    quote: str
    do: Action
    to: str
    sentence: int
    scope: Scope
    reason: str
    who: str
    location: Location

    @property
    def signature(self) -> str:
        """How a receipt names the decision: `editor:<file>:<line> (<who>: <reason>)`."""
        return f"{EDITOR}{self.location.path}:{self.location.line} ({self.who}: {self.reason})"


@dataclass(frozen=True, slots=True)
class Decision:
    """An override that changed something in one article, and the stretches where it did."""

    override: Override
    spans: tuple[Span, ...]


# --- briefing and site -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Person:
    """A person of one article: `name` is the fullest form in the text; `roles` in text order, the first is the one shown."""

    entity_id: str
    name: str
    mentions: tuple[Span, ...]
    roles: tuple[Role, ...]
    reason: str
    """Why this rank, in words."""
    about: bool = False
    """True if the article is about the person, False if it only mentions them."""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A quantity chosen for the sidebar, and why. `sentence` is 0-based."""

    quantity: Quantity
    sentence: int
    as_of: Timex | None
    reason: str
    says: Span | None = None
    """According to whom: the speaker of the quotation that the number stands in."""
    change: Quantity | None = None
    """By how much it changed to this level, and `origin` from which, where the sentence says so."""
    origin: Quantity | None = None


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event of an article. `when` is EDTF; `who` its linked participants in text order; `sentence` 0-based."""

    when: str
    mod: str | None
    clause: Span
    timex: Timex
    sentence: int
    who: tuple[str, ...]
    certainty: Certainty
    rule: str
    future: bool
    """True if it begins after the article's publication day."""


@dataclass(frozen=True, slots=True)
class Briefing:
    """One article composed for readers. `permalink` is its page's path below the output folder; `entities` are all that the
    article names, in order of first mention."""

    document: Document
    links: tuple[Link, ...]
    entities: tuple[Entity, ...]
    people: tuple[Person, ...]
    figures: tuple[KeyFigure, ...]
    timeline: tuple[TimelineEntry, ...]
    unresolved: tuple[Timex, ...]
    permalink: str
    decisions: tuple[Decision, ...] = ()
    """What editors changed here, in text order."""


@dataclass(frozen=True, slots=True)
class Backlink:
    """One sentence (0-based) of one article that names an entity, with the spans of the name in it."""

    article_id: str
    sentence: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """What an editor follows: briefings that name at least `least` of the entities (ids) belong to it. Texts by language."""

    id: str
    titles: tuple[tuple[str, str], ...]
    descriptions: tuple[tuple[str, str], ...]
    entities: tuple[str, ...]
    least: int
    location: Location


@dataclass(frozen=True, slots=True)
class ToldStory:
    """A story with the path of its page and the ids of its articles, newest first."""

    story: Story
    path: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """One row (0-based) of one article's timeline or key figures."""

    article_id: str
    row: int


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One event with every row that tells of it, the one with the most precise date first. `conflict`: their dates differ."""

    tellings: tuple[Telling, ...]
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class Indicator:
    """One thing measured for one time with every key figure that gives it, newest article first. `conflict`: amounts differ."""

    tellings: tuple[Telling, ...]
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class Site:
    """Everything there is to draw. Briefings newest first (undated last, then by id); entities by id, only those that occur.
    `permalinks`: entity id → path below the output folder. `backlinks`: entity id → its sentences, newest article first."""

    title: str
    lang: str
    base_url: str
    briefings: tuple[Briefing, ...]
    entities: tuple[Entity, ...]
    permalinks: tuple[tuple[str, str], ...]
    backlinks: tuple[tuple[str, tuple[Backlink, ...]], ...]
    outlets: tuple[tuple[str, str], ...] = ()
    """Outlet as printed → entity id, where the glossary knows it."""
    topics: tuple[tuple[str, str], ...] = ()
    """Topic (without regard to case) → path of its list of briefings."""
    sources: tuple[tuple[str, str], ...] = ()
    """Outlet as printed → path of its list of briefings."""
    moved: tuple[tuple[str, str], ...] = ()
    """Path of a page that is no more → path of the one that took its place."""
    names: tuple[tuple[str, str], ...] = ()
    """Name (without regard to case) that leads to several entities or to none of several candidates → path of its page."""
    stories: tuple[ToldStory, ...] = ()
    occurrences: tuple[Occurrence, ...] = ()
    """Every timeline row of every briefing once, by first day."""
    indicators: tuple[Indicator, ...] = ()
    """Every key figure of every briefing once, newest article first."""
    edit_url: str = ""
    """Where readers may propose a change, with the slots of `[site] edit_url`."""
    bodies: tuple[tuple[str, str, Passage], ...] = ()
    """Long texts of entities as `(entity id, language, text)`."""
    same_texts: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = ()
    """Article id → the articles that have much of its text, with how many per cent of it."""
    owed: str = ""
    """Whom the shipped glossary's data is owed to, in English; empty where the site does not use it."""


@dataclass(frozen=True, slots=True)
class Page:
    """One output file: `path` below the output folder with `/` separators. `rank` orders publishing: assets and leaves (0)
    before pages that list them (1)."""

    path: str
    body: bytes
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Context:
    """Words of an article in their sentence, which is numbered from 1 as on the page; `page` is the path of its briefing."""

    article_id: str
    page: str
    sentence: int
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class OpenName:
    """A name that an editor may settle: `new` (no glossary describes it), `near` (new, and much like names of the glossary),
    `ambiguous` (one of `candidates`) or `unsettled`. `entity_id` is that of its page, if it has one; `surfaces` are its forms."""

    state: Literal["new", "near", "ambiguous", "unsettled"]
    name: str
    lang: str
    type: EntityType
    entity_id: str
    surfaces: tuple[str, ...]
    candidates: tuple[str, ...]
    evidence: str
    confidence: float
    """The model's for the mention it was most sure of; 0 where the model did not name it."""
    mentions: int
    articles: int
    contexts: tuple[Context, ...]


@dataclass(frozen=True, slots=True)
class OpenTime:
    """A time expression without a value, and why."""

    reason: str
    context: Context


@dataclass(frozen=True, slots=True)
class Unused:
    """An entry of the site's glossary that no article names (`alias` empty), or a name of it that none uses."""

    entity_id: str
    alias: str
    location: Location | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of an article is understood: names and how many are linked or between several things, times and how many have a
    value, and numbers."""

    article_id: str
    title: str
    page: str
    names: int
    linked: int
    ambiguous: int
    dates: int
    resolved: int
    figures: int


@dataclass(frozen=True, slots=True)
class Review:
    """What is left for editors to do. Names most often mentioned first; all else in the order of articles, files and lines."""

    names: tuple[OpenName, ...]
    times: tuple[OpenTime, ...]
    unused: tuple[Unused, ...]
    overrides: tuple[Problem, ...]
    coverage: tuple[Coverage, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source: analysed anew, taken from the store, or dropped."""

    source_path: str
    status: Literal["analysed", "unchanged", "dropped", "draft"]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The closing report of a build. Counts of pages; seconds of wall time (never written into a page)."""

    outcomes: tuple[Outcome, ...] = ()
    written: int = 0
    unchanged: int = 0
    deleted: int = 0
    problems: tuple[Problem, ...] = ()
    seconds: float = 0.0
    reasons: tuple[str, ...] = field(default=())
    """Why work was done, one sentence each (shown with -v)."""
