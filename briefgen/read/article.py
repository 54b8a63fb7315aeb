"""A `Source` → its `Article`s: decode, read front matter, clean, recover metadata, with a receipt for every metadatum."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from briefgen import language
from briefgen.model import Article, Block, Location, Problem, Receipt, Source, Span
from briefgen.read import clean, detect, front, html, html_metadata, html_text, markdown, metadata, rows, text, wording
from briefgen.read.drawing import Parsed
from briefgen.read.front import FrontMatter

Settings = tuple[str, tuple[str, ...]]
"""The language of articles too short to tell, and the site's languages."""

MARKDOWN = frozenset({".md", ".markdown"})
HTML = frozenset({".html", ".htm", ".xhtml"})

_PARAGRAPH = re.compile(r"[^\s][^\n]*")


def read(
    source: Source, *, default_lang: str, languages: tuple[str, ...], plain: bool = False
) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """The articles of a file: many of a `.jsonl` file (one object a line), at most one of any other.

    An article with an error is dropped. `plain`: the text is clean and is not changed by one character.
    """
    suffix = PurePosixPath(source.path).suffix.lower()
    decoded, problems = (html_text if suffix in HTML else text).decode(source.data, source.path)
    if any(problem.severity == "error" for problem in problems):
        return (), problems
    settings = (default_lang, languages)
    if suffix == ".jsonl" or (source.path == "-" and decoded.lstrip()[:1] == "{"):
        return _read_rows(decoded, source.path, settings, plain)
    if plain and suffix not in HTML:
        row = {"id": article_id(source.path), "text": decoded, "lang": detect.detect(decoded, languages) or default_lang}
        return _checked(dataclasses.replace(unchanged(row), source_path=source.path), Location(source.path), ())
    matter, start, found = front.read(decoded, source.path)
    problems += found
    if matter is None:
        return (), problems
    article: Article | None
    if suffix in HTML:
        article, found = _of_page(decoded, start, matter, source.path, settings)
        problems += found
    else:
        article, found = _of_text(decoded, start, matter, source.path, settings, is_markdown=suffix in MARKDOWN)
        problems += found
    return _checked(article, Location(source.path), problems) if article else ((), problems)


def article_id(path: str) -> str:
    """The path below `articles/`, else the file's name, without the suffix."""
    parts = PurePosixPath(path).with_suffix("").parts if PurePosixPath(path).name else (path,)
    below = parts[parts.index("articles") + 1 :] if "articles" in parts[:-1] else parts[-1:]
    return "/".join(below)


def unchanged(row: Mapping[str, Any]) -> Article:
    """`{id, lang, published, outlet?, byline?, title?, url?, topics?, text}` → an article with exactly this text; a block is a
    line that is not empty, without the white space at its edges.
    """
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
        byline=str(row.get("byline") or ""),
        outlet=str(row.get("outlet") or ""),
        published=front.iso(str(row.get("published") or "")),
        topics=tuple(row.get("topics") or ()),
        url=str(row.get("url") or ""),
        receipts=tuple(receipts),
        origin=((0, 0),) if body else (),
    )


def _of_text(
    decoded: str, start: int, matter: FrontMatter, path: str, settings: Settings, *, is_markdown: bool
) -> tuple[Article, tuple[Problem, ...]]:
    """One article of decoded text whose body begins at `start`, and what was not read as it was meant."""
    body = decoded[start:]
    lang, why = _language(body, matter, *settings)
    if is_markdown:
        parsed = markdown.parse(body)
    else:
        pack = language.load(lang)
        parsed = Parsed(clean.clean(body, pack, keep=matter.keep, drop=matter.drop, title=matter.title), ())
    cleaned = parsed.cleaned
    known = metadata.settle(cleaned.text, cleaned.blocks, cleaned.facts, wording.load(lang))
    return _made(parsed, start, matter, known, (lang, why), path), tuple(_nested(parsed, decoded[:start], path))


def _nested(parsed: Parsed, before: str, path: str) -> Iterator[Problem]:
    if parsed.deep:
        message = f"quotes or lists are nested more than {markdown.NESTING} deep; what is deeper is kept as plain words"
        line = before.count("\n") + parsed.deep
        yield Problem(
            "markdown-nested", "warning", message, Location(path, line, 1), "Take out some of the signs that begin the line."
        )


def _of_page(
    decoded: str, start: int, matter: FrontMatter, path: str, settings: Settings
) -> tuple[Article | None, tuple[Problem, ...]]:
    """The article of a web page that begins at `start`."""
    page, problems = html.parse(decoded[start:], path, keep=matter.keep, drop=matter.drop)
    if page is None:
        return None, problems
    lang, why = _language(page.parsed.cleaned.text, matter, *settings, declared=html_metadata.language(page.facts))
    known = html_metadata.settle(page.facts, page.parsed.cleaned, wording.load(lang))
    return _made(page.parsed, start, matter, known, (lang, why), path), problems


def _made(
    parsed: Parsed, start: int, matter: FrontMatter, known: metadata.Metadata, lang: tuple[str, Receipt], path: str
) -> Article:
    values, receipts = _merged(matter, known)
    cleaned = parsed.cleaned
    return Article(
        id=matter.id or article_id(path),
        lang=lang[0],
        text=cleaned.text,
        blocks=cleaned.blocks,
        source_path=path,
        draft=matter.draft,
        publish=matter.publish,
        translation_of=matter.translation_of,
        summary=" ".join(matter.summary.split()),
        pins=tuple(sorted(matter.entities.pin.items())),
        ignored=matter.entities.ignore,
        types=tuple(sorted(matter.entities.types.items())),
        marks=parsed.marks,
        removed=tuple(dataclasses.replace(removed, start=removed.start + start) for removed in cleaned.removed),
        receipts=(*receipts, lang[1]),
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
        "url": matter.url,
    }
    shown = {**given, "summary": matter.summary.strip()}
    receipts = tuple(Receipt(name, "front-matter", _shown(value)) for name, value in shown.items() if value)
    receipts += tuple(receipt for receipt in known.receipts if not given[receipt.field])
    return {name: value or getattr(known, name) for name, value in given.items()}, receipts


def _shown(value: Any) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _language(
    body: str, matter: FrontMatter, default: str, languages: tuple[str, ...], declared: str = ""
) -> tuple[str, Receipt]:
    if matter.lang:
        return language.code_of(matter.lang), Receipt("lang", "front-matter", matter.lang)
    if found := detect.detect(body, languages):
        return found, Receipt("lang", "detected")
    if declared in languages:
        return declared, Receipt("lang", "html:lang", declared)
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


def _read_rows(decoded: str, path: str, settings: Settings, plain: bool) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    articles: tuple[Article, ...] = ()
    problems: tuple[Problem, ...] = ()
    first: dict[str, int] = {}
    for number, row, problem in rows.read(decoded, path):
        place = Location(path, number)
        row.setdefault("id", f"{article_id(path)}-{number}")
        if not problem and first.setdefault(row["id"], number) != number:
            message = f'line {first[row["id"]]} has the id "{row["id"]}" too'
            problem = Problem("jsonl-invalid", "error", message, place)  # noqa: PLW2901 one more way to be wrong
        if problem:
            problems += (problem,)
            continue
        text_ = row.pop("text")
        if plain:
            row.setdefault("lang", detect.detect(text_, settings[1]) or settings[0])
            article = unchanged({**row, "text": text_})
        else:
            article, _ = _of_text(text_, 0, FrontMatter(**row), path, settings, is_markdown=False)
        found, more = _checked(dataclasses.replace(article, source_path=path), place, ())
        articles += found
        problems += more
    if not articles and not problems:
        problems = (Problem("article-empty", "error", "there is no article in this file", Location(path)),)
    return articles, problems
