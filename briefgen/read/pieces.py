"""What a line of scraped text falls into, and the features of words by which a piece is judged."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefgen.read.wording import LOWER, UPPER, Wording

BODY_WORDS = 8
"""Words from which a closed piece is taken for a sentence of the article."""
MAX_LABEL = 8
"""Words of a menu entry, section or name at most."""

_END = re.compile(r"[.!?…。][\"”’»)\]]{0,3}$")
JOIN = re.compile(rf"(?<=[{LOWER}])(?=[{UPPER}])")
_SMALL_BEFORE = re.compile(rf"(?<![{LOWER}])[{LOWER}]{{2,60}}(?=[{UPPER}])")
_WORD = re.compile(r"[^\W_](?:[\w'’-]{0,60}[^\W_])?")


@dataclass(frozen=True, slots=True)
class Piece:
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


def is_closed(words: str) -> bool:
    """True if the words end as a sentence does."""
    return bool(_END.search(words, max(0, len(words) - 6)))


def word_count(words: str) -> int:
    """How many words there are."""
    return len(_WORD.findall(words))


def stop_count(text: str, words: Wording) -> int:
    """How many of them are function words."""
    return sum(map(words.stopwords.__contains__, _WORD.findall(text.lower())))


def joins(line: str, words: Wording) -> list[int]:
    """Where a capital is glued to a small letter and no name is known that is written so."""
    found: list[int] = []
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
