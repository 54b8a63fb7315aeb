"""The recipe: read → analyse → link → override → compose → assemble → check → render → publish. Only this module knows the order.

`understand` (source bytes → documents) is the slow step: it never sees the glossary, so its results are kept in the store and
can be computed in any process. Everything after it is cheap, and only pages whose inputs changed are rendered again.
"""

from __future__ import annotations

import dataclasses
import functools
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen import language, model, recall
from briefgen.config import Config
from briefgen.model import Article, Briefing, Document, Glossary, Linking, Location, Outcome, Problem, Report, Source
from briefgen.recall import Known, Progress, Reading, Told, Understood

if TYPE_CHECKING:
    from briefgen.analyse.annotate import Annotated
    from briefgen.compose.overrides import Overridden
    from briefgen.publish.store import Store


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
    """What a site is composed of: the articles to show, what the glossary and the editors say of them, the ids of all articles
    (shown or not), what became of each source, and the problems so far."""

    shown: tuple[Known, ...]
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

    known, outcomes = recall.sources(config, sources, kept, progress, understand)
    entities, found = glossary(config, kept)
    decided, wrong = overrides.load(config.root, config.seeds / "overrides")
    followed, faulty = stories.load(config.root, config.seeds / "stories")
    restrained = tuple(restricted(one, config.publish) for each in known for one in each)
    lost = (article.article_id(source.path) for source, each in zip(sources, known, strict=True) if not each)
    articles = frozenset((*lost, *(one.article.id for one in restrained)))
    shown = tuple(one for one in restrained if selection.takes(one.article))
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
    said = quotations.extract(article, sentences, mentions, roles, timexes, pack)
    clauses = events.extract(article, sentences, timexes, pack, said)
    chosen = lead.choose(article, sentences, timexes, pack)
    return Document(article, sentences, mentions, timexes, figures, roles, clauses, chosen, annotator, said), problems


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


def restricted(one: Known, site: model.PublishMode) -> Known:
    """The article under the stricter of its own and the site's `publish`: a setting may hold text back, never let it out."""
    strictest = max(one.article.publish, site, key=("full", "quotes", "private").index)
    article = dataclasses.replace(one.article, publish=strictest)
    return Known(article, f"{one.key}:{strictest}", lambda: dataclasses.replace(one.load(), article=article))


def overridden(config: Config, material: Material) -> tuple[tuple[Overridden, ...], tuple[Problem, ...]]:
    """Link each document and apply what editors decided."""
    from briefgen.compose import overrides
    from briefgen.glossary import pins

    documents = (one.load() for one in material.shown)
    pairs = tuple(linked(documents, material.glossary, config.outlet_timezones))
    done, problems = overrides.apply(pairs, material.overrides, material.glossary, material.articles)
    return done, problems + pins.check((one.article for one in material.shown), material.glossary, config.root)


def brief(config: Config, material: Material, kept: Store) -> tuple[tuple[Briefing, ...], tuple[Problem, ...]]:
    """Link, override and compose each document, in order. What no editor decided about is taken from the store if it is there."""
    from briefgen.compose import briefing, overrides
    from briefgen.glossary import pins
    from briefgen.publish import digests

    described = briefing.described_by(material.glossary)
    base = digests.of(digests.briefing(), recall.glossary_digest(material.glossary), repr(config.outlet_timezones))

    def pair(one: Known) -> tuple[Document, Linking]:
        return next(linked((one.load(),), material.glossary, config.outlet_timezones))

    def told(one: Known) -> Told:
        document, linking = pair(one)
        return Told(briefing.slim(briefing.compose(document, linking, described)), linking.found)

    concerned = overrides.concerned(material.overrides, tuple(one.article.id for one in material.shown))
    each = [
        pair(one)
        if one.article.id in concerned
        else recall.told(kept, digests.of(base, one.key), described, functools.partial(told, one))
        for one in material.shown
    ]
    found = overrides.known_by(one.found if isinstance(one, Told) else one[1].found for one in each)
    pairs = [one for one in each if not isinstance(one, Told)]
    done, problems = overrides.apply(pairs, material.overrides, material.glossary, material.articles, found)
    decided = (briefing.slim(briefing.compose(one.document, one.linking, described, one.decisions)) for one in done)
    briefings = tuple(one.briefing if isinstance(one, Told) else next(decided) for one in each)
    return briefings, problems + pins.check((one.article for one in material.shown), material.glossary, config.root)


def glossary(config: Config, kept: Store | None = None) -> tuple[Glossary, tuple[Problem, ...]]:
    """The merged glossary of the site, in the languages that the settings ask for; a store keeps what each file says."""
    from briefgen.glossary import languages, load
    from briefgen.publish import digests

    def parse(text: str, name: str) -> load.Parsed:
        key = "glossary:" + digests.of(digests.program(), name, text)
        return kept.once(key, load.Parsed, lambda: load.parse(text, name)) if kept else load.parse(text, name)

    layers = (*config.layers, "site")
    entities, problems = load.load(config.root, config.seeds / "glossary", layers=layers, parse=parse)
    return languages.only(entities, config.languages), problems


# --- assemble, check, render, publish ----------------------------------------------------------------------------------

STOPPING = frozenset({"seeds-missing", "duplicate-id", "permalink-collision", "page-collision"})
"""Errors that stop a build before the first write; any other error costs only the source it is in."""


def _publish(config: Config, material: Material, kept: Store, report: Report, progress: Progress) -> Report:
    from briefgen.compose import site
    from briefgen.glossary import layers
    from briefgen.publish import search, writer
    from briefgen.read import markdown
    from briefgen.render import pages

    report = with_problems(report, site.same_ids(one.article for one in material.shown))
    briefings, found = brief(config, material, kept)
    report = with_problems(report, found)
    settings = {"title": config.title, "lang": config.lang, "base_url": config.base_url}
    assembled, found = site.assemble(briefings, material.glossary, material.stories, **settings)
    if briefings and not config.base_url:
        hint = "Set base_url in [site] of briefgen.toml, or build with --base-url, where the site is to be published."
        found += (Problem("base-url-missing", "note", "the site gets no feeds, sitemap and canonical addresses", None, hint),)
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


# --- what was built from what ------------------------------------------------------------------------------------------


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
