"""The visible lines of a page in the order of its source, each with its place; captions with their picture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from briefgen.read.html_body import web_link

SILENT = frozenset(
    {"script", "style", "template", "noscript", "head", "title", "svg", "math", "iframe", "object", "embed", "applet", "audio"}
    | {"video", "canvas", "map", "select", "datalist", "textarea", "frameset", "noframes"}
)
"""Elements without words that a reader of the page sees, or with words that are not text."""
_INLINE = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr output q rb rt ruby s samp small"
    " span strike strong sub sup time tt u var wbr"
)
INLINE = frozenset(_INLINE.split())
"""Elements that do not begin a line."""

_BODY = re.compile(r"<body\b", re.IGNORECASE)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A visible line of the page and where it stands in the source. `picture` is the address if it is the caption of one."""

    text: str
    start: int
    picture: str = ""
    caption: bool = False


def lines(tree: Any, source: str, base: str) -> tuple[Line, ...]:
    """The visible lines in the order of the source."""
    return tuple(_Lines(source, base).read(tree))


def body_start(source: str) -> int:
    """Where the visible page begins."""
    found = _BODY.search(source)
    return found.start() if found else 0


class _Lines:
    """Walks the page without recursion, since a page may be nested very deep. `cursor` is where the next words are looked for."""

    def __init__(self, source: str, base: str) -> None:
        self.source, self.base = source, base
        self.cursor = body_start(source)
        self.parts: list[str] = []
        self.start = 0
        self.found = False
        self.picture = ""

    def read(self, tree: Any) -> Iterator[Line]:
        from lxml import etree

        walk = etree.iterwalk(tree, events=("start", "end"))
        figures: list[Any] = []
        caption = None
        for event, element in walk:
            tag = element.tag if isinstance(element.tag, str) else "script"
            if event == "end":
                if tag not in INLINE:
                    yield from self.flush(caption=caption is not None)
                caption = None if element is caption else caption
                if figures and element is figures[-1]:
                    figures.pop()
                    self.picture = ""
                self.say(element.tail if element is not tree else None)
                continue
            if tag not in INLINE:
                yield from self.flush(caption=caption is not None)
            if tag in SILENT or _is_hidden(element):
                self.pass_over(element)
                walk.skip_subtree()
                continue
            if tag == "figure":
                figures.append(element)
            elif tag == "img" and figures:
                self.picture = self.picture or self.address(element)
            elif tag == "figcaption" and figures:
                caption = element
            self.say(element.text)
        yield from self.flush(caption=False)

    def say(self, text: str | None) -> None:
        if not text:
            return
        if not self.found and not text.isspace():
            self.seek(text)
            self.found = True
        self.parts.append(text)

    def seek(self, text: str) -> None:
        """Find the first words of a line in the source."""
        words = " ".join(text.split()[:3])
        found = self.source.find(words, self.cursor, self.cursor + 200_000) if words else -1
        if found >= 0:
            self.start, self.cursor = found, found + len(words)
        else:
            self.start = self.cursor

    def pass_over(self, element: Any) -> None:
        """Look for the next words after an element whose own are not visible."""
        words = (element.text or "").strip()[:200]
        found = self.source.find(words, self.cursor, self.cursor + 200_000) if words else -1
        if found >= 0:
            self.cursor = found + len(element.text)

    def address(self, image: Any) -> str:
        """The address of a picture: lazy pages keep it in a data attribute."""
        for given in filter(None, map(image.get, ("data-src", "data-original", "src"))):
            try:
                address = web_link(urljoin(self.base, given))
            except ValueError:
                continue
            if address:
                return address
        return ""

    def flush(self, *, caption: bool) -> Iterator[Line]:
        text = " ".join("".join(self.parts).split())
        self.parts.clear()
        self.found = False
        if text:
            yield Line(text, self.start, self.picture if caption else "", caption)


def _is_hidden(element: Any) -> bool:
    return "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style") or ""))
