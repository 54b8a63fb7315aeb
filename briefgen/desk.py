"""The recipes beside `build`: what was understood of a text, for other programs, and what is left to do, for editors. They take
the same steps with the same store, and write no site.
"""

from __future__ import annotations

import dataclasses
import difflib
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen import build, language, model, recall
from briefgen.config import Config
from briefgen.model import Context, Entity, Glossary, Problem, Source

if TYPE_CHECKING:
    from briefgen.compose.overrides import Overridden
    from briefgen.glossary.author import Draft
    from briefgen.glossary.provenance import Value

# --- annotate: what was understood, for machines -----------------------------------------------------------------------


def annotation_glossary(config: Config | None, *, empty: bool = False) -> tuple[Glossary, tuple[Problem, ...]]:
    """The glossary that `annotate` links with: the site's if there is one, else what is shipped; or none at all."""
    if empty:
        return Glossary(), ()
    return build.glossary(config or Config(Path.cwd()))


def annotated(
    name: str, data: bytes, glossary: Glossary, *, plain: bool, config: Config | None = None
) -> Iterator[tuple[tuple[Problem, ...], dict[str, Any] | None]]:
    """What is understood of each article of one file, in input order, with the problems found on the way."""
    from briefgen.compose import export
    from briefgen.read import article

    source = Source(name, data, hashlib.sha256(data).hexdigest())
    settings = config or Config(Path.cwd())
    articles, problems = article.read(source, default_lang=settings.lang, languages=language.codes(), plain=plain)
    yield problems, None
    for document, found in build.analyse(articles):
        for dated, linking in build.linked((document,), glossary, settings.outlet_timezones):
            yield tuple(build.placed(problem, name) for problem in found), export.annotation(dated, linking)


# --- what is left to do, for editors -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Survey:
    """A site as its editors see it: the articles that are shown, with links and overrides, and all problems of a build."""

    config: Config
    glossary: Glossary
    articles: tuple[Overridden, ...]
    problems: tuple[Problem, ...]

    def entity(self, ident: str) -> Entity | None:
        """An entity of the glossary, or one that an article names."""
        everything = (*self.glossary.entities, *(entity for one in self.articles for entity in one.linking.found))
        return next((entity for entity in everything if entity.id == ident), None)


def survey(config: Config, progress: recall.Progress = lambda *_: None) -> Survey:
    """Everything up to where a build begins to write. What an earlier build understood is taken from the store.

    Drafts are included: they are what editors work on.
    """
    from briefgen.publish import executors, store
    from briefgen.read import discover

    sources, problems = discover.discover(config.root, config.seeds, max_bytes=config.max_article_bytes)
    with store.open_store(config.state) as kept:
        try:
            material = build.gather(config, sources, build.Selection(drafts=True), kept, progress)
        except executors.EngineMissingError as error:
            return Survey(config, Glossary(), (), (*problems, error.problem))
    articles, found = build.overridden(config, material)
    return Survey(config, material.glossary, articles, problems + material.problems + found)


def reviewed(site: Survey) -> model.Review:
    """What is left to do in a site."""
    from briefgen.compose import review
    from briefgen.glossary import provenance

    return review.review(site.articles, site.glossary, provenance.own_aliases(site.glossary, site.config.layers), site.problems)


def review_page(site: Survey, review: model.Review, file: Path) -> bytes:
    """The review as one page that needs no other file; its links lead from `file` into the output folder. Raises
    `render.environment.TemplateProblem`.
    """
    from briefgen.render import review as page

    root = Path(os.path.relpath(site.config.output, file.absolute().parent)).as_posix() + "/"
    return page.page(review, root=root, title=site.config.title, lang=site.config.lang, templates=site.config.templates)


@dataclass(frozen=True, slots=True)
class Explained:
    """An entity with where each of its values comes from, and every mention of it with the evidence."""

    entity: Entity
    values: tuple[Value, ...]
    mentions: tuple[tuple[Context, str], ...]


def explained(site: Survey, ident: str) -> Explained | None:
    """Why an entity is what it is; None if there is no such id."""
    from briefgen.compose import review
    from briefgen.glossary import provenance

    entity = site.entity(ident)
    if entity is None:
        return None
    mentions = tuple(
        (review.context(one.document, link.span), link.evidence)
        for one in site.articles
        for link in one.linking.links
        if link.entity_id == ident
    )
    return Explained(entity, provenance.values(entity, site.config.layers, site.config.root), mentions)


def alike(site: Survey, ident: str) -> tuple[str, ...]:
    """Ids that may have been meant."""
    known = {entity.id for entity in site.glossary.entities} | {one.id for each in site.articles for one in each.linking.found}
    return tuple(difflib.get_close_matches(ident, sorted(known), 3))


def drafted(site: Survey, draft: Draft) -> tuple[Draft, tuple[Problem, ...]]:
    """The draft of an entry with what the articles know of that id (type, name, other forms), and what is wrong with it."""
    from briefgen.compose import review
    from briefgen.glossary import author

    named = {one.entity_id: one for one in review.names(site.articles, site.glossary)}.get(draft.id)
    if named is not None:
        labels = {**({} if draft.labels else {named.lang: named.name}), **draft.labels}
        words = {word for label in labels.values() for word in label.split()}
        others = [form for form in named.surfaces if not words.issuperset(form.split())]  # short forms belong to their article
        aliases = draft.aliases or ({named.lang: others} if others else {})
        draft = dataclasses.replace(draft, type=draft.type or named.type, labels=labels, aliases=aliases)
    return draft, author.check(draft, site.config.root, site.config.seeds / "glossary", site.config.layers)
