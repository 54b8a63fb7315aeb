"""Markdown → plain text with blocks (headings, paragraphs, items, quotes, code, tables) and the author's marks as spans.

Raw HTML loses its tags and, for script and style, its content: what is left is text and never markup. The only doorway of
markdown-it-py.
"""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from briefgen.model import Block, Mark, Removed, Span
from briefgen.read.assemble import Cleaned, Fact

Kind = Literal["heading", "paragraph", "item", "quote", "code", "table"]
MarkKind = Literal["emphasis", "strong", "link", "code", "image", "strike"]

SEARCH_AHEAD = 400
"""Characters looked through for the source of a word run; markup between two runs (a link's address) is rarely longer."""

_MARKS: dict[str, MarkKind] = {"em": "emphasis", "strong": "strong", "link": "link", "s": "strike"}
_RAW_OPEN = re.compile(r"<(script|style|template|noscript|iframe)\b[^>]{0,2000}>", re.IGNORECASE)
_TAG = re.compile(r"<!--.*?(?:-->|\Z)|</?[a-zA-Z][^<>]{0,4000}>|<[!?][^<>]{0,4000}>", re.DOTALL)
_BREAK = re.compile(r"<(?:br|/?p|/?div|/?li|/?tr|/?h[1-6]|/?blockquote)\b[^<>]{0,400}>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parsed:
    """`cleaned` as of scraped text; `marks` sorted by span, outer first."""

    cleaned: Cleaned
    marks: tuple[Mark, ...]


def parse(source: str) -> Parsed:
    """Read CommonMark with tables and strikethrough. A heading of level 1 that comes first is the title and leaves the text.

    In a table, cells are parted by tabs and rows by line ends.
    """
    drawing = _Drawing(source, [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", source))])
    tokens = _parser().parse(source)
    number = 0
    while number < len(tokens):
        number = drawing.draw(tokens, number)
    marks = tuple(sorted(drawing.marks, key=lambda mark: (mark.span.start, -mark.span.end, mark.kind)))
    text = "".join(drawing.parts)
    return Parsed(
        Cleaned(text, tuple(drawing.blocks), tuple(drawing.removed), tuple(drawing.origin), tuple(drawing.facts)), marks
    )


@functools.cache
def _parser() -> Any:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


@dataclass
class _Words:
    """The characters of one block, where each stands in the source, and the marks over them."""

    characters: list[str] = field(default_factory=list)
    at: list[int] = field(default_factory=list)
    marks: list[tuple[MarkKind, int, int, tuple[tuple[str, str], ...]]] = field(default_factory=list)

    def add(self, text: str, at: int) -> None:
        self.characters += text
        self.at += range(at, at + len(text))

    def trimmed(self, *, verbatim: bool) -> _Words:
        """White space collapsed to single spaces (line ends and tabs that we set ourselves stay) and cut at the edges."""
        result = _Words()
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
class _Drawing:
    """Draws tokens into text, block by block. `cursor` is where in the source the next words are looked for, `hidden` the raw
    HTML element (script, style) whose content is being skipped.
    """

    source: str
    starts: list[int]
    cursor: int = 0
    limit: int = 0
    length: int = 0
    lists: int = 0
    quotes: int = 0
    hidden: str = ""
    parts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    origin: list[tuple[int, int]] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)

    def draw(self, tokens: Sequence[Any], number: int) -> int:
        """Draw the token with this number; gives the number of the next one."""
        token = tokens[number]
        if token.type.startswith(("bullet_list_", "ordered_list_")):
            self.lists += token.nesting
        elif token.type.startswith("blockquote_"):
            self.quotes += token.nesting
        elif token.type == "table_open":
            return self.table(tokens, number)
        elif token.type == "inline":
            before = tokens[number - 1]
            heading = int(before.tag[1:]) if before.type == "heading_open" else 0
            self.paragraph(token, heading)
        elif token.type in ("fence", "code_block"):
            self.seek(token)
            words = _Words()
            self.put(words, token.content.rstrip())
            self.block("code", 0, words, verbatim=True)
        elif token.type == "html_block":
            self.seek(token)
            for paragraph in re.split(r"\n\s{0,200}", _BREAK.sub("\n", "".join(self.visible(token.content)))):
                words = _Words()
                self.put(words, html.unescape(paragraph.strip()))
                self.block("quote" if self.quotes else "paragraph", self.quotes, words)
        return number + 1

    # --- blocks ---

    def paragraph(self, token: Any, heading: int) -> None:
        self.seek(token)
        start = self.cursor
        words = _Words()
        self.inline(token.children or (), words)
        if heading == 1 and not self.blocks and not self.facts:
            title = "".join(words.trimmed(verbatim=False).characters)
            if title:
                self.facts.append(Fact("headline", title, "headline", header=True))
                self.remove(token.content, "headline", start)
        elif heading:
            self.block("heading", heading, words)
        elif self.lists:
            self.block("item", self.lists, words)
        else:
            self.block("quote" if self.quotes else "paragraph", self.quotes, words)

    def table(self, tokens: Sequence[Any], number: int) -> int:
        words = _Words()
        row = ""
        while tokens[number].type != "table_close":
            token = tokens[number]
            if token.type == "tr_open":
                row = "\n" if words.characters else ""
                self.seek(token)
            elif token.type == "inline":
                words.add(row, self.cursor)
                self.inline(token.children or (), words)
                row = "\t"
            number += 1
        self.block("table", 0, words)
        return number + 1

    def block(self, kind: Kind, level: int, words: _Words, *, verbatim: bool = False) -> None:
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

    # --- words ---

    def inline(self, children: Sequence[Any], words: _Words) -> None:
        opened: list[tuple[MarkKind, int, tuple[tuple[str, str], ...]]] = []
        for token in children:
            name = token.type.removesuffix("_open").removesuffix("_close")
            if token.type == "html_inline":
                self.put(words, " " if _BREAK.match(token.content) else "".join(self.visible(token.content)))
            elif name in _MARKS and token.nesting > 0:
                opened.append((_MARKS[name], len(words.characters), _attrs(token, "href", "title")))
            elif name in _MARKS and opened:
                kind, start, attrs = opened.pop()
                words.marks.append((kind, start, len(words.characters), attrs))
            elif self.hidden:
                continue
            elif token.type in ("softbreak", "hardbreak"):
                self.put(words, " ")
            elif token.type in ("text", "text_special", "code_inline", "image"):
                start = len(words.characters)
                self.put(words, token.content)
                if token.type in ("code_inline", "image"):
                    mark: MarkKind = "image" if token.type == "image" else "code"
                    words.marks.append((mark, start, len(words.characters), _attrs(token, "src", "title")))

    def visible(self, raw: str) -> Iterator[str]:
        """Raw HTML without tags, comments and the content of script and style, even where these span several blocks."""
        position = 0
        while position < len(raw):
            if self.hidden:
                closing = re.compile(rf"</{self.hidden}\b[^>]{{0,200}}>", re.IGNORECASE).search(raw, position)
                if not closing:
                    self.remove(raw[position:], "markup")
                    return
                position, self.hidden = closing.end(), ""
            opening = _RAW_OPEN.search(raw, position)
            stop = opening.start() if opening else len(raw)
            yield _TAG.sub(lambda tag: "\n" if _BREAK.match(tag[0]) else "", raw[position:stop])
            if not opening:
                return
            position, self.hidden = opening.end(), opening[1].lower()

    # --- the source ---

    def seek(self, token: Any) -> None:
        """Words of this token are looked for from its first line to its last."""
        if token.map:
            first, last = token.map
            self.cursor = max(self.cursor, self.starts[min(first, len(self.starts) - 1)])
            self.limit = self.starts[last] if last < len(self.starts) else len(self.source)

    def put(self, words: _Words, content: str) -> None:
        """Add words with their place in the source; rewritten ones (references) get the place after the words before."""
        content = content.translate(_INVISIBLE)
        line = content.partition("\n")[0]
        found = (
            self.source.find(line, self.cursor, min(self.limit, self.cursor + len(line) + SEARCH_AHEAD)) if line.strip() else -1
        )
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


_INVISIBLE = dict.fromkeys(
    [0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xAD, *range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(9), *range(0x7F, 0xA0)]
)


def _attrs(token: Any, *names: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(token.attrs[name])) for name in names if token.attrs.get(name))
