"""Markdown → plain text with blocks (headings, paragraphs, items, quotes, code, tables) and the author's marks as spans.

Raw HTML loses its tags and, for script and style, its content: what is left is text and never markup. The only doorway of
markdown-it-py and its plugins.
"""

from __future__ import annotations

import functools
import html
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from briefgen.model import Entity, Passage
from briefgen.read.assemble import Fact
from briefgen.read.drawing import INVISIBLE, Attrs, Drawing, MarkKind, Parsed, Words

SEARCH_AHEAD = 400
"""Characters looked through for the source of a word run; markup between two runs (a link's address) is rarely longer."""

NESTING = 100
"""Quotes and lists in one another; of what is deeper only words are read. Mail answered many times has 20, a list 2 a level."""

_MARKS: dict[str, MarkKind] = {"em": "emphasis", "strong": "strong", "link": "link", "s": "strike"}
_RAW_OPEN = re.compile(r"<(script|style|template|noscript|iframe)\b[^>]{0,2000}>", re.IGNORECASE)
_TAG = re.compile(r"<!--.*?(?:-->|\Z)|</?[a-zA-Z][^<>]{0,4000}>|<[!?][^<>]{0,4000}>", re.DOTALL)
_NESTED = re.compile(r"[ \t]*(?:>[ \t]?|[-+*][ \t]+|\d{1,9}[.)][ \t]+)*[ \t]*")
_BREAK = re.compile(r"<(?:br|/?p|/?div|/?li|/?tr|/?h[1-6]|/?blockquote)\b[^<>]{0,400}>", re.IGNORECASE)


def parse(source: str) -> Parsed:
    """Read CommonMark with tables, strikethrough and footnotes. A heading of level 1 that comes first is the title and leaves the
    text. Footnotes are paragraphs at the end, `[1] …`, and so are the signs that lead to them written. In a table, cells are
    parted by tabs and rows by line ends. Nesting deeper than `NESTING` is not structure any more, but its words stay.
    """
    drawing = _Drawing(source, SEARCH_AHEAD)
    drawing.starts = [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", source))]
    tokens = _parser().parse(source)
    number = 0
    while number < len(tokens):
        number = drawing.draw(tokens, number)
    return replace(drawing.done(), deep=drawing.deep)


def passages(entities: Iterable[Entity]) -> Iterator[tuple[str, str, Passage]]:
    """The long texts of entities, read as any Markdown is: id, language, text with blocks and marks."""
    for entity in entities:
        for lang, text in entity.bodies:
            parsed = parse(text)
            yield entity.id, lang, Passage(parsed.cleaned.text, parsed.cleaned.blocks, parsed.marks)


@functools.cache
def _parser() -> Any:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    return MarkdownIt("commonmark", {"maxNesting": NESTING}).enable(["table", "strikethrough"]).use(footnote_plugin, inline=False)


@dataclass
class _Drawing(Drawing):
    """Draws tokens into text, block by block. `hidden` is the raw HTML element (script, style) whose content is being skipped,
    `note` the sign of the footnote that begins, `deep` the first line that is nested too deep.
    """

    starts: list[int] = field(default_factory=list)
    lists: int = 0
    quotes: int = 0
    hidden: str = ""
    note: str = ""
    deep: int = 0

    def draw(self, tokens: Sequence[Any], number: int) -> int:
        """Draw the token with this number; gives the number of the next one."""
        token = tokens[number]
        if token.type.startswith(("bullet_list_", "ordered_list_")):
            self.lists += token.nesting
        elif token.type.startswith("blockquote_"):
            self.quotes += token.nesting
        if token.nesting > 0 and token.level >= NESTING - 1 and tokens[number + 1].nesting < 0:
            self.unread(*token.map)
        elif token.type == "footnote_open":
            self.note, self.cursor = f"[{token.meta['label']}] ", 0  # notes may stand before what refers to them
        elif token.type == "table_open":
            return self.table(tokens, number)
        elif token.type == "inline":
            before = tokens[number - 1]
            heading = int(before.tag[1:]) if before.type == "heading_open" else 0
            self.paragraph(token, heading)
        elif token.type in ("fence", "code_block"):
            self.seek(token)
            words = Words()
            self.put(words, token.content.rstrip())
            self.block("code", 0, words, verbatim=True)
        elif token.type == "html_block":
            self.seek(token)
            for paragraph in re.split(r"\n\s{0,200}", _BREAK.sub("\n", "".join(self.visible(token.content)))):
                words = Words()
                self.put(words, html.unescape(paragraph.strip()))
                self.block("quote" if self.quotes else "paragraph", self.quotes, words)
        return number + 1

    # --- blocks ---

    def paragraph(self, token: Any, heading: int) -> None:
        self.seek(token)
        start = self.cursor
        words = Words()
        words.add(self.note, start)
        self.note = ""
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
        elif [child.type for child in token.children or ()] == ["image"]:
            self.block("caption", 0, words)
        else:
            self.block("quote" if self.quotes else "paragraph", self.quotes, words)

    def table(self, tokens: Sequence[Any], number: int) -> int:
        words = Words()
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

    def unread(self, first: int, last: int) -> None:
        """The words of lines that the parser gave up on, without the signs before them, in paragraphs and items."""
        words = Words()
        self.deep = self.deep or first + 1
        for at, end in itertools.pairwise([*self.starts, len(self.source)][first : last + 1]):
            line = self.source[at:end]
            signs = _NESTED.match(line)
            begin = signs.end() if signs else 0
            if not line[begin:].strip() or line[:begin].strip(" \t>"):
                self.block("item" if self.lists else "quote", self.lists or self.quotes, words)
                words = Words()
            words.add(line[begin:].translate(INVISIBLE).rstrip("\r\n") + " ", at + begin)
        self.block("item" if self.lists else "quote", self.lists or self.quotes, words)

    # --- words ---

    def inline(self, children: Sequence[Any], words: Words) -> None:
        opened: list[tuple[MarkKind, int, Attrs]] = []
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
            elif token.type == "footnote_ref":
                self.put(words, f"[{token.meta['label']}]")
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


def _attrs(token: Any, *names: str) -> Attrs:
    return tuple((name, str(token.attrs[name])) for name in names if token.attrs.get(name))
