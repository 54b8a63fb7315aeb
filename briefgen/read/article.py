"""A `Source` → its `Article`s: decode, read front matter, clean, recover metadata, with a receipt for every metadatum."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from briefgen import language
from briefgen.model import Article, Block, Location, Problem, Receipt, Source, Span
from briefgen.read import clean, detect, front, markdown, metadata, text, wording
from briefgen.read.front import FrontMatter

MARKDOWN = frozenset({".md", ".markdown"})

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_PARAGRAPH = re.compile(r"[^\s][^\n]*")


def read(
    source: Source, *, default_lang: str, languages: tuple[str, ...], plain: bool = False
) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """The articles of a file: many of a `.jsonl` file (one object a line), at most one of any other.

    An article with an error is dropped. `plain`: the text is clean and is not changed by one character.
    """
    decoded, problems = text.decode(source.data, source.path)
    if problems:
        return (), problems
    settings = (default_lang, languages)
    if PurePosixPath(source.path).suffix.lower() == ".jsonl" or (source.path == "-" and decoded.lstrip()[:1] == "{"):
        return _read_rows(decoded, source.path, settings, plain)
    if plain:
        row = {"id": article_id(source.path), "text": decoded, "lang": detect.detect(decoded, languages) or default_lang}
        return _checked(dataclasses.replace(unchanged(row), source_path=source.path), Location(source.path), ())
    matter, start, problems = front.read(decoded, source.path)
    if matter is None:
        return (), problems
    is_markdown = PurePosixPath(source.path).suffix.lower() in MARKDOWN
    article = _make(decoded, start, matter, source.path, settings, is_markdown=is_markdown)
    return _checked(article, Location(source.path), problems)


def article_id(path: str) -> str:
    """The path below `articles/`, else the file's name, without the suffix."""
    parts = PurePosixPath(path).with_suffix("").parts if PurePosixPath(path).name else (path,)
    below = parts[parts.index("articles") + 1 :] if "articles" in parts[:-1] else parts[-1:]
    return "/".join(below)


def plain(row: Mapping[str, Any]) -> Article:
    """`{id, lang, published, source?, title?, url?, text}` → an article with exactly this text; a block is a line that is not
    empty, without the white space at its edges.
    """
    return unchanged(row)


def unchanged(row: Mapping[str, Any]) -> Article:
    """See `plain`."""
    body = str(row.get("text") or "")
    spans = (Span(found.start(), found.start() + len(found[0].rstrip())) for found in _PARAGRAPH.finditer(body))
    blocks = tuple(Block("paragraph", span) for span in spans)
    lang = str(row.get("lang") or "en")
    words = wording.load(lang)
    title = str(row.get("title") or "")
    receipts = [Receipt(key, "given", str(row[key])) for key in ("title", "published", "lang") if row.get(key)]
    if not title and (own := metadata.own_title(body, blocks, words)):
        title = own[0]
        receipts.insert(0, Receipt("title", own[1], own[2]))
    return Article(
        id=str(row.get("id") or ""),
        lang=lang,
        title=title,
        text=body,
        blocks=blocks,
        outlet=str(row.get("source") or ""),
        published=front.iso(str(row.get("published") or "")),
        url=str(row.get("url") or ""),
        receipts=tuple(receipts),
        origin=((0, 0),) if body else (),
    )


def _make(
    decoded: str, start: int, matter: FrontMatter, path: str, settings: tuple[str, tuple[str, ...]], *, is_markdown: bool
) -> Article:
    """One article of decoded text whose body begins at `start`."""
    body = decoded[start:]
    lang, why = _language(body, matter, *settings)
    pack = language.load(lang)
    words = wording.load(lang)
    marks: tuple[Any, ...] = ()
    if is_markdown:
        parsed = markdown.parse(body)
        marks, cleaned = parsed.marks, parsed.cleaned
    else:
        cleaned = clean.clean(body, pack, keep=matter.keep, drop=matter.drop, title=matter.title)
    known = metadata.settle(cleaned.text, cleaned.blocks, cleaned.facts, words)
    values, receipts = _merged(matter, known)
    return Article(
        id=matter.id or article_id(path),
        lang=lang,
        text=cleaned.text,
        blocks=cleaned.blocks,
        source_path=path,
        url=matter.url,
        draft=matter.draft,
        publish=matter.publish,
        translation_of=matter.translation_of,
        pins=tuple(sorted(matter.entities.pin.items())),
        ignored=matter.entities.ignore,
        marks=marks,
        removed=tuple(dataclasses.replace(removed, start=removed.start + start) for removed in cleaned.removed),
        receipts=(*receipts, why),
        origin=tuple((offset, at + start) for offset, at in cleaned.origin),
        **values,
    )


def _merged(matter: FrontMatter, known: metadata.Metadata) -> tuple[dict[str, Any], tuple[Receipt, ...]]:
    """What front matter says goes before what the page says; and the receipts of both."""
    given = {
        "title": matter.title,
        "byline": matter.byline,
        "outlet": matter.outlet,
        "published": front.iso(matter.published or ""),
        "updated": front.iso(matter.updated or ""),
        "topics": matter.topics,
    }
    receipts = tuple(Receipt(name, "front-matter", _shown(value)) for name, value in given.items() if value)
    receipts += tuple(receipt for receipt in known.receipts if not given[receipt.field])
    return {name: value or getattr(known, name) for name, value in given.items()}, receipts


def _shown(value: Any) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _language(body: str, matter: FrontMatter, default: str, languages: tuple[str, ...]) -> tuple[str, Receipt]:
    if matter.lang:
        return matter.lang, Receipt("lang", "front-matter", matter.lang)
    if found := detect.detect(body, languages):
        return found, Receipt("lang", "detected")
    return default, Receipt("lang", "default")


def _checked(article: Article, place: Location, problems: tuple[Problem, ...]) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    if not article.blocks:
        return (), (*problems, Problem("article-empty", "error", "there is no text in this article", place))
    if article.published is None:
        hint = "Add `published: 2024-04-24` between `---` lines at the top of the file."
        message = "no publication date is known, so relative dates stay unresolved"
        problems += (Problem("no-date", "warning", message, place, hint),)
    return (article,), problems


# --- JSON Lines ----------------------------------------------------------------------------------------------------------


def _read_rows(
    decoded: str, path: str, settings: tuple[str, tuple[str, ...]], plain: bool
) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    articles: tuple[Article, ...] = ()
    problems: tuple[Problem, ...] = ()
    for number, row, problem in _rows(decoded, path):
        if problem:
            problems += (problem,)
            continue
        row.setdefault("id", f"{article_id(path)}-{number}")
        row.setdefault("lang", detect.detect(row["text"], settings[1]) or settings[0])
        if plain:
            article = unchanged(row)
        else:
            matter = FrontMatter(
                id=row["id"],
                title=row.get("title", ""),
                outlet=row.get("source", ""),
                published=row.get("published"),
                url=row.get("url", ""),
                lang=row["lang"],
            )
            article = _make(row["text"], 0, matter, path, settings, is_markdown=False)
        found, more = _checked(dataclasses.replace(article, source_path=path), Location(path, number), ())
        articles += found
        problems += more
    if not articles and not problems:
        problems = (Problem("article-empty", "error", "there is no article in this file", Location(path)),)
    return articles, problems


def _rows(decoded: str, path: str) -> Iterator[tuple[int, dict[str, Any], Problem | None]]:
    """The objects of a JSON Lines text with their line numbers; what is not such an object is a problem."""
    for number, line in enumerate(decoded.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            column = getattr(error, "colno", 0)
            yield number, {}, Problem("jsonl-invalid", "error", f"not JSON: {error}", Location(path, number, column))
            continue
        keys = ("id", "lang", "published", "source", "title", "url", "text")
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            yield (
                number,
                {},
                Problem("jsonl-invalid", "error", 'a line must be an object with a "text"', Location(path, number, 1)),
            )
            continue
        # Half a surrogate pair is no character and cannot be written; one sign for one keeps the offsets.
        kept = {
            key: _SURROGATE.sub("\ufffd", row[key]) if isinstance(row[key], str) else row[key]
            for key in keys
            if row.get(key) is not None
        }
        wrong = [key for key, value in kept.items() if not isinstance(value, str)]
        if "published" in kept and "published" not in wrong and front.iso(kept["published"]) is None:
            wrong.append("published")
        if wrong:
            message = f'"{wrong[0]}" must be {"a date like 2024-04-24" if wrong[0] == "published" else "text"}'
            yield number, {}, Problem("jsonl-invalid", "error", message, Location(path, number, 1))
            continue
        yield number, kept, None
