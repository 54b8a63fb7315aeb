"""Site → the plan of its pages. A planned page knows a digest of everything it will show, so that a page whose digest did not
change need not be drawn again; drawing it is a pure function of that plan.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import briefgen
from briefgen.model import Site
from briefgen.render import (
    archive,
    corrections,
    entity,
    exports,
    namesakes,
    numbers,
    paging,
    registers,
    sources,
    stories,
    timelines,
    words,
)
from briefgen.render import briefing as briefings
from briefgen.render.catalogue import FOLDERS, Catalogue, root_of
from briefgen.render.environment import TemplateProblem, Theme, shipped_templates
from briefgen.render.exports import Exports, feeds, jsontext, structured
from briefgen.render.exports.addresses import Addresses
from briefgen.render.listviews import ProseView
from briefgen.render.planned import PlannedPage, digest, file
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
    feed: str = ""
    """Address of the Atom feed of what the page is about; empty without a `base_url`."""
    published: str = ""
    facet: str = ""
    """As what the search finds the page: `briefing` or the type of its entity; empty = not at all."""
    data: str = ""
    """What the page describes, as JSON-LD that is safe inside a page."""
    base: str = ""
    """The `base_url`; empty without one."""

    @property
    def seal(self) -> str:
        """What the page's policy knows `data` by: browsers never run it, but checkers ask for it."""
        return base64.b64encode(hashlib.sha256(self.data.encode("utf-8", "replace")).digest()).decode()


def plan(site: Site, *, templates: Path | None = None, search: bool = False) -> tuple[PlannedPage, ...]:
    """All pages of a site with the theme's assets, leaves before lists.

    `templates` is the site's own folder of templates, which need not exist; `search` says if there will be an index to search.
    """
    planner = _Planner(site, Theme.load(templates), search)
    return tuple(sorted(planner.pages(), key=lambda page: (page.rank, page.path)))


class _Planner:
    """The table of pages: template, view, language. Pages of one article speak its language, all others the site's."""

    def __init__(self, site: Site, theme: Theme, search: bool) -> None:
        self.site, self.theme, self.search = site, theme, search
        self.catalogue = Catalogue.of(site)
        self.words = words.of(site.lang)
        self.address = Addresses(site.base_url)
        self.feed = feeds.address_of(feeds.of_site(self.catalogue), self.address)
        self.events = timelines.events(self.catalogue, self.words)
        self.names = tuple(registers.named(self.catalogue, self.words))

    def pages(self) -> Iterator[PlannedPage]:
        yield from self._assets()
        drawn = [*self._articles(), *self._entities(), *self._lists(), *self._stories(), *self._timelines(), *self._texts()]
        yield from drawn
        yield from Exports(self.catalogue, self.words, self.theme, {page.path: page.inputs for page in drawn}).pages()

    def _assets(self) -> Iterator[PlannedPage]:
        yield file(".nojekyll", b"")
        for name, path in self.theme.assets():
            yield file(f"assets/{name}", path.read_bytes())

    def _articles(self) -> Iterator[PlannedPage]:
        for each in self.site.briefings:
            article = each.document.article
            voice = words.of(article.lang, self.site.lang)
            view = briefings.view(each, self.catalogue, voice)
            lead = view.summary or (view.lead[0].html.striptags() if view.lead else "")
            data = jsontext.inline(structured.article(each, self.catalogue, self.address))
            head = self._head(each.permalink, article.title, "briefings", lead)
            head = replace(head, published=article.published or "", data=data, facet="briefing")
            yield self._page(head, "briefing.html", view, voice)
            head = self._head(briefings.source_path(each), f"{voice('source_view')}: {article.title}", "briefings")
            yield self._page(head, "source.html", sources.view(each), voice)

    def _entities(self) -> Iterator[PlannedPage]:
        events, names = timelines.by_entity(self.events), namesakes.views(self.catalogue, self.words)
        shared = namesakes.by_entity(names)
        for each in self.site.entities:
            first = self.catalogue.paths[each.id]
            data = jsontext.inline(structured.entity(each, self.catalogue, self.address, self.words.lang))
            feed = feeds.address_of(feeds.of_entity(each, self.catalogue, self.words), self.address)
            for path, view in entity.pages(each, self.catalogue, self.words, events.get(first, ()), shared.get(first, ())):
                said = view.description.words or next((row.title for row in view.roles), "")
                head = replace(self._head(path, view.name, "names", said), feed=feed)
                described = replace(head, data=data, facet=each.type)
                yield self._page(described if path == first else head, "entity.html", view)
        for path, name in names:
            yield self._list(self._head(path, name.name, "names"), "name.html", name)
        for old, new in self.site.moved:
            identifier = next(one for one, path in self.site.permalinks if path == new)
            target = self.catalogue.ref(identifier, self.words.lang)
            canonical = self.address.of(new, old) if self.address.base else ""
            yield self._page(replace(self._head(old, target.name, "names"), canonical=canonical), "moved.html", target)

    def _lists(self) -> Iterator[PlannedPage]:
        say, catalogue, names = self.words, self.catalogue, self.names
        home = registers.home(catalogue, say, names, self.events)
        yield self._list(self._head("index.html", self.site.title, "home", say("tagline")), "home.html", home)
        for path, title, view in (*archive.months(catalogue, say), *archive.topics(catalogue, say)):
            yield self._list(self._head(path, title, "briefings"), "list.html", view)
        for path, title, outlet in archive.sources(catalogue, say):
            template = "sources.html" if path == "sources/index.html" else "list.html"
            yield self._list(self._head(path, title, "sources"), template, outlet)
        for path, table in numbers.pages(catalogue, say):
            yield self._list(self._head(path, say("numbers"), "numbers", say("numbers_intro")), "numbers.html", table)
        for path, names_shown in registers.register(catalogue, say, names, "glossary.html"):
            yield self._list(self._head(path, say("all_names"), "names"), "register.html", names_shown)
        for kind, folder in FOLDERS.items():
            title, first = say.name("registers", kind), f"{folder}/index.html"
            for path, names_shown in registers.register(catalogue, say, names, first, kind):
                terms = structured.terms(title, catalogue, self.address, path) if kind == "term" and path == first else None
                head = replace(self._head(path, title, "names"), data=jsontext.inline(terms) if terms else "")
                yield self._list(head, "register.html", names_shown)

    def _stories(self) -> Iterator[PlannedPage]:
        say = self.words
        head = self._head("stories/index.html", say("stories"), "stories")
        yield self._list(head, "stories.html", stories.rows(self.catalogue, say))
        for told in self.site.stories:
            for path, view in stories.pages(told, self.catalogue, say, self.events):
                yield self._list(self._head(path, view.row.title, "stories", view.description), "story.html", view)

    def _timelines(self) -> Iterator[PlannedPage]:
        say = self.words
        head = self._head("timeline/index.html", say("timeline"), "timeline", say("timeline_intro"))
        yield self._list(head, "timeline.html", timelines.newest(self.events))
        for path, view in timelines.years(self.events, say):
            yield self._list(self._head(path, f"{say('timeline')} {view.year}", "timeline"), "timeline.html", view)

    def _texts(self) -> Iterator[PlannedPage]:
        say = self.words
        for path, key, owed in (("about.html", "about", self.site.owed), ("how-to-read.html", "how_to_read", "")):
            yield self._list(self._head(path, say(key), key), "prose.html", ProseView(say.prose(key), owed))
        for path, view in corrections.pages(self.catalogue, say):
            yield self._list(self._head(path, say("corrections"), "corrections"), "corrections.html", view)
        yield self._list(self._head("data/index.html", say("data"), "data"), "data.html", exports.FILES)
        if self.search:
            yield self._list(
                self._head("search.html", say("search"), "search"), "search.html", registers.search(self.catalogue, say)
            )
        # The 404 page is served from any depth, so its links cannot be relative.
        root = urlsplit(self.site.base_url).path.rstrip("/") + "/"
        head = replace(self._head("404.html", say("not_found"), ""), root=root, canonical="")
        yield self._list(head, "404.html", None)

    def _head(self, path: str, title: str, section: str, description: str = "") -> Head:
        canonical = self.address.of(path, path) if self.address.base else ""
        said = " ".join(description.split()) or self.words("tagline")
        if number := paging.number(path):
            title = self.words("page_of", title=title, n=self.words.number(number))
        return Head(path, root_of(path), title, said, section, canonical, self.feed, base=self.address.base)

    def _list(self, head: Head, template: str, view: object) -> PlannedPage:
        return replace(self._page(head, template, view), rank=1)

    def _page(self, head: Head, template: str, view: object, voice: Words | None = None) -> PlannedPage:
        voice = voice or self.words
        values: dict[str, Any] = {
            "head": head,
            "view": view,
            "site_title": self.site.title,
            "site_lang": self.words.lang,
            "search": self.search,
        }
        inputs = digest(briefgen.__version__, self.theme.digest, template, voice.digest, values)

        def body() -> bytes:
            return self.theme.render(template, voice, **values).encode("utf-8", "replace")

        return PlannedPage(head.path, 0, inputs, body, bool(head.facet))
