"""JSON Lines, as archives and crawlers dump articles: one object a line → the keys that are read, or a problem with its line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from briefgen import language
from briefgen.model import Location, Problem
from briefgen.read import front, wording

NAMES = {
    "date": "published",
    "source": "outlet",
    "author": "byline",
    "authors": "byline",
    "language": "lang",
    "tags": "topics",
    "keywords": "topics",
    "link": "url",
}
"""Names that dumps give to our keys; our own name wins where both are given."""
_TEXTS = ("id", "lang", "published", "outlet", "byline", "title", "summary", "url", "text")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def read(decoded: str, path: str) -> Iterator[tuple[int, dict[str, Any], Problem | None]]:
    """Line number (from 1), row and problem of each line that is not empty. A row has a `text` and maybe `id`, `lang`,
    `published` (ISO 8601), `outlet`, `byline`, `title`, `summary`, `url` (all text) and `topics` (a tuple); no other key is read.
    """
    for number, line in enumerate(decoded.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            place = Location(path, number, getattr(error, "colno", 0))
            yield number, {}, Problem("jsonl-invalid", "error", f"not JSON: {error}", place)
            continue
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            message = 'a line must be an object with a "text"'
            yield number, {}, Problem("jsonl-invalid", "error", message, Location(path, number, 1))
            continue
        kept, wrong = _checked(row)
        place = Location(path, number, 1)
        yield (number, kept, None) if not wrong else (number, {}, Problem("jsonl-invalid", "error", wrong, place))


def _checked(row: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """The keys that are read under our names, and what is wrong with one of them."""
    kept: dict[str, Any] = {}
    named = {key: key for key in (*_TEXTS, "topics")} | NAMES
    for key, name in named.items():
        value = row.get(key)
        if value is None or name in kept:
            continue
        if name in ("topics", "byline") and isinstance(value, list) and all(isinstance(part, str) for part in value):
            value = tuple(value) if name == "topics" else ", ".join(value)
        elif name == "topics" and isinstance(value, str):
            value = tuple(part.strip() for part in value.split(",") if part.strip())
        elif name == "id" and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        elif not isinstance(value, str):
            return {}, f'"{key}" must be {"text" if name != "topics" else "a list of text"}'
        if name == "published" and (value := _date(str(value))) is None:
            return {}, f'"{key}" must be a date like 2024-04-24'
        if name == "lang" and value and not (value := language.code_of(str(value))):
            return {}, f'"{key}" must be a language code like id or en'
        kept[name] = _whole(value)
    return kept, ""


def _date(text: str) -> str | None:
    """ISO 8601, or a date as pages print it; empty if the dump has none."""
    if not text.strip() or (value := front.iso(text)):
        return value if text.strip() else ""
    words = wording.load("")
    match = words.stamps.pattern.fullmatch(text.strip())
    return words.stamps.parse(match) if match else None


def _whole(value: Any) -> Any:
    """Half a surrogate pair is no character and cannot be written; one sign for one keeps the offsets."""
    if isinstance(value, tuple):
        return tuple(map(_whole, value))
    return _SURROGATE.sub("\ufffd", value)
