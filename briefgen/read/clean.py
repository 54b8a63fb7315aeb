"""Scraped text → the article's own text in blocks, everything that was taken out, and what that told about the article.

Line by line (`cut`), then with an eye on the whole: pieces before the first sentence and after the last one are judged by their
place, repetition and neighbours. When unsure, a piece is kept. Linear in the length of the text, and its own output is not changed.
"""

from __future__ import annotations

import collections
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, cast

from briefgen.language import LanguagePack
from briefgen.model import Block, Removed, Span
from briefgen.read import cut as lines
from briefgen.read import wording
from briefgen.read.cut import Piece, is_closed, stop_count, word_count
from briefgen.read.text import Flat, flatten
from briefgen.read.wording import Wording

BODY_WORDS = 8
"""Words from which a closed piece is taken for a sentence of the article."""
MIN_BODY_BEFORE_END = 0.6
"""Share of the kept text that must stand before a heading like "Comments" for it to end the article."""
REPEATED = 3
"""A short open piece that often is furniture of the page (a chorus or a table cell may stand twice)."""
TAIL_RUN = 3
"""So many short open pieces after the last sentence are tags or links, fewer may be a sign-off."""
MAX_STAMP_WORDS = 14
"""Words of a line that is a publication time with outlet and author at most."""

_NUMBER = re.compile(r"[(\[]?\d{1,3}(?: ?/ ?\d{1,3})?[)\]]?")
_HASHTAGS = re.compile(r"#\w{2,50}(?:[ ,;]{1,2}#\w{2,50})*")


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the page says about its article: the field, the words, the rule that read them and whether before the text."""

    field: str
    value: str
    rule: str
    header: bool


@dataclass(frozen=True, slots=True)
class Cleaned:
    """`text` with `blocks` and `origin` as in `Article`; `removed` in source order; `facts` in source order."""

    text: str
    blocks: tuple[Block, ...]
    removed: tuple[Removed, ...]
    origin: tuple[tuple[int, int], ...]
    facts: tuple[Fact, ...]


def clean(source: str, pack: LanguagePack, *, keep: tuple[str, ...] = (), drop: tuple[str, ...] = (), title: str = "") -> Cleaned:
    """Clean decoded text. A headline before the text is a fact and leaves the text, and so does a first line that is `title`.
    `keep` and `drop` are the editor's word on strings of the text: what holds the first stays, the second go."""
    flat = flatten(source)
    words = wording.load(pack.code)
    pieces = tuple(_cut_lines(flat, words))
    pieces = _settle(flat.text, pieces, words, " ".join(title.split()))
    pieces = _kept(flat.text, pieces, keep)
    return _assemble(source, flat, tuple(_dropped(flat.text, pieces, drop)))


def _cut_lines(flat: Flat, words: Wording) -> Iterator[Piece]:
    header = True
    for start, end in flat.lines:
        for piece in lines.cut(flat.text, start, end, words, header=header):
            yield piece
            header = header and not (not piece.rule and _is_body(flat.text, piece))


def _is_body(text: str, piece: Piece) -> bool:
    content = text[piece.start : piece.end]
    return is_closed(content) and word_count(content) >= BODY_WORDS


# --- judged by the whole -------------------------------------------------------------------------------------------------


def _settle(text: str, pieces: tuple[Piece, ...], words: Wording, title: str) -> tuple[Piece, ...]:
    pieces = tuple(_bare(text, piece) for piece in pieces)
    pieces = _ended(text, pieces)
    pieces = _repeated(text, pieces)
    pieces = tuple(_stamped(text, pieces, words))
    pieces = _tail(text, pieces, words)
    pieces = _headline(text, pieces, words, title)
    return tuple(_without_dateline(text, pieces, words))


def _bare(text: str, piece: Piece) -> Piece:
    """A lone page number, ornament or row of hashtags."""
    content = text[piece.start : piece.end]
    if piece.rule or piece.tied:
        return piece
    if _NUMBER.fullmatch(content):
        return replace(piece, rule="page-number")
    if _HASHTAGS.fullmatch(content):
        return replace(piece, rule="topics", field="topics", value=content.replace("#", ", "))
    return piece if any(character.isalnum() for character in content) else replace(piece, rule="ornament")


def _ended(text: str, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Drop what follows a heading like "Comments" or "Related" late in the page; after an earlier one, only open pieces up to the
    next sentence."""
    sizes = [0 if piece.rule else piece.end - piece.start for piece in pieces]
    before = list(itertools.accumulate(sizes, initial=0))
    total, ended, listing = before[-1], "", ""
    result = []
    for number, piece in enumerate(pieces):
        if piece.field == "ends" and before[number]:
            listing = piece.rule
            ended = ended or (piece.rule if before[number] >= MIN_BODY_BEFORE_END * total else "")
        elif not piece.rule and _is_body(text, piece):
            listing = ""
        rule = piece.rule or ended or (listing if not is_closed(text[piece.start : piece.end]) else "")
        result.append(replace(piece, rule=rule))
    return tuple(result)


def _repeated(text: str, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    def key(piece: Piece) -> str:
        content = text[piece.start : piece.end]
        short = not piece.rule and not piece.tied and len(content) < 80 and not is_closed(content)
        return content.casefold() if short else ""

    counts = collections.Counter(map(key, pieces))
    return tuple(replace(piece, rule="repeated") if key(piece) and counts[key(piece)] >= REPEATED else piece for piece in pieces)


def _stamped(text: str, pieces: tuple[Piece, ...], words: Wording) -> Iterator[Piece]:
    """Lines before the first or after the last sentence that hold a publication time, or `By` and a name, and nothing else."""
    body = [number for number, piece in enumerate(pieces) if not piece.rule and _is_body(text, piece)]
    first, last = (body[0], body[-1]) if body else (len(pieces), len(pieces))
    for number, piece in enumerate(pieces):
        if first <= number <= last or piece.tied or (piece.rule and piece.field not in ("label", "headline")):
            yield piece
            continue
        yield _stamp(text, piece, words) or _by(text, piece, words) or piece


def _stamp(text: str, piece: Piece, words: Wording) -> Piece | None:
    content = text[piece.start : piece.end]
    if len(content) > 200 or word_count(content) > MAX_STAMP_WORDS + 6 or is_closed(content):
        return None
    found = words.stamps.pattern.search(content)
    if not found or words.stamps.parse(found) is None:
        return None
    around = f"{content[: found.start()]} {content[found.end() :]}"
    if stop_count(around, words) or word_count(around) > MAX_STAMP_WORDS:
        return None
    return replace(piece, rule="published", field="stamped", value=content)


def _by(text: str, piece: Piece, words: Wording) -> Piece | None:
    content = text[piece.start : piece.end]
    for by in words.by:
        name = content[len(by) :].lstrip(" :")
        if content[: len(by) + 1].lower() not in (f"{by} ", f"{by}:") or not name or word_count(name) > lines.MAX_LABEL:
            continue
        if not is_closed(content) and all(
            word[0].isupper() or word in ("and", "dan", "de", "van") for word in re.findall(r"\w+", name)
        ):
            return replace(piece, rule="byline", field="byline", value=name)
    return None


def _tail(text: str, pieces: tuple[Piece, ...], words: Wording) -> tuple[Piece, ...]:
    """A run of short open pieces after the last sentence: tags or links."""
    run = []
    for number in range(len(pieces) - 1, -1, -1):
        piece = pieces[number]
        if piece.rule:
            continue
        content = text[piece.start : piece.end]
        if is_closed(content) or word_count(content) > 4 or stop_count(content, words) or piece.kind == "item" or piece.tied:
            break
        run.append(number)
    kept = sum(not piece.rule for piece in pieces)
    if not TAIL_RUN <= len(run) < kept:
        return pieces
    return tuple(
        replace(piece, rule="topics", field="topics", value=text[piece.start : piece.end]) if number in run else piece
        for number, piece in enumerate(pieces)
    )


def _is_headline(text: str, piece: Piece) -> bool:
    content = text[piece.start : piece.end]
    return piece.kind == "paragraph" and len(content) <= 130 and not re.search(r"[.;:,]$", content)


def _headline(text: str, pieces: tuple[Piece, ...], words: Wording, title: str) -> tuple[Piece, ...]:
    """A short open first line before a sentence is the headline; shorter ones above it are the section or a kicker."""
    opening = []
    for number, piece in enumerate(pieces):
        if piece.rule:
            continue
        if title and text[piece.start : piece.end].casefold() == title.casefold():
            return tuple(replace(p, rule="headline") if i == number else p for i, p in enumerate(pieces))
        if (
            not _is_headline(text, piece)
            or is_closed(text[piece.start : piece.end])
            and word_count(text[piece.start : piece.end]) > 12
        ):
            break
        opening.append(number)
        if len(opening) > 3:
            return pieces
    if not opening or sum(not piece.rule for piece in pieces) <= len(opening):
        return pieces
    chosen = next((number for number in opening if word_count(text[pieces[number].start : pieces[number].end]) >= 4), None)
    if chosen is None:
        return pieces
    result = list(pieces)
    for number in opening:
        if number <= chosen:
            rule = "headline" if number == chosen else "kicker"
            value = text[pieces[number].start : pieces[number].end]
            result[number] = replace(pieces[number], rule=rule, field=rule, value=value)
    return tuple(result)


def _without_dateline(text: str, pieces: tuple[Piece, ...], words: Wording) -> Iterator[Piece]:
    """Take `Jakarta, CNN Indonesia --` off the first sentence."""
    searching = True
    for piece in pieces:
        if not searching or piece.rule or not _is_body(text, piece):
            yield piece
            continue
        searching = False
        start = piece.start
        while match := next(
            (m for m in (form.match(text, start, piece.end) for form in words.datelines) if m and m.end() < piece.end), None
        ):
            outlet = match.groupdict().get("outlet") or ""
            yield Piece(start, match.end(), rule="dateline", field="outlet" if outlet else "", value=outlet)
            start = match.end()
        yield replace(piece, start=start)


def _kept(text: str, pieces: tuple[Piece, ...], strings: tuple[str, ...]) -> tuple[Piece, ...]:
    """Undo what was removed of the strings that the editor keeps."""
    spans = [span for string in strings for span in _occurrences(text, string)]
    if not spans:
        return pieces
    return tuple(
        replace(piece, rule="")
        if any(start < piece.end and piece.start < end for start, end in spans) and piece.rule != "bullet"
        else piece
        for piece in pieces
    )


def _dropped(text: str, pieces: tuple[Piece, ...], strings: tuple[str, ...]) -> Iterator[Piece]:
    """Cut out the strings that the editor drops."""
    spans = sorted(span for string in strings for span in _occurrences(text, string))
    for piece in pieces:
        start, tied = piece.start, piece.tied
        for first, last in spans:
            if piece.rule or not start <= first < last <= piece.end:
                continue
            if start < first:
                yield replace(piece, start=start, end=first, tied=tied)
                tied = True
            yield Piece(first, last, rule="editor")
            start = last
        if start < piece.end:
            yield replace(piece, start=start, tied=tied)


def _occurrences(text: str, string: str) -> Iterator[tuple[int, int]]:
    words = " ".join(string.split())
    if words:
        yield from ((match.start(), match.end()) for match in re.finditer(re.escape(words), text))


# --- putting together ----------------------------------------------------------------------------------------------------


def _assemble(source: str, flat: Flat, pieces: tuple[Piece, ...]) -> Cleaned:
    parts: list[str] = []
    blocks: list[Block] = []
    origin: list[tuple[int, int]] = []
    length = 0
    for piece in pieces:
        content = flat.text[piece.start : piece.end].strip()
        if piece.rule or not content:
            continue
        tied = piece.tied and bool(blocks)
        gap = "" if not blocks else " " if tied else "\n\n"
        parts += [gap, content]
        length += len(gap)
        first = piece.start + flat.text[piece.start : piece.end].index(content)
        origin += _runs(flat, first, len(content), length)
        span = Span(blocks[-1].span.start if tied else length, length + len(content))
        length = span.end
        kind = cast(Literal["paragraph", "item"], blocks[-1].kind if tied else piece.kind)
        blocks[-1 if tied else len(blocks) :] = [Block(kind, span, 1 if kind == "item" else 0)]
    removed = []
    for piece in pieces:
        if piece.rule and piece.end > piece.start:
            start, end = flat.source_span(piece.start, piece.end)
            removed.append(Removed(source[start:end], piece.rule, start))
    return Cleaned("".join(parts), tuple(blocks), tuple(removed), tuple(origin), tuple(_facts(flat.text, pieces)))


def _runs(flat: Flat, start: int, size: int, offset: int) -> Iterator[tuple[int, int]]:
    """`origin` entries for `flat.text[start:start + size]`, which stands at `offset` in the cleaned text."""
    expected = -1
    for step in range(size):
        at = flat.at[start + step]
        if at != expected:
            yield offset + step, at
        expected = at + 1


def _facts(text: str, pieces: tuple[Piece, ...]) -> Iterator[Fact]:
    header = True
    for piece in pieces:
        if not piece.rule:
            header = False
        elif piece.field and piece.field != "ends":
            yield Fact(piece.field, piece.value or text[piece.start : piece.end], piece.rule, header)
