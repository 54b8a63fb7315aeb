"""The planned pages → `sitemap.xml` (sitemaps.org), in parts if there are many, and `robots.txt`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from xml.sax.saxutils import escape

from briefgen.render.catalogue import Catalogue
from briefgen.render.exports.addresses import Addresses

MOST = 50_000
"""Addresses in one file, by the format's own rule."""
UNLISTED = ("404.html", "search.html")
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")

Row = tuple[str, str]
"""A path and the day it was last changed, empty if that is not known."""


def rows(paths: Iterable[str], catalogue: Catalogue) -> tuple[Row, ...]:
    """The pages that are worth finding, by path. A briefing changed when its article did; of other pages it is not known."""
    articles = {each.permalink: each.document.article for each in catalogue.site.briefings}
    changed = {path: article.updated or article.published for path, article in articles.items()}
    moved = dict(catalogue.site.moved)
    listed = (path for path in sorted(paths) if not path.endswith((".source.html", *UNLISTED)) and path not in moved)
    return tuple((path, _day(changed.get(path))) for path in listed)


def files(pages: Sequence[Row], address: Addresses) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """`robots.txt`, and with a `base_url` the sitemap, as (path, how to draw it)."""
    yield "robots.txt", lambda: _robots(address)
    if not address.base:
        return
    parts = [pages[start : start + MOST] for start in range(0, len(pages), MOST)]
    if len(parts) == 1:
        yield "sitemap.xml", lambda: _sitemap(parts[0], address)
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    yield "sitemap.xml", lambda: _index(names, address)
    for name, part in zip(names, parts, strict=True):
        yield name, lambda part=part: _sitemap(part, address)  # type: ignore[misc]


def _robots(address: Addresses) -> bytes:
    lines = ["User-agent: *", "Allow: /", *([f"Sitemap: {address.base}sitemap.xml"] if address.base else [])]
    return ("\n".join(lines) + "\n").encode()


def _sitemap(pages: Sequence[Row], address: Addresses) -> bytes:
    entries = (
        f"<url><loc>{escape(address.of(path, ''))}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>" for path, day in pages
    )
    return _document("urlset", entries)


def _index(names: Sequence[str], address: Addresses) -> bytes:
    return _document("sitemapindex", (f"<sitemap><loc>{escape(address.of(name, ''))}</loc></sitemap>" for name in names))


def _document(root: str, entries: Iterable[str]) -> bytes:
    inner = "\n".join(entries)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_NAMESPACE}">\n{inner}\n</{root}>\n'.encode()


def _day(stamp: str | None) -> str:
    found = _DAY.match(stamp or "")
    return found[0] if found else ""
