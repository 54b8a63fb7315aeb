"""Site → the plan of its pages. A planned page knows a digest of everything it will show, so that a page whose digest did not
change need not be drawn again; drawing it is a pure function of that plan.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import briefgen
from briefgen.model import Page, Site
from briefgen.render import briefing as briefings
from briefgen.render import entity, registers, timelines, words
from briefgen.render.catalogue import FOLDERS, Catalogue, root_of
from briefgen.render.environment import TemplateProblem, Theme, shipped_templates
from briefgen.render.words import Words

__all__ = ["PlannedPage", "TemplateProblem", "plan", "shipped_templates"]


@dataclass(frozen=True, slots=True)
class Head:
    """What every page says of itself: `root` is the way to the output folder, `section` its entry in the navigation."""

    path: str
    root: str
    title: str
    description: str
    section: str
    canonical: str


@dataclass(frozen=True, eq=False, slots=True)
class PlannedPage:
    """A page to be. `inputs` is a SHA-256 over everything the page shows and how; equal inputs give equal bytes."""

    path: str
    rank: int
    inputs: str
    _body: Callable[[], bytes] = field(repr=False)

    def draw(self) -> bytes:
        """The bytes of the file; raises `TemplateProblem`."""
        return self._body()

    def render(self) -> Page:
        """Draw it; raises `TemplateProblem`."""
        return Page(self.path, self._body(), self.rank)


def plan(site: Site, *, templates: Path | None = None) -> tuple[PlannedPage, ...]:
    """All pages of a site with the theme's assets, leaves before lists.

    `templates` is the site's own folder of templates, which need not exist.
    """
    planner = _Planner(site, Theme.load(templates))
    return tuple(sorted(planner.pages(), key=lambda page: (page.rank, page.path)))


class _Planner:
    """The table of pages: template, view, language. Pages of one article speak its language, all others the site's."""

    def __init__(self, site: Site, theme: Theme) -> None:
        self.site, self.theme = site, theme
        self.catalogue = Catalogue.of(site)
        self.words = words.of(site.lang)
        self.events = timelines.events(self.catalogue, self.words)
        self.names = tuple(registers.named(self.catalogue, self.words))

    def pages(self) -> Iterator[PlannedPage]:
        yield from self._assets()
        yield from self._articles()
        yield from self._entities()
        yield from self._lists()
        yield from self._timelines()
        yield from self._texts()

    def _assets(self) -> Iterator[PlannedPage]:
        yield _file(".nojekyll", b"")
        for name, path in self.theme.assets():
            yield _file(f"assets/{name}", path.read_bytes())

    def _articles(self) -> Iterator[PlannedPage]:
        for each in self.site.briefings:
            article = each.document.article
            voice = words.of(article.lang, self.site.lang)
            view = briefings.view(each, self.catalogue, voice)
            lead = view.lead[0].html.striptags() if view.lead else ""
            head = self._head(each.permalink, article.title, "briefings", lead)
            yield self._page(head, "briefing.html", view, voice)
            head = self._head(briefings.source_path(each), f"{voice('source_view')}: {article.title}", "briefings")
            yield self._page(head, "source.html", briefings.source_view(each), voice)

    def _entities(self) -> Iterator[PlannedPage]:
        events = timelines.by_entity(self.events)
        for each in self.site.entities:
            path = self.catalogue.paths[each.id]
            view = entity.view(each, self.catalogue, self.words, events.get(path, ()))
            yield self._page(self._head(path, view.name, "names", view.description), "entity.html", view)

    def _lists(self) -> Iterator[PlannedPage]:
        say, catalogue, names = self.words, self.catalogue, self.names
        home = registers.home(catalogue, say, names, self.events)
        yield self._list(self._head("index.html", self.site.title, "home", say("tagline")), "home.html", home)
        articles, outlets = registers.briefings(catalogue, say), registers.sources(catalogue, say)
        yield self._list(self._head("briefings/index.html", say("all_briefings"), "briefings"), "list.html", articles)
        yield self._list(self._head("sources/index.html", say("sources"), "sources"), "list.html", outlets)
        numbers = registers.numbers(catalogue, say)
        yield self._list(
            self._head("numbers/index.html", say("numbers"), "numbers", say("numbers_intro")), "numbers.html", numbers
        )
        everything = registers.register(catalogue, say, names)
        yield self._list(self._head("glossary.html", say("all_names"), "names"), "register.html", everything)
        for kind, folder in FOLDERS.items():
            view = registers.register(catalogue, say, names, kind)
            yield self._list(self._head(f"{folder}/index.html", say.name("registers", kind), "names"), "register.html", view)

    def _timelines(self) -> Iterator[PlannedPage]:
        say = self.words
        first = timelines.timeline(self.events)
        yield self._list(
            self._head("timeline/index.html", say("timeline"), "timeline", say("timeline_intro")), "timeline.html", first
        )
        for year, _ in first.years:
            head = self._head(f"timeline/{year}.html", f"{say('timeline')} {year}", "timeline")
            yield self._list(head, "timeline.html", timelines.timeline(self.events, year))

    def _texts(self) -> Iterator[PlannedPage]:
        say = self.words
        for path, key in (("about.html", "about"), ("how-to-read.html", "how_to_read")):
            yield self._list(self._head(path, say(key), key), "prose.html", tuple(say.strings["prose"][key]))
        # The 404 page is served from any depth, so its links cannot be relative.
        root = urlsplit(self.site.base_url).path.rstrip("/") + "/"
        head = replace(self._head("404.html", say("not_found"), ""), root=root, canonical="")
        yield self._list(head, "404.html", None)

    def _head(self, path: str, title: str, section: str, description: str = "") -> Head:
        base = self.site.base_url.rstrip("/")
        return Head(path, root_of(path), title, " ".join(description.split()), section, f"{base}/{path}" if base else "")

    def _list(self, head: Head, template: str, view: object) -> PlannedPage:
        return replace(self._page(head, template, view), rank=1)

    def _page(self, head: Head, template: str, view: object, voice: Words | None = None) -> PlannedPage:
        voice = voice or self.words
        values: dict[str, Any] = {"head": head, "view": view, "site_title": self.site.title, "site_lang": self.words.lang}
        shown = (briefgen.__version__, self.theme.digest, template, voice.digest, values)
        digest = hashlib.sha256(repr(shown).encode("utf-8", "surrogatepass")).hexdigest()

        def body() -> bytes:
            return self.theme.render(template, voice, **values).encode("utf-8", "replace")

        return PlannedPage(head.path, 0, digest, body)


def _file(path: str, data: bytes) -> PlannedPage:
    return PlannedPage(path, 0, hashlib.sha256(data).hexdigest(), lambda: data)
