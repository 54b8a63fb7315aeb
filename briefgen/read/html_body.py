"""The tree that trafilatura gives (a small TEI) → blocks with the author's emphasis, links and code as marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from briefgen.read.drawing import Drawing, Kind, MarkKind, Words

_EMPHASIS: dict[str, MarkKind] = {"#b": "strong", "#i": "emphasis", "#t": "code"}
_INLINE = frozenset({"hi", "ref", "del", "lb", "graphic", "span", "a"})
_BLOCKS = frozenset({"p", "head", "list", "item", "table", "row", "cell", "quote", "div", "ab", "tr", "td", "th"})
_RAISED = str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
"""Raised digits keep their height: 10⁶ is not 106."""
_GOES_ON = re.compile(r"\s*(?:[a-zß-öø-ÿ]|$)")
"""After a line break inside a sentence: a small letter, or nothing."""
_SPACE = re.compile(r"\s+")


@dataclass(slots=True)
class Piece:
    """A block to be. `joints` are the places in its words where marked and other words meet without a space."""

    kind: Kind
    level: int
    words: Words
    joints: tuple[int, ...] = ()


def pieces(body: Any, drawing: Drawing) -> list[Piece]:
    """The blocks of the article in order; `drawing` knows the source, in which each is looked up. The tree is not very deep."""
    reader = _Reader(drawing)
    reader.inside(body, "paragraph", 0)
    reader.flush("paragraph", 0)
    return reader.pieces


def web_link(address: str) -> str:
    """An address that a reader may be sent to (web or mail), else an empty string."""
    address = "".join(character for character in address if character.isprintable() and not character.isspace())
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if (parts.scheme in ("http", "https") and parts.netloc) or parts.scheme == "mailto" else ""


class _Reader:
    """Walks the tree; `words` are those of the block that is open."""

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing
        self.pieces: list[Piece] = []
        self.words = Words()
        self.joints: list[int] = []
        self.lists = self.quotes = 0

    def flush(self, kind: Kind, level: int) -> None:
        """End the open block."""
        if any(not character.isspace() for character in self.words.characters):
            self.pieces.append(Piece(kind, level, self.words, tuple(self.joints)))
        self.words, self.joints = Words(), []

    def inside(self, element: Any, kind: Kind, level: int) -> None:
        """The content of an element: its text, and its children with what follows each."""
        self.say(element.text)
        for child in element:
            self.child(child, kind, level)
            self.say(child.tail)

    def child(self, child: Any, kind: Kind, level: int) -> None:
        tag = str(child.tag)
        if tag in _INLINE or (tag == "code" and self._is_inline(child)) or (tag == "quote" and self._is_inline(child)):
            self.inline(child, kind, level)
            return
        self.flush(kind, level)
        if tag == "list":
            self.lists += 1
            self.inside(child, "item", self.lists)
            self.flush("item", self.lists)
            self.lists -= 1
        elif tag == "quote":
            self.quotes += 1
            self.inside(child, "quote", self.quotes)
            self.flush("quote", self.quotes)
            self.quotes -= 1
        elif tag == "table":
            self.table(child)
        elif tag == "code":
            self.drawing.put(self.words, "".join(child.itertext()).strip("\n").rstrip())
            self.flush("code", 0)
        else:
            kind, level = ("heading", _level(child)) if tag == "head" else (kind, level)
            self.inside(child, kind, level)
            self.flush(kind, level)

    def _is_inline(self, child: Any) -> bool:
        """True within a running line: `code` without line ends, `quote` (an HTML `q`) without blocks."""
        parent = child.getparent()
        running = parent is not None and parent.tag in ("p", "item", "head", "hi", "ref", "cell", "del", "quote")
        if child.tag == "code":
            return running and "\n" not in "".join(child.itertext()).strip()
        return (
            running
            and parent.tag != "quote"
            and not any(part.tag in _BLOCKS or part.tag == "lb" for part in child.iterdescendants())
        )

    def inline(self, child: Any, kind: Kind, level: int) -> None:
        if child.tag == "lb":
            self.line_break(child, kind, level)
            return
        start, words = len(self.words.characters), self.words
        raised = child.tag == "hi" and child.get("rend") == "#sup"
        if raised and _is_raised("".join(child.itertext())):
            self.say("".join(child.itertext()).strip().translate(_RAISED))
        elif child.tag == "quote":
            self.say("“")
            self.inside(child, kind, level)
            self.say("”")
        else:
            self.inside(child, kind, level)
        if words is not self.words:
            start = 0
        self.mark(child, start)

    def mark(self, child: Any, start: int) -> None:
        if child.tag == "hi" and child.get("rend") in _EMPHASIS:
            self.words.mark(_EMPHASIS[child.get("rend")], start)
        elif child.tag == "del":
            self.words.mark("strike", start)
        elif child.tag == "code":
            self.words.mark("code", start)
        elif child.tag == "ref" and (address := web_link(child.get("target") or "")):
            self.words.mark("link", start, (("href", address),))

    def line_break(self, child: Any, kind: Kind, level: int) -> None:
        """A break between sentences or lines of a list parts blocks; one in the middle of a sentence is a space."""
        last = next((character for character in reversed(self.words.characters) if not character.isspace()), "")
        if kind == "heading" or last in ("", ",") or _GOES_ON.match(_following(child)):
            self.say(" ")
        else:
            self.flush(kind, level)

    def table(self, table: Any) -> None:
        """Cells are parted by tabs and rows, all of one length, by line ends; a table of one column only sets paragraphs."""
        rows = [list(row.iterchildren("cell", "td", "th")) for row in table.iter("row", "tr")]
        width = max(map(len, rows), default=0)
        if width < 2:
            for row in rows:
                for cell in row:
                    self.inside(cell, "paragraph", 0)
                    self.flush("paragraph", 0)
            return
        for row in rows:
            if self.words.characters:
                self.end_cell("\n")
            for number in range(width):
                if number:
                    self.end_cell("\t")
                if number < len(row):
                    self.cell(row[number])
        self.flush("table", 0)

    def end_cell(self, mark: str) -> None:
        """Begin the next cell or row; spaces before it are gone."""
        while self.words.characters and self.words.characters[-1] == " ":
            self.words.cut(len(self.words.characters) - 1, len(self.words.characters))
        self.words.add(mark, self.drawing.cursor)

    def cell(self, element: Any) -> None:
        """The words of a cell in one line, with its marks."""
        self.say(element.text)
        for child in element:
            if child.tag in _BLOCKS or child.tag == "lb":
                self.say(" ")
            if child.tag == "table":
                self.say(" ".join("".join(child.itertext()).split()))
            else:
                start = len(self.words.characters)
                self.cell(child)
                self.mark(child, start)
            if child.tag in _BLOCKS:
                self.say(" ")
            self.say(child.tail)

    def say(self, text: str | None) -> None:
        """Add running text; its line ends are spaces."""
        if text:
            said = self.words.characters
            if text[0].isspace():
                self.words.add(" ", self.drawing.cursor)
            elif said and not said[-1].isspace():
                self.joints.append(len(said))
            self.drawing.put(self.words, _SPACE.sub(" ", text.lstrip()))


def _following(child: Any) -> str:
    """The words after an element in its line; empty before the end of the block or another break."""
    words = child.tail or ""
    for after in child.itersiblings():
        if words.strip() or after.tag == "lb":
            break
        words += "".join(after.itertext()) + (after.tail or "")
    after = child.getnext()
    return words if words.strip() or after is None or after.tag != "lb" else "\n."


def _level(head: Any) -> int:
    rank = (head.get("rend") or "")[-1:]
    return int(rank) if rank.isdigit() and 1 <= int(rank) <= 6 else 3


def _is_raised(text: str) -> bool:
    text = text.strip()
    return bool(text) and len(text) <= 3 and all(ord(character) in _RAISED for character in text)
