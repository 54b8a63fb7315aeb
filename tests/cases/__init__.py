"""Rows that a linguist can extend, and what the tests read them with."""

from __future__ import annotations

import re
from pathlib import Path

from briefgen.model import Article, Block, Span

FOLDER = Path(__file__).parent


def article(text: str, lang: str) -> Article:
    """A text as an article of one paragraph."""
    return Article("a", lang, "", text, (Block("paragraph", Span(0, len(text))),))


def rows(name: str) -> list[tuple[str, list[str]]]:
    """The rows of a file: `- sentence`, and below it what is expected of it, `  - …`."""
    found: list[tuple[str, list[str]]] = []
    for line in (FOLDER / name).read_text("utf-8").splitlines():
        if line.startswith("- "):
            found.append((line[2:], []))
        elif line.startswith("  - "):
            found[-1][1].append(line[4:])
    return found


def bracketed(line: str) -> tuple[str, tuple[Span, ...]]:
    """The sentence without its double brackets, and where they were."""
    text, spans = "", []
    for number, part in enumerate(re.split(r"\[\[|\]\]", line)):
        if number % 2:
            spans.append(Span(len(text), len(text) + len(part)))
        text += part
    return text, tuple(spans)
