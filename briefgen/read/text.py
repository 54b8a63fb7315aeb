"""Bytes → the decoded source → `Flat` text: one character for every run of white space, invisible characters gone, one line a
paragraph, and the source offset of every character kept, so that whatever is cut later can be traced back.
"""

from __future__ import annotations

import bisect
import html
import itertools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.model import Location, Problem

BULLETS = "-*•·‣▪●◦–"

# Characters that are drawn by nothing or that turn the direction of what follows; joiners stay, some scripts need them.
_INVISIBLE = "\u200b\u200e\u200f\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff"
# One space between two words is no token: it stays as it is.
_TOKEN = re.compile(
    r"(?P<line>\r\n|[\n\r\x0b\x0c\x85\u2028\u2029])"
    rf"|(?P<space>(?! (?<=[^\s;{_INVISIBLE}] )[^\s&{_INVISIBLE}])[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+)"
    rf"|(?P<invisible>[{_INVISIBLE}]+)|(?P<combined>[^\W\d_][\u0300-\u036f]{{1,8}})"
    r"|(?P<entity>&(?:amp;){0,8}(?:amp|nbsp|quot|apos|lt|gt|[lr][ds]quo|[nm]dash|hellip|bull|#0?39|#34|#x27|#160|#82[12]\d);)"
)
_OWN_LINE = re.compile(rf"[{re.escape(BULLETS)}] |\d{{1,3}}[.)] |[^\W\d_]{{2,12}} ?: ")
"""An item of a list, or a label with its value."""
_ENDS_OPEN = re.compile(r"[^.!?…:;\"”’»)]$")

WRAP_WIDTH = 120
"""No editor wraps prose wider than this; longer lines are paragraphs."""
WRAP_FILL = 0.7
"""Share of inner lines that must nearly reach the longest line before a text counts as hard-wrapped."""
MIN_WRAPPED = 3
"""Inner lines needed before their lengths prove anything."""
MIN_CONTINUED = 40
"""A line at least this long, without an end mark and followed by a lower-case letter, goes on in the next line."""


@dataclass(frozen=True, slots=True)
class Flat:
    """`at[i]` is the offset in the source of `text[i]` (and one more: the source's length). `lines` are the spans of the lines
    that are not empty, without white space at their edges.
    """

    text: str
    at: Sequence[int]
    lines: tuple[tuple[int, int], ...]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` (not empty) stands in the source."""
        return self.at[start], max(self.at[end - 1] + 1, self.at[start] + 1)

    def spaced(self, gaps: Sequence[int]) -> Flat:
        """The same with a space put in at each of these offsets (ascending, inside lines)."""
        edges = [0, *gaps, len(self.text)]
        text = " ".join(self.text[start:end] for start, end in itertools.pairwise(edges))
        at: list[int] = []
        for start, end in itertools.pairwise(edges):
            at += self.at[start:end]
            at.append(self.at[end])
        moved = [(start + bisect.bisect_right(gaps, start), end + bisect.bisect_left(gaps, end)) for start, end in self.lines]
        return Flat(text, at, tuple(moved))


def decode(data: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    """The text of a file: UTF-8 with or without a byte order mark, or UTF-16 with one. Anything else is a source problem:
    `article-binary`, or `article-encoding` at the line and column (in bytes) of the first bad byte.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16"), ()
        except UnicodeDecodeError as error:
            place = Location(path, data[: error.start].count(b"\n") + 1)
            return "", (Problem("article-encoding", "error", "the file begins like UTF-16 but is not", place),)
    if b"\x00" in data:
        line = data[: data.index(b"\x00")].count(b"\n") + 1
        problem = Problem("article-binary", "error", "this is a binary file, not text", Location(path, line))
        return "", (problem,)
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        before = data[: data.index(error.object) + error.start] if data.startswith(b"\xef\xbb\xbf") else data[: error.start]
        place = Location(path, before.count(b"\n") + 1, len(before) - before.rfind(b"\n"))
        message = f"byte 0x{error.object[error.start]:02x} is not UTF-8"
        hint = "Save the file as UTF-8 (it may be Windows-1252 or Latin-1)."
        return "", (Problem("article-encoding", "error", message, place, hint),)


def flatten(source: str) -> Flat:
    """Normalise white space and invisible characters, decode the character references that scrapers leave, compose accents,
    and join the lines of a hard-wrapped paragraph. Linear in the length of the source.
    """
    parts: list[str] = []
    at: list[int] = []
    position = 0
    blank = True
    for token in _TOKEN.finditer(source):
        start, end = token.span()
        if position < start:
            parts.append(source[position:start])
            at.extend(range(position, start))
            blank = False
        position = end
        put = _replacement(token)
        if put == " " and blank:
            continue
        if put == "\n" and parts and parts[-1] == " ":
            parts.pop()
            at.pop()
        if put:
            parts.append(put)
            at.extend([start] * len(put))
            blank = put in " \n"
    parts.append(source[position:])
    at.extend(range(position, len(source) + 1))
    text = "".join(parts)
    return _with_lines(text, at)


def _replacement(token: re.Match[str]) -> str:
    kind = token.lastgroup
    if kind == "line":
        return "\n"
    if kind == "space":
        return " "
    if kind == "combined":
        return unicodedata.normalize("NFC", token[0])
    if kind == "entity":
        character = html.unescape(
            "&" + token[0].rpartition("&")[2].replace("amp;", "") if not token[0].endswith("&amp;") else "&"
        )
        return " " if character == "\u00a0" else character
    return ""


def _with_lines(text: str, at: list[int]) -> Flat:
    """Find the lines; where a paragraph runs on over line ends, these become spaces."""
    spans: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        spans.append((start, start + len(line.rstrip())))
        start += len(line) + 1
    wrapped = _wrap_width(spans)
    lines: list[tuple[int, int]] = []
    joints: list[int] = []
    before = (0, 0)
    for span in spans:
        if lines and before[0] < before[1] and span[0] < span[1] and _runs_on(text, before, span, wrapped):
            joints.append(span[0] - 1)
            lines[-1] = (lines[-1][0], span[1])
        elif span[0] < span[1]:
            lines.append(span)
        before = span
    if joints:
        letters = list(text)
        for joint in joints:
            letters[joint] = " "
        text = "".join(letters)
    return Flat(text, at, tuple(lines))


def _wrap_width(spans: list[tuple[int, int]]) -> int:
    """The width at which the text was wrapped, or 0 if its lines are paragraphs."""
    lengths = [end - start for start, end in spans]
    width = max(lengths, default=0)
    if width > WRAP_WIDTH:
        return 0
    inner = [length for length, after in itertools.pairwise(lengths) if length and after]
    full = sum(length > width * 0.75 for length in inner)
    return width if len(inner) >= MIN_WRAPPED and full >= WRAP_FILL * len(inner) else 0


def _runs_on(text: str, before: tuple[int, int], after: tuple[int, int], wrapped: int) -> bool:
    if _OWN_LINE.match(text, *after):
        return False
    length = before[1] - before[0]
    if wrapped and length > wrapped * 0.6:
        return True
    return length >= MIN_CONTINUED and text[after[0]].islower() and bool(_ENDS_OPEN.search(text, before[1] - 1, before[1]))
