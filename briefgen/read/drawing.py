"""Words with marks → blocks of one text: what the readers of Markdown and of HTML share. White space is collapsed, invisible
characters are gone, and where a run of words stands in the source is noted.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Literal

from briefgen.model import Block, Mark, Removed, Span
from briefgen.read.assemble import Cleaned, Fact

Kind = Literal["heading", "paragraph", "item", "quote", "code", "table", "caption"]
MarkKind = Literal["emphasis", "strong", "link", "code", "image", "strike"]
Attrs = tuple[tuple[str, str], ...]

_BARE = (range(9), range(0x0E, 0x20), range(0x7F, 0x85), range(0x86, 0xA0), range(0x202A, 0x202F), range(0x2066, 0x206A))
INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, *itertools.chain(*_BARE, range(0xD800, 0xE000))))
"""Characters that are drawn by nothing or that turn the direction of what follows, for `str.translate`."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """`cleaned` as of scraped text; `marks` sorted by span, outer first; `deep`: the first line (from 1) that is nested too deep
    for its structure to be read, 0 if none is.
    """

    cleaned: Cleaned
    marks: tuple[Mark, ...]
    deep: int = 0


@dataclass
class Words:
    """The characters of one block, where each stands in the source, and the marks over them."""

    characters: list[str] = field(default_factory=list)
    at: list[int] = field(default_factory=list)
    marks: list[tuple[MarkKind, int, int, Attrs]] = field(default_factory=list)

    def add(self, text: str, at: int) -> None:
        """Append words that stand at an offset of the source."""
        self.characters += text
        self.at += range(at, at + len(text))

    def mark(self, kind: MarkKind, start: int, attrs: Attrs = ()) -> None:
        """Mark what was added since there were `start` characters."""
        self.marks.append((kind, start, len(self.characters), attrs))

    def text(self) -> str:
        """The words as they are so far."""
        return "".join(self.characters)

    def space(self, place: int) -> None:
        """Put a space in before the character at this place (not the first); marks that begin there begin after it."""
        self.characters.insert(place, " ")
        self.at.insert(place, self.at[place - 1])
        moved = ((kind, start + (start >= place), end + (end > place), attrs) for kind, start, end, attrs in self.marks)
        self.marks = list(moved)

    def cut(self, start: int, end: int) -> None:
        """Take characters out."""
        del self.characters[start:end], self.at[start:end]

        def moved(place: int) -> int:
            return place if place <= start else max(place - (end - start), start)

        self.marks = [(kind, moved(first), moved(last), attrs) for kind, first, last, attrs in self.marks]

    def trimmed(self, *, verbatim: bool) -> Words:
        """White space collapsed to single spaces (line ends and tabs that a reader set itself stay) and cut at the edges."""
        result = Words()
        places = []
        for character, at in zip(self.characters, self.at, strict=True):
            places.append(len(result.characters))
            if not verbatim and character.isspace() and character not in "\n\t":
                if not result.characters or result.characters[-1] in " \n\t":
                    continue
                character = " "  # noqa: PLW2901 the loop variable is what is kept
            result.characters.append(character)
            result.at.append(at)
        while result.characters and result.characters[-1].isspace():
            result.characters.pop()
            result.at.pop()
        size = len(result.characters)
        places.append(size)
        spans = ((kind, places[start], min(places[end], size), attrs) for kind, start, end, attrs in self.marks)
        result.marks = [span for span in spans if span[1] < span[2]]
        return result


@dataclass
class Drawing:
    """Collects blocks. `cursor` is where in the source the next words are looked for, up to `limit` and no more than `ahead`
    characters on: markup between two runs of words is rarely longer.
    """

    source: str
    ahead: int
    cursor: int = 0
    limit: int = 0
    length: int = 0
    parts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    origin: list[tuple[int, int]] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)

    def block(self, kind: Kind, level: int, words: Words, *, verbatim: bool = False) -> None:
        """Append a block; one without words leaves no trace."""
        words = words.trimmed(verbatim=verbatim)
        if not words.characters:
            return
        gap = "\n\n" if self.blocks else ""
        start = self.length + len(gap)
        self.parts += [gap, *words.characters]
        self.length = start + len(words.characters)
        self.blocks.append(Block(kind, Span(start, self.length), level))
        self.marks += [Mark(Span(start + first, start + last), mark, attrs) for mark, first, last, attrs in words.marks]
        expected = -1
        for step, at in enumerate(words.at):
            if at != expected:
                self.origin.append((start + step, at))
            expected = at + 1

    def put(self, words: Words, content: str) -> None:
        """Add words with their place in the source; rewritten ones (references) get the place after the words before."""
        content = content.translate(INVISIBLE)
        line = content.partition("\n")[0]
        stop = min(self.limit, self.cursor + len(line) + self.ahead)
        found = self.source.find(line, self.cursor, stop) if line.strip() else -1
        at = found if found >= 0 else min(self.cursor, max(len(self.source) - len(content), 0))
        words.add(content, at)
        if found >= 0:
            self.cursor = found + len(line)

    def remove(self, content: str, rule: str, after: int | None = None) -> None:
        """Note that these words of the source, found at or after an offset, were left out."""
        start = self.cursor if after is None else after
        found = self.source.find(content, start, self.limit) if content else -1
        start = found if found >= 0 else min(start, len(self.source))
        self.removed.append(Removed(self.source[start : start + len(content)], rule, start))

    def done(self) -> Parsed:
        """What was collected."""
        marks = tuple(sorted(self.marks, key=lambda mark: (mark.span.start, -mark.span.end, mark.kind)))
        text = "".join(self.parts)
        return Parsed(Cleaned(text, tuple(self.blocks), tuple(self.removed), tuple(self.origin), tuple(self.facts)), marks)
