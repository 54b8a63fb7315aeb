"""Parting what was glued: a sentence that follows another without a space begins a new block, a word gets its space back.

Names (`iPhone`, `detikNews`, `McDonald`), domains, initials and abbreviations stay whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.read.pieces import JOIN, Piece
from briefgen.read.wording import LOWER, UPPER, Wording

MIN_PLAIN = 4
"""Letters on either side from which `gedungPresiden` is two words rather than a brand; brands with longer parts are listed."""

_TAIL = re.compile(r"[“‘(]?(\w{1,40})(\.\w)?")
_SMALL_GLUE = re.compile(rf"(?<![\w@/.-])([{LOWER}]{{2,30}})(?=([{UPPER}][{LOWER}]{{1,30}})(?![\w@/]))")
_COMMA_GLUE = re.compile(rf"(?<=[{LOWER}]),(?=[{UPPER}{LOWER}]{{2}})")
_SUFFIXES = frozenset(
    (
        "ac",
        "co",
        "com",
        "go",
        "html",
        "id",
        "info",
        "io",
        "js",
        "md",
        "my",
        "net",
        "news",
        "or",
        "org",
        "pdf",
        "py",
        "tv",
        "txt",
        "uk",
    )
)
GLUE = re.compile(
    rf"(?P<word>(?<!\w)[^\W_]{{1,40}}|[%)\]])[.!?…]{{1,3}}(?P<close>[”’»)\]]{{0,2}})(?P<quote>[\"']?)(?=[“‘(]?[{UPPER}])"
)
"""A full stop, or another end mark, between a word and a capital with no space."""
_GLUED = re.compile(rf"[.!?…][”’»)\]]{{0,2}}[\"']?[“‘(]?[{UPPER}]")
"""What each match of `GLUE` ends in, found much sooner."""


def sentences(text: str, start: int, end: int, words: Wording, kind: str) -> Iterator[Piece]:
    """Part what was glued: a sentence after another begins a new block, a word after another gets its space back."""
    quotes = 0
    position = counted = start
    for glue in GLUE.finditer(text, start, end) if _GLUED.search(text, start, end) else ():
        if not _is_boundary(text, glue, words):
            continue
        at = glue.end()
        if glue["quote"]:
            quotes += text.count('"', counted, glue.start("quote"))
            counted = glue.start("quote")
            at = glue.end() if quotes % 2 else glue.start("quote")
        if position < at < end:
            yield _words(text, position, at, words, kind)
            position, kind = at, "paragraph"
    yield _words(text, position, end, words, kind)


def _is_boundary(text: str, glue: re.Match[str], words: Wording) -> bool:
    """True if a sentence ends here and not a domain, an abbreviation, an initial or a degree."""
    word = glue["word"]
    before = text[glue.start() - 1] if glue.start() else " "
    if before in "./@&" or (before == "." and glue.start()):
        return False
    tail = _TAIL.match(text, glue.end())
    if not tail or (tail[2] and not glue["close"] and not glue["quote"]) or tail[1].lower() in _SUFFIXES:
        return False
    if word in "%)]":
        return True
    if word.lower() in words.abbreviations or (len(word) == 1 and not word.isdigit()):
        return False
    if word.isupper() and tail[1].isupper() and len(tail[1]) > 1:
        return False
    return not (len(word) == 2 and word.istitle()) and not (len(tail[1]) == 1 and text[tail.end() : tail.end() + 1] == ".")


def _words(text: str, start: int, end: int, words: Wording, kind: str) -> Piece:
    """A block of prose, with the gaps where a function word or plain word lost its space before a capital, a comma after it."""
    while start < end and text[start] == " ":
        start += 1
    gaps = [glue.end() for glue in _COMMA_GLUE.finditer(text, start, end)] if "," in text[start:end] else []
    for glue in _SMALL_GLUE.finditer(text, start, end) if JOIN.search(text, start, end) else ():
        left, right = glue[1], glue[2]
        known = words.is_stopword(left) and len(right) > 2
        plain = (
            len(left) >= MIN_PLAIN and len(right) >= MIN_PLAIN and left not in words.prefixes and left + right not in words.names
        )
        if known or plain:
            gaps.append(glue.end())
    return Piece(start, end, kind, gaps=tuple(sorted(gaps)))
