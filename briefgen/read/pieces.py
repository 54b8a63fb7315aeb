"""What a line of scraped text falls into, and the features of words by which a piece is judged."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from briefgen.read.wording import LOWER, UPPER, Wording

BODY_WORDS = 8
"""Words from which a closed piece is taken for a sentence of the article."""
MAX_LABEL = 8
"""Words of a menu entry, section or name at most."""

_ENDS = tuple(".!?…。")
_CLOSERS = '"”’»)]'
JOIN = re.compile(rf"(?<=[{LOWER}])(?=[{UPPER}])")
_SMALL_BEFORE = re.compile(rf"(?<![{LOWER}])[{LOWER}]{{2,60}}(?=[{UPPER}])")
_WORD = re.compile(r"[^\W_](?:[\w'’-]{0,60}[^\W_])?")


class Piece(NamedTuple):
    """A span of the flat text. `rule` is empty if it is kept, else why it is not. `field` and `value` are what it tells about the
    article. `gaps`: where inside a space was lost. `tied`: it goes on in the block of the piece before it.
    """

    start: int
    end: int
    kind: str = "paragraph"
    rule: str = ""
    field: str = ""
    value: str = ""
    gaps: tuple[int, ...] = ()
    tied: bool = False

    def said(self, text: str) -> str:
        """The words of the piece."""
        return text[self.start : self.end]

    def moved(self, by: int) -> Piece:
        """The same piece in a text that has its line `by` characters further on."""
        gaps = tuple(gap + by for gap in self.gaps) if self.gaps else ()
        return Piece(self.start + by, self.end + by, self.kind, self.rule, self.field, self.value, gaps, self.tied)


def is_closed(words: str) -> bool:
    """True if the words end as a sentence does."""
    end = words[-1:]
    return end in _ENDS or (end in _CLOSERS and words[-4:].rstrip(_CLOSERS).endswith(_ENDS))


@functools.lru_cache(maxsize=1 << 14)  # what is kept is asked again by every judge in every pass
def word_count(words: str) -> int:
    """How many words there are."""
    return len(_WORD.findall(words))


def stop_count(text: str, words: Wording) -> int:
    """How many of them are function words."""
    return sum(map(words.stopwords.__contains__, _WORD.findall(text.lower())))


def joins(line: str, words: Wording) -> list[int]:
    """Where a capital is glued to a small letter and no name is known that is written so."""
    found: list[int] = []
    if not JOIN.search(line):
        return found
    for token in re.finditer(r"\S+", line):
        if token[0].strip(".,:;()") in words.names or token[0].startswith(("Mc", "Mac", "@", "#", "http", "www")):
            continue
        words_before = _SMALL_BEFORE.finditer(token[0])
        found += [token.start() + match.end() for match in words_before if match[0] not in words.prefixes]
    return found


def is_body(text: str, piece: Piece) -> bool:
    """True for a piece that is taken for a sentence of the article."""
    content = piece.said(text)
    return is_closed(content) and word_count(content) >= BODY_WORDS
