"""The recipe: read → analyse → link → override → compose → assemble → check → render → publish. Only this module knows the order.

`understand` (source bytes → documents) is the slow step: it never sees the glossary, so its results are kept in the store and
can be computed in any process. Everything after it is cheap, and only pages whose inputs changed are rendered again.
"""

from __future__ import annotations

import dataclasses
import functools
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen import codec, language, model
from briefgen.config import Config
from briefgen.model import Article, Briefing, Document, Glossary, Location, Outcome, Problem, Report, Source

if TYPE_CHECKING:
    from briefgen.analyse.annotate import Annotated
    from briefgen.compose.overrides import Overridden
    from briefgen.publish.executors import Pool
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
class Selection:
    """Which articles a build shows: drafts too, or none dated after `as_of` (an ISO date)."""

    drafts: bool = False
    as_of: str = ""

    def takes(self, article: Article) -> bool:
        """True if the article belongs on the site; private ones never do."""
        in_time = not self.as_of or not article.published or article.published[:10] <= self.as_of
        return in_time and (self.drafts or not article.draft) and article.publish != "private"


@dataclass(frozen=True, slots=True)
class Material:
    """What a site is composed of: the documents to show, what the glossary and the editors say of them, the ids of all articles
    (shown or not), what became of each source, and the problems so far."""

    documents: tuple[Document, ...]
    glossary: Glossary
    overrides: tuple[model.Override, ...]
    stories: tuple[model.Story, ...]
    articles: frozenset[str]
    outcomes: tuple[Outcome, ...]
    problems: tuple[Problem, ...]


def build(config: Config, selection: Selection = Selection(), progress: Progress = lambda *_: None) -> Report:
    """Build the site. Nothing is published if there is a site problem; a source problem costs only that source's new version."""
    from briefgen.publish import executors, last, store
    from briefgen.read import discover

    started = time.monotonic()
    sources, problems = discover.discover(config.root, config.seeds, max_bytes=config.max_article_bytes)
    with store.open_store(config.state) as kept:
        inputs = _inputs(config, sources, selection)
        report = last.report(kept, config.output, config.base_url, inputs)
        if report is None:
            last.forget(kept, config.output, config.base_url)
            try:
                material = gather(config, sources, selection, kept, progress)
            except executors.EngineMissingError as error:
                return Report(problems=(*problems, error.problem), seconds=time.monotonic() - started)
            report = Report(material.outcomes, problems=problems + material.problems)
            report = _publish(config, material, kept, report, progress)
            last.remember(kept, config.output, config.base_url, last.Built(inputs, report))
    return dataclasses.replace(report, seconds=time.monotonic() - started)


def with_problems(report: Report, problems: tuple[Problem, ...]) -> Report:
    """The report with these problems too."""
    return dataclasses.replace(report, problems=problems + report.problems)


def gather(config: Config, sources: Sequence[Source], selection: Selection, kept: Store, progress: Progress) -> Material:
    """Understand all sources, and read what the glossary and the editors say. Raises `executors.EngineMissingError`."""
    from briefgen.read import article, overrides, stories

    understood, outcomes = _understand_all(config, sources, kept, progress)
    entities, found = glossary(config)
    decided, wrong = overrides.load(config.root, config.seeds / "overrides")
    followed, faulty = stories.load(config.root, config.seeds / "stories")
    documents = tuple(restricted(d, config.publish) for one in understood for d in one.documents)
    lost = (article.article_id(source.path) for source, one in zip(sources, understood, strict=True) if not one.documents)
    articles = frozenset((*lost, *(document.article.id for document in documents)))
    shown = tuple(document for document in documents if selection.takes(document.article))
    problems = found + wrong + faulty + kept.problems + tuple(p for outcome in outcomes for p in outcome.problems)
    return Material(shown, entities, decided, followed, articles, outcomes, problems)


# --- understand: source bytes → documents ------------------------------------------------------------------------------


def understand(source: Source, settings: Reading) -> Understood:
    """Read, clean and analyse one source. Pure: the same bytes and settings give the same documents in any process."""
    from briefgen.read import article

    articles, problems = article.read(source, default_lang=settings.default_lang, languages=settings.languages)
    analysed = analyse(articles)
    problems += tuple(placed(problem, source.path) for _, found in analysed for problem in found)
    return Understood(tuple(document for document, _ in analysed), problems)


def analyse(articles: Sequence[Article]) -> list[tuple[Document, tuple[Problem, ...]]]:
    """Everything that can be known of articles without a glossary, in their order."""
    from briefgen.analyse import annotate

    return [_analysed(article, found) for article, found in zip(articles, annotate.annotate_all(articles), strict=True)]


def _analysed(article: Article, annotated: Annotated) -> tuple[Document, tuple[Problem, ...]]:
    from briefgen.analyse import events, lead, people, quantities, quotations, temporal

    pack = language.load(article.lang)
    (sentences, mentions, annotator), problems = annotated
    timexes = temporal.extract(article, sentences, pack, mentions)
    figures = quantities.extract(article, sentences, timexes, pack)
    timexes = tuple(timex for timex in timexes if not any(timex.span.overlaps(figure.span) for figure in figures))
    mentions, roles = people.extract(article, sentences, mentions, pack)
    clauses = events.extract(article, sentences, timexes, pack)
    said = quotations.extract(article, sentences, mentions, roles, timexes, pack)
    opening = lead.choose(article, sentences)
    return Document(article, sentences, mentions, timexes, figures, roles, clauses, opening, annotator, said), problems


def _understand_all(
    config: Config, sources: Sequence[Source], kept: Store, progress: Progress
) -> tuple[tuple[Understood, ...], tuple[Outcome, ...]]:
    """Each source's documents, from the store or computed, and what became of it. A source that cannot be read any more keeps
    its last good version.
    """
    from briefgen.publish import executors

    settings = Reading(config.lang, language.codes())
    keys = {source.path: _source_key(source, settings) for source in sources}
    known = {path: data for path, key in keys.items() if (data := kept.get(key)) is not None}
    todo = [source for source in sources if source.path not in known]
    with executors.executor(config.engine, config.jobs) as pool:
        _fill(known, todo, keys, settings, kept, pool, progress)
    results = []
    outcomes = []
    fresh = {source.path for source in todo}
    for source in sources:
        one = codec.decode(Understood, known[source.path])
        last_good = f"last:{source.path}"
        if any(problem.severity == "error" for problem in one.problems):
            outcomes.append(Outcome(source.path, "dropped", one.problems))
            remembered = kept.get(last_good)
            one = codec.decode(Understood, remembered) if remembered else one
        else:
            outcomes.append(Outcome(source.path, "analysed" if source.path in fresh else "unchanged", one.problems))
            if kept.get(last_good) != known[source.path]:
                kept.put(last_good, known[source.path])
        results.append(one)
    return tuple(results), tuple(outcomes)


def _fill(
    known: dict[str, bytes],
    todo: Sequence[Source],
    keys: dict[str, str],
    settings: Reading,
    kept: Store,
    pool: Pool,
    progress: Progress,
) -> None:
    """Understand what the store does not know; each result is kept as soon as it is there, so a killed build loses nothing."""
    if todo:
        progress("analysing", 0, len(todo))
    results = pool.map(functools.partial(understand, settings=settings), todo)
    for done, (source, one) in enumerate(zip(todo, results, strict=True), start=1):
        known[source.path] = codec.encode(one)
        kept.put(keys[source.path], known[source.path])
        progress("analysing", done, len(todo))


# --- link, override and compose: documents + glossary + editors → briefings ---------------------------------------------


def linked(
    documents: Iterable[Document], glossary: Glossary, zones: tuple[tuple[str, str], ...] = ()
) -> Iterator[tuple[Document, model.Linking]]:
    """Each document with its links; its time of publication gets the outlet's offset if only the glossary or the settings
    (`zones`) know it.
    """
    from briefgen.glossary import link, outlets

    for document in documents:
        article = outlets.zoned(document.article, glossary, zones)
        dated = dataclasses.replace(document, article=article)
        yield dated, link.link(dated, glossary, language.load(article.lang))


def restricted(document: Document, site: model.PublishMode) -> Document:
    from briefgen.glossary import layers
    """The document under the stricter of its own and the site's `publish`: a setting may hold text back, never let it out."""
    strictest = max(document.article.publish, site, key=("full", "quotes", "private").index)
    return dataclasses.replace(document, article=dataclasses.replace(document.article, publish=strictest))


def overridden(config: Config, material: Material) -> tuple[tuple[Overridden, ...], tuple[Problem, ...]]:
    """Link each document and apply what editors decided."""
    from briefgen.compose import overrides
    from briefgen.glossary import pins

    pairs = tuple(linked(material.documents, material.glossary, config.outlet_timezones))
    done, problems = overrides.apply(pairs, material.overrides, material.glossary, material.articles)
    return done, problems + pins.check((document.article for document in material.documents), material.glossary)


def brief(config: Config, material: Material) -> tuple[tuple[Briefing, ...], tuple[Problem, ...]]:
    """Link, override and compose each document, in order."""
    from briefgen.compose import briefing

    done, problems = overridden(config, material)
    return tuple(briefing.compose(one.document, one.linking, material.glossary, one.decisions) for one in done), problems


def glossary(config: Config) -> tuple[Glossary, tuple[Problem, ...]]:
    """The merged glossary of the site, in the languages that the settings ask for."""
    from briefgen.glossary import languages, load

    entities, problems = load.load(config.root, config.seeds / "glossary", layers=(*config.layers, "site"))
    return languages.only(entities, config.languages), problems


# --- assemble, check, render, publish ----------------------------------------------------------------------------------

STOPPING = frozenset({"seeds-missing", "duplicate-id", "permalink-collision", "page-collision"})
"""Errors that stop a build before the first write; any other error costs only the source it is in."""


def _publish(config: Config, material: Material, kept: Store, report: Report, progress: Progress) -> Report:
    from briefgen.compose import site
    from briefgen.publish import search, writer
    from briefgen.render import pages

    report = with_problems(report, site.same_ids(material.documents))
    briefings, found = brief(config, material)
    report = with_problems(report, found)
    settings = {"title": config.title, "lang": config.lang, "base_url": config.base_url}
    assembled, found = site.assemble(briefings, material.glossary, material.stories, **settings)
    assembled = dataclasses.replace(assembled, edit_url=config.edit_url, bodies=tuple(markdown.passages(assembled.entities)))
    assembled = dataclasses.replace(assembled, owed=layers.notice() if "builtin" in config.layers else "")
    report = with_problems(report, found)
    if any(problem.severity == "error" and problem.code in STOPPING for problem in report.problems):
        return report
    write = functools.partial(
        writer.publish,
        output=config.output,
        state=config.state,
        store=kept,
        base_url=config.base_url,
        static=config.static,
        progress=progress,
    )
    try:
        plan = pages.plan(assembled, templates=config.templates, search=config.search)
        result = write(plan, keep=search.FOLDER if config.search else "")
    except pages.TemplateProblem as error:
        return with_problems(report, (error.problem,))
    if config.search and not any(problem.severity == "error" for problem in result.problems):
        lying = writer.outputs(config.output, kept, config.base_url)
        searched = {page.path: lying.get(page.path, "") for page in plan if page.searched}
        index, found = search.index(searched, output=config.output, state=config.state)
        result = writer.joined(result, write([*plan, *index]))
        report = with_problems(report, found)
    counts = (len(result.written), len(result.unchanged), len(result.deleted))
    return Report(report.outcomes, *counts, report.problems + result.problems, reasons=result.reasons)


def _bodies(entities: Iterable[model.Entity]) -> Iterator[tuple[str, str, model.Passage]]:
    """The long texts of entities, read as any Markdown is."""
    from briefgen.read import markdown

    for entity in entities:
        for lang, text in entity.bodies:
            parsed = markdown.parse(text)
            yield entity.id, lang, model.Passage(parsed.cleaned.text, parsed.cleaned.blocks, parsed.marks)


# --- what was built from what ------------------------------------------------------------------------------------------


def _source_key(source: Source, settings: Reading) -> str:
    from briefgen.publish import digests

    return "document:" + digests.of(digests.understanding(), repr(settings), source.path, source.digest)


def _inputs(config: Config, sources: Sequence[Source], selection: Selection) -> str:
    """Digest of everything that a site is built from."""
    from briefgen.publish import digests
    from briefgen.render.environment import shipped_templates

    own = (config.seeds / name for name in ("glossary", "overrides", "stories"))
    folders = (*own, config.templates, config.static, shipped_templates())
    inputs = (digests.program(), repr(config), repr(selection), *(digests.of_folder(folder) for folder in folders))
    return digests.of(*inputs, *(part for source in sources for part in (source.path, source.digest)))


def placed(problem: Problem, path: str) -> Problem:
    """The problem with a place, if only that of its file."""
    return problem if problem.location else dataclasses.replace(problem, location=Location(path))
