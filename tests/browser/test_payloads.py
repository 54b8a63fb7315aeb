"""Hostile strings in every place where an article's words come from: nothing runs, loads or leads off the page.

The strings are in tests/cases/payloads.txt, one a line.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefgen import language
from briefgen.analyse import sentences
from briefgen.compose import briefing, site
from briefgen.model import Document, Glossary, Linking, Source
from briefgen.read import article, written
from briefgen.render import pages
from tests.conftest import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

CODES = {"\\n": "\n", "\\t": "\t", "\\r": "\r", "\\0": "\0"}
LINES = (ROOT / "tests" / "cases" / "payloads.txt").read_text("utf-8").splitlines()[2:]
PROSE = "Gubernur membuka kembali jembatan di tepi sungai pada hari Kamis setelah perbaikan selama tiga bulan."

FRAMES = 40
"""Pages that are open at once, in frames of one page: what runs or loads in any of them is seen."""
FOUND = r"""([text, base, root]) => {
  const found = [];
  for (const one of new DOMParser().parseFromString(text, "text/html").querySelectorAll("*")) {
    const name = one.localName;
    if (["iframe", "object", "embed", "base", "frame", "portal", "form", "img", "video", "audio"].includes(name)
        && !one.closest("[role=search], .search")) found.push(name);
    if (name === "script" && !(one.getAttribute("src") || "").match(/^[./]*assets\//) && one.type !== "application/ld+json")
      found.push("script " + one.outerHTML.slice(0, 80));
    if (name === "meta" && one.httpEquiv.toLowerCase() === "refresh") found.push("refresh");
    for (const {name: key, value} of one.attributes) {
      if (key.startsWith("on") || key === "style" && value.includes("url(")) found.push(key);
      if (["href", "src", "action", "formaction", "data", "ping", "xlink:href", "poster"].includes(key)) {
        const to = new URL(value, base);
        if (!["http:", "https:", "mailto:", "file:"].includes(to.protocol)) found.push(key + " " + value);
        if (to.protocol === "file:" && !to.href.startsWith(root)) found.push(key + " " + value);
      }
    }
  }
  return found;
}"""


def unescaped(line: str) -> str:
    """The string that a line of the file stands for."""
    line = re.sub(r"(?<!\\)\\(?:x([0-9a-f]{2})|u([0-9a-f]{4}))", lambda found: chr(int(found[1] or found[2], 16)), line)
    for code, character in CODES.items():
        line = line.replace(code, character)
    return line


PAYLOADS = [unescaped(line) for line in LINES]


GROUP = 6
"""Payloads in one text: a page a payload and way would take minutes."""


def web_page(number: int, payload: str) -> Source:
    """The payload in the head, in the text, between paragraphs and in a picture of a page."""
    value = html.escape(payload)
    head = f'<title>{payload}</title><meta property="og:title" content="{value}"><meta name=author content="{value}">'
    head += f'<link rel=canonical href="{value}"><meta name=keywords content="{value}">'
    head += f'<meta name=date content="{day(number)}">'
    figure = f"<figure><img src='{value}'><figcaption>{payload} dua tiga empat</figcaption></figure>"
    body = f"<p>{PROSE}</p><p>{PROSE[:50]} {payload}</p>{payload}<p>{PROSE[::-1]}</p>{figure}<p>{PROSE.upper()}</p>"
    text = f"<html><head>{head}</head><body><article>{body}</article>"
    return Source(f"seeds/articles/page-{number}.html", text.encode("utf-8", "replace"), "")


def texts(number: int, payloads: list[str]) -> Iterator[Source]:
    """The payloads as Markdown and as text, with some of them in the front matter."""
    payloads = [payload.replace("\0", "") for payload in payloads]
    values = [written._quoted(payload) for payload in payloads]
    fields = dict(zip(("title", "byline", "outlet", "url"), values * 4, strict=False))
    matter = "".join(f"{name}: {value}\n" for name, value in fields.items())
    for kind, year in (("md", 2022), ("txt", 2023)):
        body = "\n\n".join(f"{payload}\n\n{PROSE} {payload} kata." for payload in payloads)
        text = f"---\n{matter}topics: [{', '.join(values)}]\npublished: {day(number, year)}\n---\n{PROSE}\n\n{body}\n"
        yield Source(f"seeds/articles/{kind}-{number}.{kind}", text.encode("utf-8", "replace"), "")


def day(number: int, year: int = 2021) -> str:
    """A day of its own for each, so that no two articles want one page."""
    return (date(year, 1, 1) + timedelta(number)).isoformat()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of all payloads, without language models."""
    made = tmp_path_factory.mktemp("hostile")
    composed = []
    starts = range(0, len(PAYLOADS), GROUP)
    inputs = [web_page(number, payload) for number, payload in enumerate(PAYLOADS)]
    inputs += [source for start in starts for source in texts(start, PAYLOADS[start : start + GROUP])]
    for source in inputs:
        for one in article.read(source, default_lang="id", languages=("en", "id"))[0]:
            document = Document(one, sentences.split(one, language.load(one.lang)))
            composed.append(briefing.compose(document, Linking(), Glossary()))
    assert len(composed) >= len(inputs) - 2, "a payload may empty a page, but nearly all have their prose"
    shown, problems = site.assemble(composed, Glossary(), title=PAYLOADS[0], lang="id", base_url="")
    assert not [problem for problem in problems if problem.severity == "error"]
    for planned in pages.plan(shown):
        page = planned.render()
        (made / page.path).parent.mkdir(parents=True, exist_ok=True)
        (made / page.path).write_bytes(page.body)
    return made


def test_there_are_enough_payloads() -> None:
    assert len(set(PAYLOADS)) >= 150


@pytest.mark.timeout(300)
def test_no_payload_survives_in_the_markup(browser: Browser, folder: Path) -> None:
    page = browser.new_page()
    files = sorted(folder.rglob("*.html"))
    assert len(files) > 2 * len(PAYLOADS)
    found = {}
    for file in files:
        base = folder if file.name == "404.html" else file  # its addresses are those of a server's root
        text = file.read_text("utf-8").replace('="/', '="') if base == folder else file.read_text("utf-8")
        if bad := page.evaluate(FOUND, [text, base.as_uri() + ("/" if base == folder else ""), folder.as_uri() + "/"]):
            found[file.relative_to(folder).as_posix()] = bad
    page.close()
    assert found == {}


@pytest.mark.timeout(300)
def test_no_payload_runs_or_loads(browser: Browser, folder: Path) -> None:
    page = browser.new_page()
    requests: list[str] = []
    dialogs: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    files = sorted(folder.rglob("*.html"))
    host = folder / "frames.htm"
    for start in range(0, len(files), FRAMES):
        frames = "".join(f"<iframe src='{html.escape(file.as_uri())}'></iframe>" for file in files[start : start + FRAMES])
        host.write_text(f"<!doctype html><title>frames</title>{frames}", "utf-8")
        page.goto(host.as_uri(), wait_until="load")
    page.close()
    assert sum(url.endswith(".html") for url in requests) == len(files), "each page was really opened"
    assert dialogs == []
    assert [url for url in requests if not url.startswith((folder.as_uri(), "file:///assets/"))] == []


@pytest.mark.timeout(60)
def test_a_payload_that_is_let_through_would_be_seen(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "bad.html"
    file.write_text("<img src=https://evil.example/a.png onerror=alert(1)><a href=javascript:alert(1)>x</a>", "utf-8")
    page = browser.new_page()
    found = page.evaluate(FOUND, [file.read_text("utf-8"), file.as_uri(), tmp_path.as_uri()])
    page.close()
    assert found == ["img", "onerror", "href javascript:alert(1)"]
