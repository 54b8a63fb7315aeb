"""Site → the files for machines: feeds, sitemap, tables, timelines, annotations and the glossary, of the same facts as the pages.

Each file is drawn only if the pages that show its facts changed. What needs absolute addresses is left out without a `base_url`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import briefgen
from briefgen.render.catalogue import Catalogue
from briefgen.render.environment import Theme
from briefgen.render.exports import concepts, feeds, jsontext, sitemap, tables, timelinejs, vcalendar, webannotation
from briefgen.render.exports.addresses import Addresses
from briefgen.render.planned import PlannedPage, digest
from briefgen.render.words import Words

FILES = (
    "data/events.csv",
    "data/events.json",
    "data/numbers.csv",
    "data/numbers.json",
    "data/timeline.json",
    "data/timeline.ics",
    "data/glossary.jsonld",
)
"""The tables and lists of a whole site, in the order in which the data page names them."""


@dataclass(frozen=True, eq=False)
class Exports:
    """`inputs`: path of a page below the output folder → digest of what it shows."""

    catalogue: Catalogue
    words: Words
    theme: Theme
    inputs: Mapping[str, str]
    _address: Addresses = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_address", Addresses(self.catalogue.site.base_url))

    def pages(self) -> Iterator[PlannedPage]:
        """All files, each once."""
        yield from self._site_files()
        yield from self._articles()
        yield from self._robots()
        if self._address.base:
            yield from self._feeds()

    def _site_files(self) -> Iterator[PlannedPage]:
        catalogue, words, address = self.catalogue, self.words, self._address
        everything = self._digest(sorted(self.inputs.items()))

        def planned(path: str, draw: Callable[[], bytes]) -> PlannedPage:
            return PlannedPage(path, 1, digest(path, everything), draw)

        for name, rows in (("events", tables.events), ("numbers", tables.numbers)):
            yield planned(f"data/{name}.csv", lambda rows=rows: tables.as_csv(rows(catalogue, address)))  # type: ignore[misc]
            yield planned(f"data/{name}.json", lambda rows=rows: tables.as_json(rows(catalogue, address)))  # type: ignore[misc]
        yield planned("data/timeline.json", lambda: jsontext.dump(timelinejs.timeline(catalogue, words, address)))
        yield planned("data/timeline.ics", lambda: vcalendar.calendar(catalogue, address))
        yield planned("data/glossary.jsonld", lambda: jsontext.dump(concepts.scheme(catalogue, address)))

    def _articles(self) -> Iterator[PlannedPage]:
        for each in self.catalogue.site.briefings:
            inputs = self._digest(self.inputs[each.permalink], webannotation.digest(each))
            for path, draw in webannotation.files(each, self.catalogue, self._address):
                yield PlannedPage(path, 0, digest(path, inputs), draw)

    def _robots(self) -> Iterator[PlannedPage]:
        rows = sitemap.rows(self.inputs, self.catalogue)
        for path, draw in sitemap.files(rows, self._address):
            yield PlannedPage(path, 1, self._digest(path, rows), draw)

    def _feeds(self) -> Iterator[PlannedPage]:
        catalogue, words = self.catalogue, self.words
        named = (feeds.of_entity(one, catalogue, words) for one in catalogue.site.entities)
        for feed in (feeds.of_site(catalogue), *named):
            inputs = self._digest(feed.home, feed.title, [self.inputs[entry.permalink] for entry in feed.briefings])
            for path, draw in feeds.files(feed, catalogue, words, self.theme, self._address):
                yield PlannedPage(path, 1, digest(path, inputs), draw)

    def _digest(self, *parts: object) -> str:
        return digest(briefgen.__version__, self._address.base, self.catalogue.site.title, self.words.digest, *parts)
