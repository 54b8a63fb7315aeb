"""JSON Lines, as archives and crawlers dump articles: one object a line → the keys that are read, or a problem with its line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from briefgen import language
from briefgen.model import Location, Problem
from briefgen.read import front, wording

_OWN = ("id", "lang", "published", "updated", "outlet", "byline", "title", "summary", "topics", "url", "text")
_OTHERS = {
    "published": "date published_at publishedAt publish_date date_published datePublished pubDate",
    "updated": "updated_at updatedAt date_modified dateModified",
    "outlet": "source publisher site_name",
    "byline": "author authors creator",
    "lang": "language",
    "title": "headline",
    "topics": "tags keywords",
    "url": "link",
}
NAMES = {name: name for name in _OWN} | {other: name for name, others in _OTHERS.items() for other in others.split()}
"""Names that dumps give to our keys, ours first: they win where both are given."""
_MANY = frozenset({"byline", "topics"})
_DATES = frozenset({"published", "updated"})
_EPOCH = re.compile(r"-?\d{9,10}(?:\d{3})?(?:\.\d{1,9})?")
_MILLISECONDS = 100_000_000_000
"""Seconds since 1970 stay below this until the year 5138; a greater number is of milliseconds."""
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def read(decoded: str, path: str) -> Iterator[tuple[int, dict[str, Any], Problem | None]]:
    """Line number (from 1), row and problem of each line that is not empty. A row has a `text` and maybe `id`, `lang`,
    `published`, `updated` (ISO 8601), `outlet`, `byline`, `title`, `summary`, `url` (all text) and `topics` (a tuple); no other
    key is read.
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
    for key, name in NAMES.items():
        if row.get(key) is None or name in kept:
            continue
        parts = _parts(row[key]) if name in _MANY or not isinstance(row[key], list) else None
        if parts is None:
            return {}, f'"{key}" must be {"text" if name != "topics" else "a list of text"}'
        value: Any = ", ".join(parts)
        if name in _DATES and (value := _date(value)) is None:
            return {}, f'"{key}" must be a date like 2024-04-24'
        if name == "lang" and value and not (value := language.code_of(value)):
            return {}, f'"{key}" must be a language code like id or en'
        if name == "topics":
            value = tuple(part.strip() for part in (parts if isinstance(row[key], list) else value.split(",")) if part.strip())
        kept[name] = _whole(value)
    return kept, ""


def _parts(value: Any) -> list[str] | None:
    """Text, a number, or an object that has a name or a date, one or many; None for anything else."""
    found: list[str] = []
    for each in value if isinstance(value, list) else [value]:
        one = next((each[key] for key in ("name", "$date") if key in each), None) if isinstance(each, dict) else each
        if isinstance(one, bool) or not isinstance(one, str | int | float):
            return None
        found.append(str(one))
    return found


def _date(text: str) -> str | None:
    """ISO 8601, a date as pages print it, or seconds or milliseconds since 1970; empty if the dump has none."""
    text = text.strip()
    if not text or (value := front.iso(text)):
        return value if text else ""
    if _EPOCH.fullmatch(text):
        seconds = float(text) / (1000 if abs(float(text)) >= _MILLISECONDS else 1)
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M+00:00")
    words = wording.load("")
    match = words.stamps.pattern.fullmatch(text)
    return words.stamps.parse(match) if match else None


def _whole(value: Any) -> Any:
    """Half a surrogate pair is no character and cannot be written; one sign for one keeps the offsets."""
    if isinstance(value, tuple):
        return tuple(map(_whole, value))
    return _SURROGATE.sub("\ufffd", value)
