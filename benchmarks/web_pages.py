"""How well articles are found on saved pages, against trafilatura alone: `python benchmarks/web_pages.py FOLDER`.

FOLDER holds `evaldata.json` (URL → `file` in `pages/`, `with` and `without`: strings that must be and must not be in the text,
and `title`, `author`, `date` where known), as trafilatura's own evaluation does; white space is normalised and at most six
strings a side count. The pages are their publishers' and are not part of this repository.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import trafilatura

from briefgen import language
from briefgen.model import Source
from briefgen.read import article

STRINGS = 6


def main(folder: Path) -> None:
    """Print both scores, and how often title, author and date are right, wrong or missing."""
    rows: dict[str, Any] = json.loads((folder / "evaldata.json").read_text("utf-8"))
    texts: dict[str, Counter[str]] = {"briefgen": Counter(), "trafilatura": Counter()}
    facts: Counter[tuple[str, str]] = Counter()
    for url, row in rows.items():
        data = (folder / "pages" / row["file"]).read_bytes()
        found, _ = article.read(Source("page.html", data, ""), default_lang="en", languages=language.codes())
        alone = trafilatura.bare_extraction(data, url=url if "://" in url else None, include_comments=False)
        count(texts["briefgen"], found[0].text if found else "", row)
        count(texts["trafilatura"], (alone.text or "") if alone is not None else "", row)
        if found and "title" in row:
            one = found[0]
            values = {"title": one.title, "author": one.byline, "date": (one.published or "")[:10]}
            facts.update((name, verdict(value, row[name])) for name, value in values.items() if row.get(name))
    for name, counts in texts.items():
        precision = counts["with"] / max(counts["with"] + counts["without"], 1)
        recall = counts["with"] / max(counts["with"] + counts["missed"], 1)
        score = 2 * precision * recall / max(precision + recall, 1e-9)
        print(f"{name:12} precision {precision:.4f} recall {recall:.4f} F {score:.4f}")
    for (name, what), number in sorted(facts.items()):
        print(f"{name:12} {what:8} {number}")


def count(counts: Counter[str], text: str, row: dict[str, Any]) -> None:
    """Add what one page has of the strings to the counts."""
    text = normal(text)
    for string in row["with"][:STRINGS]:
        counts["with" if normal(string) in text else "missed"] += 1
    counts["without"] += sum(normal(string) in text for string in row["without"][:STRINGS])


def verdict(value: str, expected: str | list[str]) -> str:
    """`right`, `wrong` or `missing`, without regard to case and punctuation."""
    wanted = expected if isinstance(expected, str) else ", ".join(expected)
    if not value:
        return "missing"
    return "right" if re.sub(r"\W", "", value.casefold()) == re.sub(r"\W", "", wanted.casefold()) else "wrong"


def normal(text: str) -> str:
    """One space for any white space."""
    return " ".join(text.split())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
