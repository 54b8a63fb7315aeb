"""Judged pieces → the cleaned text with blocks and origin, the list of what was removed, and the facts read from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, cast

from briefgen.model import Block, Removed, Span
from briefgen.read.pieces import Piece
from briefgen.read.text import Flat


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


def assemble(source: str, flat: Flat, pieces: tuple[Piece, ...]) -> Cleaned:
    """Join what is kept by blank lines. `pieces` cover no character of `flat` twice and are in order."""
    parts: list[str] = []
    blocks: list[Block] = []
    origin: list[tuple[int, int]] = []
    length = 0
    for piece in pieces:
        words = piece.said(flat.text)
        start = piece.start + len(words) - len(words.lstrip())
        words = words.strip()
        if piece.rule or not words:
            continue
        tied = piece.tied and bool(blocks)
        gap = "" if not blocks else " " if tied else "\n\n"
        parts += [gap, words]
        length += len(gap)
        origin += _runs(flat, start, start + len(words), length)
        span = Span(blocks[-1].span.start if tied else length, length + len(words))
        length = span.end
        if tied:
            blocks[-1] = replace(blocks[-1], span=span)
        else:
            kind = cast("Literal['paragraph', 'item']", piece.kind)
            blocks.append(Block(kind, span, 1 if kind == "item" else 0))
    removed = []
    for piece in pieces:
        if piece.rule and piece.end > piece.start:
            start, end = flat.source_span(piece.start, piece.end)
            removed.append(Removed(source[start:end], piece.rule, start))
    return Cleaned("".join(parts), tuple(blocks), tuple(removed), tuple(origin), tuple(_facts(flat.text, pieces)))


def _runs(flat: Flat, start: int, end: int, offset: int) -> Iterator[tuple[int, int]]:
    """`origin` entries for `flat.text[start:end]`, which stands at `offset` in the cleaned text."""
    if flat.at[start:end] == list(range(flat.at[start], flat.at[start] + end - start)):
        yield offset, flat.at[start]
        return
    expected = -1
    for place in range(start, end):
        at = flat.at[place]
        if at != expected:
            yield offset + place - start, at
        expected = at + 1


def _facts(text: str, pieces: tuple[Piece, ...]) -> Iterator[Fact]:
    header = True
    for piece in pieces:
        if not piece.rule:
            header = False
        elif piece.field and piece.field != "ends":
            yield Fact(piece.field, piece.value or piece.said(text), piece.rule, header)
