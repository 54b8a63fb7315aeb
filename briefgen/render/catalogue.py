"""Site → look-ups that every page needs: paths, names and sentences by id. Built once a plan; nothing here is shown by itself."""

from __future__ import annotations

import bisect
import functools
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from markupsafe import Markup

from briefgen.model import Article, Backlink, Briefing, Document, Entity, EntityType, Site, Span
from briefgen.render.environment import markup
from briefgen.render.weave import Annotation, weave

FOLDERS: Mapping[EntityType, str] = MappingProxyType(
    {
        "person": "people",
        "organisation": "organisations",
        "place": "places",
        "event": "events",
        "group": "groups",
        "work": "works",
        "law": "laws",
        "term": "terms",
    }
)
"""Entity type → folder of its pages, in the order in which registers are shown."""
MAX_QUOTE = 1500
"""Code points: sentences of prose are shorter; a longer one is a list or a broken text, and would bloat every page quoting it."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A name with the page it leads to. `path` is below the output folder; templates put the way to its root before it."""

    path: str
    name: str
    type: str = ""
    lang: str = ""
    """The language of the name where it is known not to be that of the page."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words with their language; it is empty for words of the page's own language or of none."""

    words: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class SentenceRef:
    """The way to one sentence of one article: shown as `S12`."""

    path: str
    number: int

    @property
    def anchor(self) -> str:
        """The fragment on its page."""
        return f"s{self.number}"


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """What a list says of an article."""

    path: str
    title: str
    lang: str
    outlet: str
    published: str


@dataclass(frozen=True, eq=False)
class Catalogue:
    """A site with its indexes."""

    site: Site
    paths: Mapping[str, str]
    entities: Mapping[str, Entity]
    briefings: Mapping[str, Briefing]
    backlinks: Mapping[str, tuple[Backlink, ...]]

    @functools.cached_property
    def together(self) -> Mapping[tuple[str, int], tuple[str, ...]]:
        """Article and sentence (0-based) → the ids of all that it names."""
        found: dict[tuple[str, int], list[str]] = {}
        for identifier, links in self.backlinks.items():
            for link in links:
                found.setdefault((link.article_id, link.sentence), []).append(identifier)
        return MappingProxyType({place: tuple(ids) for place, ids in found.items()})

    @functools.cached_property
    def articles(self) -> Mapping[str, tuple[str, ...]]:
        """Entity → the ids of the articles that name it, newest first."""
        found = {key: tuple(dict.fromkeys(link.article_id for link in links)) for key, links in self.backlinks.items()}
        return MappingProxyType(found)

    @functools.cached_property
    def families(self) -> Mapping[str, tuple[Briefing, ...]]:
        """Id of an article → it and its translations, newest first."""
        found: dict[str, list[Briefing]] = {}
        for briefing in self.site.briefings:
            article = briefing.document.article
            for key in dict.fromkeys(filter(None, (article.id, article.translation_of))):
                found.setdefault(key, []).append(briefing)
        return MappingProxyType({key: tuple(family) for key, family in found.items()})

    @staticmethod
    def of(site: Site) -> Catalogue:
        """Index a site."""
        return Catalogue(
            site,
            MappingProxyType(dict(site.permalinks)),
            MappingProxyType({entity.id: entity for entity in site.entities}),
            MappingProxyType({briefing.document.article.id: briefing for briefing in site.briefings}),
            MappingProxyType(dict(site.backlinks)),
        )

    def ref(self, identifier: str, lang: str, name: str = "") -> Ref:
        """A link to an entity's page under its label in that language (or the name given)."""
        entity = self.entities[identifier]
        label = said(entity.labels, lang)
        return Ref(self.paths[identifier], name or label.words, entity.type, "" if name else label.lang)

    def refs(self, identifiers: Iterable[str], lang: str) -> tuple[Ref, ...]:
        """Links to those of the entities that have a page."""
        return tuple(self.ref(identifier, lang) for identifier in identifiers if identifier in self.paths)


def said(texts: Sequence[tuple[str, str]], lang: str) -> Said:
    """Of the texts `((language, text), …)` the one to show on a page: its language's, else `*`, else English, else the first."""
    known = dict(texts)
    code = next((code for code in (lang, "*", "en", *known) if known.get(code)), "")
    return Said(known.get(code, ""), "" if code in (lang, "*") else code)


def article_ref(briefing: Briefing) -> ArticleRef:
    """How lists name a briefing."""
    article = briefing.document.article
    return ArticleRef(briefing.permalink, article.title, article.lang, article.outlet, article.published or "")


def sentence_ref(briefing: Briefing, sentence: int) -> SentenceRef:
    """The link to a sentence (0-based) on its briefing page."""
    return SentenceRef(briefing.permalink, sentence + 1)


def sentence_span(briefing: Briefing, sentence: int) -> Span:
    """The span of a sentence; the whole text if the document has none."""
    document = briefing.document
    return document.sentences[sentence].span if sentence < len(document.sentences) else Span(0, len(document.article.text))


def sentence_of(document: Document, span: Span) -> int:
    """The 0-based number of the sentence in which the span begins; 0 before the first sentence or without any."""
    return max(bisect.bisect_right(document.sentences, span.start, key=lambda sentence: sentence.span.start) - 1, 0)


def quote(article: Article, span: Span, marked: Sequence[Span] = ()) -> Markup:
    """The exact words of a span, with the marked ones in `<mark>`; a very long one is cut around the first of them."""
    shown = span
    if span.end - span.start > MAX_QUOTE:
        middle = marked[0].start if marked else span.start
        start = max(span.start, min(middle - MAX_QUOTE // 2, span.end - MAX_QUOTE))
        shown = Span(start, min(start + MAX_QUOTE, span.end))
    html = weave(article.text, [Annotation(part, "mark") for part in marked], [shown])[0].strip()
    return markup(("…" if shown.start > span.start else "") + html + ("…" if shown.end < span.end else ""))


def sort_key(name: str) -> tuple[str, str]:
    """Letters without marks and case, digits and signs before them; the name itself decides between equals."""
    folded = "".join(char for char in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(char))
    return folded.lstrip("'\"“”‘’«»( "), name


def root_of(path: str) -> str:
    """The relative way from a page up to the output folder."""
    return "../" * path.count("/")
