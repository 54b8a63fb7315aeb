"""What earlier builds found out about each article, from the store or made: documents by the bytes of their source, briefings by
their document and the glossary. A key is a digest of all that its value depends on, so nothing ever has to be invalidated.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from briefgen import codec, language
from briefgen.config import Config
from briefgen.model import Article, Briefing, Document, Entity, Glossary, Outcome, Problem, Source

if TYPE_CHECKING:
    from briefgen.publish.store import Store

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done and how much there is."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What `understand` needs to know of the site's settings."""

    default_lang: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """What became of one source: its documents (none if it cannot be read) and the problems found."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Heads:
    """What every build asks of a source: its articles and the problems found."""

    articles: tuple[Article, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """An article, a digest of all that its document depends on, and how to get that."""

    article: Article
    key: str
    load: Callable[[], Document]


@dataclass(frozen=True, slots=True)
class Told:
    """A briefing that no editor decided about, and the entities that it names which no glossary describes. In the store it names
    its entities by id only, since what the glossary says of them may change."""

    briefing: Briefing
    found: tuple[Entity, ...]
    entities: tuple[str, ...] = ()


class Understand(Protocol):
    """How a source is understood: a function of a module, so that other processes can call it."""

    def __call__(self, source: Source, settings: Reading) -> Understood:
        """Its documents and problems."""


def sources(
    config: Config, given: Sequence[Source], kept: Store, progress: Progress, understand: Understand
) -> tuple[tuple[tuple[Known, ...], ...], tuple[Outcome, ...]]:
    """The articles of each source and what became of it. A source that cannot be read any more keeps its last good version."""
    settings = Reading(config.lang, language.codes())
    keys = {source.path: source_key(source, settings) for source in given}
    heads = {path: one for path, key in keys.items() if (one := _remembered(kept, key)) is not None}
    todo = [source for source in given if source.path not in heads]
    heads |= _fill(config, todo, keys, settings, kept, progress, understand)
    results = []
    outcomes = []
    fresh = {source.path for source in todo}
    for source in given:
        key, one = keys[source.path], heads[source.path]
        last_good = f"last:{source.path}"
        if any(problem.severity == "error" for problem in one.problems):
            outcomes.append(Outcome(source.path, "dropped", one.problems))
            before = (kept.get(last_good) or b"").decode("utf-8", "replace")
            if before and (good := _remembered(kept, before)) is not None:
                key, one = before, good
        else:
            outcomes.append(Outcome(source.path, "analysed" if source.path in fresh else "unchanged", one.problems))
            if kept.get(last_good) != key.encode():
                kept.put(last_good, key.encode())
        again = functools.partial(understand, source, settings)
        results.append(tuple(_known(kept, key, number, article, again) for number, article in enumerate(one.articles)))
    return tuple(results), tuple(outcomes)


def source_key(source: Source, settings: Reading) -> str:
    """Digest of all that is understood of a source depends on."""
    from briefgen.publish import digests

    return digests.of(digests.understanding(), repr(settings), source.path, source.digest)


def keep(kept: Store, key: str, one: Understood) -> Heads:
    """Put what was understood of a source into the store, its documents first: heads in the store mean that all is there."""
    for number, document in enumerate(one.documents):
        kept.put(_place(key, number), codec.encode(document))
    heads = Heads(tuple(document.article for document in one.documents), one.problems)
    kept.put(f"heads:{key}", codec.encode(heads))
    return heads


def _place(key: str, number: int) -> str:
    return f"document:{key}:{number}"


def _remembered(kept: Store, key: str) -> Heads | None:
    """The heads of a source if its documents are there too."""
    data = kept.get(f"heads:{key}")
    heads = codec.decode(Heads, data) if data else None
    return heads if heads and all(kept.has(_place(key, number)) for number in range(len(heads.articles))) else None


def _fill(
    config: Config,
    todo: Sequence[Source],
    keys: Mapping[str, str],
    settings: Reading,
    kept: Store,
    progress: Progress,
    understand: Understand,
) -> dict[str, Heads]:
    """Understand what the store does not know; each result is kept as soon as it is there, so a killed build loses nothing."""
    from briefgen.publish import executors

    heads = {}
    with executors.executor(config.engine, config.jobs) as pool:
        if todo:
            progress("analysing", 0, len(todo))
        results = pool.map(functools.partial(understand, settings=settings), todo)
        for done, (source, one) in enumerate(zip(todo, results, strict=True), start=1):
            heads[source.path] = keep(kept, keys[source.path], one)
            progress("analysing", done, len(todo))
    return heads


def _known(kept: Store, key: str, number: int, article: Article, again: Callable[[], Understood]) -> Known:
    def load() -> Document:
        data = kept.get(_place(key, number))
        return codec.decode(Document, data) if data else again().documents[number]  # damaged since it was last looked at

    return Known(article, f"{key}:{number}", load)


# --- briefings ---------------------------------------------------------------------------------------------------------


_ONLY_SHOWN: dict[str, Any] = {
    **dict.fromkeys(("descriptions", "bodies", "sources", "same_as", "formerly", "dates"), ()),
    "as_of": "",
    "status": "reviewed",
    "geo": None,
}
"""What an entry says on its own page and links never look at, emptied."""


def glossary_digest(glossary: Glossary) -> str:
    """Digest of all that links depend on in a glossary."""
    from briefgen.publish import digests

    asked = Glossary(tuple(dataclasses.replace(one, **_ONLY_SHOWN) for one in glossary.entities))
    return digests.of(codec.encode(asked))


def told(kept: Store, key: str, described: Mapping[str, Entity], make: Callable[[], Told]) -> Told:
    """The briefing under that key with its entities as the glossary (`described`: by id) has them now, from the store or made."""
    data = kept.get(f"briefing:{key}")
    if data is None:
        one = make()
        named = tuple(entity.id for entity in one.briefing.entities)
        bare = dataclasses.replace(one.briefing, entities=())
        kept.put(f"briefing:{key}", codec.encode(dataclasses.replace(one, briefing=bare, entities=named)))
        return one
    one = codec.decode(Told, data)
    found = {entity.id: entity for entity in one.found}
    entities = tuple(described.get(ident) or found[ident] for ident in one.entities)
    return dataclasses.replace(one, briefing=dataclasses.replace(one.briefing, entities=entities))
