"""Names and titles → file names of pages: lower-case ASCII words, which can be typed and kept on any file system."""

from __future__ import annotations

import hashlib
import re
import unicodedata

MAX_SLUG = 60
"""Code points: what still fits a line of a chat message together with the date and the host."""
MAX_NAME = 100
"""Code points of an entity's file name; file systems allow 255 bytes, suffixes and temporary names need some of them."""

# Letters that Unicode does not decompose into a base letter and a mark.
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "ħ": "h", "ŋ": "ng"}
    | dict.fromkeys("'’‘ʼʻ`", "")
)


def slug(text: str, limit: int = MAX_SLUG) -> str:
    """Lower-case ASCII words joined by hyphens, cut at a word boundary; empty if the text has no letter that folds to ASCII."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS)).encode("ascii", "ignore").decode()
    words = "-".join(re.findall(r"[a-z0-9]+", folded))
    if len(words) <= limit:
        return words
    head = words[: limit + 1].rpartition("-")[0]
    return head or words[:limit]


def digest(text: str) -> str:
    """Eight hexadecimal digits that tell apart texts which have no slug or share one."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def name(identifier: str) -> str:
    """The file name (without suffix) of an entity: its id if that is a plain slug already, else a slug of it with a digest."""
    if re.fullmatch(r"[a-z0-9][a-z0-9-]*", identifier) and len(identifier) <= MAX_NAME:
        return identifier
    return "-".join(filter(None, (slug(identifier), digest(identifier))))
