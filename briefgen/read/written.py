"""An `Article` → Markdown with front matter that reads back to the same text: what would be markup is escaped, and emphasis that
Markdown cannot express where it stands is left out rather than shown as asterisks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefgen.model import Article, Block, Mark, Span
from briefgen.read import markdown

_FIELDS = ("title", "byline", "outlet", "published", "updated", "url", "lang", "topics")
_SPECIAL = re.compile(r"[\\`*_\[\]<>~|]|&(?=[#A-Za-z])|!(?=\[)")
_OPENING = re.compile(r"(?m)^(\s*)(?:([#>+=:-])|(\d{1,9})([.)]))")
_FENCE = re.compile(r"`{3,}")
_AROUND = {"emphasis": ("*", "*"), "strong": ("**", "**"), "strike": ("~~", "~~")}
_PLAIN = frozenset({"link", "image", "code"})


def markdown_of(article: Article) -> str:
    """The file's text. Blocks that Markdown has no words for (captions without a picture) become paragraphs."""
    return f"---\n{front_matter(article)}---\n\n" + "\n\n".join(_block(article, block) for block in _levelled(article)) + "\n"


def front_matter(article: Article) -> str:
    """The metadata that are known, one a line, as YAML."""
    lines = []
    for field in _FIELDS:
        value = getattr(article, field)
        if value and field in ("published", "updated", "lang"):
            lines.append(f"{field}: {value}\n")
        elif value:
            shown = f"[{', '.join(map(_quoted, value))}]" if isinstance(value, tuple) else _quoted(value)
            lines.append(f"{field}: {shown}\n")
    return "".join(lines)


def _quoted(text: str) -> str:
    """A YAML scalar in double quotes; JSON's are, once what cannot be printed is escaped too."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(each if each.isprintable() or ord(each) > 0xFFFF else f"\\u{ord(each):04x}" for each in quoted)


def _levelled(article: Article) -> Iterator[Block]:
    """The blocks; a list item is at most one level deeper than the one before, since deeper ones would be read as code."""
    depth = 0
    for block in article.blocks:
        depth = min(block.level, depth + 1) if block.kind == "item" else 0
        yield replace(block, level=max(depth, 1)) if block.kind == "item" else block


def _block(article: Article, block: Block) -> str:
    """The block with all its marks, else with those that are more than emphasis, else bare: what first reads back the same."""
    text = block.span.of(article.text)
    inside = [mark for mark in article.marks if block.span.contains(mark.span)]
    for marks in (inside, [mark for mark in inside if mark.kind in _PLAIN], []):
        written = _written(text, block, marks)
        back = markdown.parse(written).cleaned
        if back.text == text and len(back.blocks) == 1:
            return written
    return "\n\n".join(_escaped(line.strip()) for line in text.split("\n") if line.strip())


def _written(text: str, block: Block, marks: Sequence[Mark]) -> str:
    if block.kind == "code":
        fence = "`" * max(3, *(len(found) + 1 for found in _FENCE.findall(text)), 3)
        return f"{fence}\n{text}\n{fence}"
    if block.kind == "table":
        return _table(text, block, marks)
    words = _inline(text, Span(block.span.start, block.span.end), marks)
    if block.kind == "heading":
        return "#" * max(block.level, 2) + f" {words}"
    if block.kind == "item":
        return "  " * (max(block.level, 1) - 1) + f"- {words}"
    return "> " * max(block.level, 1) + words if block.kind == "quote" else words


def _table(text: str, block: Block, marks: Sequence[Mark]) -> str:
    rows = []
    start = block.span.start
    for line in text.split("\n"):
        cells = []
        for cell in line.split("\t"):
            cells.append(_inline(cell, Span(start, start + len(cell)), marks))
            start += len(cell) + 1
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join([rows[0], "|" + " --- |" * (text.partition("\n")[0].count("\t") + 1), *rows[1:]])


def _inline(text: str, span: Span, marks: Sequence[Mark]) -> str:
    """The words of a span with its marks around them; of two that cross, the one that begins later is left out."""
    taken: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end)):
        crossing = any(other.span.overlaps(mark.span) and not other.span.contains(mark.span) for other in taken)
        sealed = any(other.kind in ("code", "image") and other.span.overlaps(mark.span) for other in taken)
        linked = mark.kind in ("link", "image") and any(
            other.kind == "link" and other.span.overlaps(mark.span) for other in taken
        )
        if span.contains(mark.span) and mark.span.start < mark.span.end and not (crossing or sealed or linked):
            taken.append(mark)
    return _opening("".join(_pieces(text, span.start, span.start, span.end, taken)))


def _pieces(text: str, offset: int, start: int, end: int, marks: Sequence[Mark]) -> Iterator[str]:
    """The words between two offsets; `text` begins at `offset`. Outer marks come before inner ones."""
    position = start
    rest = list(marks)
    while rest:
        mark = rest.pop(0)
        inner = [other for other in rest if mark.span.contains(other.span)]
        rest = rest[len(inner) :]
        yield _escape(text[position - offset : mark.span.start - offset])
        words = text[mark.span.start - offset : mark.span.end - offset]
        if mark.kind == "code":
            ticks = "``" if "`" in words else "`"
            pad = " " if words.startswith("`") or words.endswith("`") else ""
            yield f"{ticks}{pad}{words}{pad}{ticks}"
        else:
            content = "".join(_pieces(text, offset, mark.span.start, mark.span.end, inner))
            address = dict(mark.attrs).get("href") or dict(mark.attrs).get("src", "")
            opened, closed = _AROUND.get(mark.kind, ("![" if mark.kind == "image" else "[", f"](<{_address(address)}>)"))
            yield f"{opened}{content}{closed}"
        position = mark.span.end
    yield _escape(text[position - offset : end - offset])


def _address(address: str) -> str:
    return re.sub(r"[<>\\\s]", lambda found: f"%{ord(found[0]):02X}", address)


def _escaped(text: str) -> str:
    return _opening(_escape(text))


def _escape(text: str) -> str:
    return _SPECIAL.sub(lambda found: "\\" + found[0], text)


def _opening(text: str) -> str:
    """What would begin a heading, quote, list or rule at the start of a line does not."""
    return _OPENING.sub(lambda found: f"{found[1]}\\{found[2]}" if found[2] else f"{found[1]}{found[3]}\\{found[4]}", text)
