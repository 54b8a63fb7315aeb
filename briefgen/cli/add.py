"""`briefgen add`: an article from the web or a file → Markdown with complete front matter in `seeds/articles/`, what was taken
out of it on the screen, and the file as it came in `seeds/raw/`.
"""

from __future__ import annotations

import dataclasses
import hashlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import click

from briefgen.cli import fetching, printing
from briefgen.config import Config
from briefgen.model import Article, Location, Problem, Source

WIDTH = 200
"""Characters of a line that was taken out which are shown."""


@dataclass(frozen=True, slots=True)
class Input:
    """What came: `name` as it was given, the bytes as they came and, of a page from the web, its address and encoding."""

    name: str
    data: bytes
    suffix: str
    url: str = ""
    charset: str = ""


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="FILE|URL…")
@click.option(
    "--config", "config_file", type=click.Path(path_type=Path), default=Path("briefgen.toml"), help="The site's settings."
)
@click.option("--force", is_flag=True, help="Write over an article of the same date and title.")
def add(inputs: tuple[str, ...], config_file: Path, force: bool) -> None:
    """Add articles (FILES or web addresses) to the site in the current folder. Fetches over the network if asked to."""
    from briefgen import config as settings

    config, problems = settings.load(config_file)
    for name in inputs if config else ():
        problems += _add(name, config, force) if config else ()
    for problem in printing.in_order(problems):
        click.echo(printing.line(problem), err=True)
    sys.exit(printing.exit_code(problems, strict=False))


def _add(name: str, config: Config, force: bool) -> tuple[Problem, ...]:
    came, problems = _input(name)
    if came is None:
        return problems
    articles, found = _read(came, config)
    problems += found
    for article in articles:
        problems += _save(article, came, config, force=force)
    return problems


def _input(name: str) -> tuple[Input | None, tuple[Problem, ...]]:
    """The bytes of an address or a file."""
    if "://" in name:
        page, problems = fetching.fetch(name)
        return (Input(name, page.data, page.suffix, page.url, page.charset) if page else None), problems
    try:
        return Input(name, Path(name).read_bytes(), Path(name).suffix.lower() or ".txt"), ()
    except OSError as error:
        place = Location(name)
        return None, (Problem("article-unreadable", "error", f"cannot be read: {error.strerror}", place),)


def _read(came: Input, config: Config) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    from briefgen import language
    from briefgen.read import article, html_text

    data = came.data
    if came.url and came.suffix == ".html":
        # As browsers note it when they save a page; the article's links are relative to it.
        text, problems = html_text.decode(data, came.name, declared=came.charset)
        if any(problem.severity == "error" for problem in problems):
            return (), problems
        data = f"<!-- saved from url=({len(came.url):04d}){came.url} -->\n{text}".encode("utf-8", "replace")
    path = (PurePosixPath(came.name).with_suffix("").as_posix() if not came.url else "page") + came.suffix
    source = Source(path, data, hashlib.sha256(data).hexdigest())
    articles, problems = article.read(source, default_lang=config.lang, languages=language.codes())
    problems = tuple(dataclasses.replace(problem, location=_placed(problem, came.name)) for problem in problems)
    return tuple(dataclasses.replace(one, url=one.url or came.url) for one in articles), problems


def _placed(problem: Problem, name: str) -> Location:
    return dataclasses.replace(problem.location, path=name) if problem.location else Location(name)


def _save(article: Article, came: Input, config: Config, *, force: bool) -> tuple[Problem, ...]:
    """Write the article and what it came from, and say so; nothing is written over without `--force`."""
    from briefgen.compose import slugs
    from briefgen.read import written

    stem = slugs.slug(article.title) or slugs.digest(article.text)
    stem = f"{article.published[:10]}-{stem}" if article.published else stem
    target = config.seeds / "articles" / f"{stem}.md"
    raw = config.seeds / "raw" / f"{stem}{_safe_suffix(came.suffix)}"
    content = written.markdown_of(article).encode("utf-8", "replace")
    problems = tuple(_refused(path, config) for path in (target, raw) if path.exists() and not force)
    if problems:
        return problems
    try:
        for path, data in ((raw, came.data), (target, content)):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    except OSError as error:
        place = Location(target.relative_to(config.root).as_posix())
        return (Problem("add-unwritable", "error", f"cannot be written: {error.strerror}", place),)
    for line in _report(article, target.relative_to(config.root).as_posix()):
        click.echo(line)
    return ()


def _refused(path: Path, config: Config) -> Problem:
    place = Location(path.relative_to(config.root).as_posix())
    return Problem("add-exists", "error", "there is such a file already", place, "Give --force to write over it.")


def _safe_suffix(suffix: str) -> str:
    return suffix if suffix[1:].isalnum() and suffix.isascii() else ".txt"


def _report(article: Article, path: str) -> Iterator[str]:
    """What was taken out, as the minus lines of a diff, and what is known of the article."""
    for removed in article.removed:
        yield click.style(f"@@ {removed.rule} @@", fg="cyan")
        for line in removed.text.splitlines():
            if line.strip():
                cut = _visible(line.strip())
                yield click.style(f"- {cut[:WIDTH]}{'…' if len(cut) > WIDTH else ''}", fg="red")
    known = (article.title, article.byline, article.outlet, article.published, urlsplit(article.url).hostname, article.lang)
    yield click.style(f"+ {path}", fg="green")
    yield f"  {' · '.join(_visible(value) for value in known if value)}"
    yield f"  {len(article.text.split()):,} words in {len(article.blocks)} blocks; {len(article.removed)} pieces left out"


def _visible(text: str) -> str:
    """Text of others on a terminal: without control characters."""
    return "".join(character if character.isprintable() else " " for character in text)
