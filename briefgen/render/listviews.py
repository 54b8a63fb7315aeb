"""What collecting pages show (home, registers, timelines, tables, the page of a name), as plain frozen values like `views`."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.render.body import BlockView
from briefgen.render.catalogue import ArticleRef, Ref, Said, SentenceRef
from briefgen.render.charts import Node, Place
from briefgen.render.views import EventView, FigureView, Quote


@dataclass(frozen=True, slots=True)
class Card:
    """A briefing in a list."""

    article: ArticleRef
    lead: Quote | None
    figures: tuple[FigureView, ...]


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """An event with the article that reports it, and what `others` report of the same; `conflict` if they differ on the date.
    `more` articles tell of it that are not shown."""

    event: EventView
    article: ArticleRef
    others: tuple[DatedEvent, ...] = ()
    conflict: bool = False
    more: int = 0


@dataclass(frozen=True, slots=True)
class Named:
    """An entity in a list, with how often and when it occurs."""

    ref: Ref
    description: Said
    mentions: int
    articles: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class HomeView:
    """The first page."""

    cards: tuple[Card, ...]
    upcoming: tuple[DatedEvent, ...]
    latest: tuple[DatedEvent, ...]
    named: tuple[Named, ...]
    total: int
    registers: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class ListView:
    """Briefings by month. `ways` lead to lists like it as (words, path, number of briefings), `pages` to parts of this one."""

    groups: tuple[tuple[str, tuple[ArticleRef, ...]], ...]
    ways: tuple[tuple[str, str, int], ...]
    pages: tuple[tuple[str, str], ...]
    total: int


@dataclass(frozen=True, slots=True)
class SourceRow:
    """An outlet: `path` leads to all its briefings if not all are among the `newest`; `first` and `last` are days."""

    name: str
    ref: Ref | None
    path: str
    total: int
    first: str
    last: str
    languages: tuple[str, ...]
    newest: tuple[ArticleRef, ...]


@dataclass(frozen=True, slots=True)
class SourcesView:
    """All outlets in alphabetical order."""

    rows: tuple[SourceRow, ...]


@dataclass(frozen=True, slots=True)
class RegisterView:
    """Names by first letter. `registers` are the other registers to go to, `current` the type of this one (empty = all)."""

    current: str
    letters: tuple[tuple[str, tuple[Named, ...]], ...]
    registers: tuple[Ref, ...]
    total: int
    pages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class YearView:
    """Events in order of time: by year on the first page (where `year` is empty), by month on the pages of a year. `total` counts
    those of the year or the site, `pages` are the parts of a long year, `kinds` the types of those who take part; `more` if the
    years hold events that are not shown."""

    year: str
    years: tuple[tuple[str, int], ...]
    groups: tuple[tuple[str, tuple[DatedEvent, ...]], ...]
    total: int
    pages: tuple[tuple[str, str], ...]
    kinds: tuple[str, ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A key number in a table: its article, the bare amount to sort by, and what differs from the row above, if that is told."""

    figure: FigureView
    article: ArticleRef
    amount: str
    as_of: str
    says: str
    conflict: bool


@dataclass(frozen=True, slots=True)
class NumbersView:
    """Key numbers, newest article first, those of one indicator together. `pages` are the parts of a long list."""

    rows: tuple[NumberRow, ...]
    total: int
    pages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ProseView:
    """A text as `(heading, paragraphs)`, and whom the data is owed to (in English; empty where that is not told)."""

    parts: tuple[tuple[str, tuple[str, ...]], ...]
    owed: str = ""


@dataclass(frozen=True, slots=True)
class SearchView:
    """What a search may be narrowed to: `kinds` as (facet, words), years newest first, `languages` those
    that pages are in."""

    kinds: tuple[tuple[str, str], ...]
    years: tuple[str, ...]
    languages: tuple[str, ...]
    registers: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role in the words of articles, with their first and last day (empty without a date), how many they are, and where the
    newest of them state it. `status` as in `model.Role`."""

    title: str
    lang: str
    status: str
    first: str
    last: str
    total: int
    stated: tuple[tuple[ArticleRef, SentenceRef], ...]


@dataclass(frozen=True, slots=True)
class WrittenName:
    """A form in which articles name an entity: how often, and a sentence that has it."""

    words: str
    lang: str
    count: int
    sentence: SentenceRef


@dataclass(frozen=True, slots=True)
class EntrySource:
    """What the entry of an entity rests on, and the day of access in words (may be empty)."""

    address: str
    read: str


@dataclass(frozen=True, slots=True)
class MentionGroup:
    """The sentences of one article that name an entity."""

    article: ArticleRef
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class EntityView:
    """The page of one name. `names` are `(language, label)`, `facts` `(label, ((words, link or None), …))`; `written` are the
    forms in articles, `aliases` those that only the glossary knows. Pages after the first have mentions and events alone."""

    type: str
    name: str
    kind: str
    description: Said
    found: bool
    body: tuple[BlockView, ...]
    body_lang: str
    names: tuple[tuple[str, str], ...]
    aliases: tuple[str, ...]
    facts: tuple[tuple[str, tuple[tuple[str, Ref | None], ...]], ...]
    elsewhere: tuple[str, ...]
    roles: tuple[RoleRow, ...]
    groups: tuple[MentionGroup, ...]
    events: tuple[DatedEvent, ...]
    neighbours: tuple[tuple[Ref, int], ...]
    network: tuple[Node, ...]
    place: Place | None
    mentions: int
    articles: int
    namesakes: tuple[Ref, ...]
    pages: tuple[tuple[str, str], ...]
    report: str = ""
    written: tuple[WrittenName, ...] = ()
    sources: tuple[EntrySource, ...] = ()
    draft: bool = False
    as_of: str = ""
    """When the entry was last checked, in words."""


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story in a list; `first` and `last` are days."""

    path: str
    title: str
    total: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class StoryView:
    """The page of a story. `names` define it, of which a briefing has to name `least`; `shared` are others that several of its
    briefings name."""

    row: StoryRow
    description: str
    names: tuple[Ref, ...]
    shared: tuple[Ref, ...]
    articles: tuple[ArticleRef, ...]
    events: tuple[DatedEvent, ...]
    pages: tuple[tuple[str, str], ...]
    least: int


@dataclass(frozen=True, slots=True)
class Correction:
    """What an editor decided about some words: `place` is file and line, `ref` what `to` names."""

    article: ArticleRef
    quote: str
    do: str
    to: str
    reason: str
    who: str
    place: str
    sentence: SentenceRef | None
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class CorrectionsView:
    """Decisions of editors, and articles with the time of their update (on the first of the `pages`)."""

    rows: tuple[Correction, ...]
    updated: tuple[tuple[ArticleRef, str], ...]
    pages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class NameChoice:
    """One thing that a name may mean, with the articles that mean it; without `ref` no article of the site does."""

    ref: Ref | None
    id: str
    description: str
    articles: tuple[ArticleRef, ...]
    total: int


@dataclass(frozen=True, slots=True)
class NameView:
    """A name that leads to several things, and the sentences that leave open which of them it is."""

    name: str
    choices: tuple[NameChoice, ...]
    unsettled: tuple[MentionGroup, ...] = ()
