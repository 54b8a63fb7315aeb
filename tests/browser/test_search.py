"""The search page in a real browser: answers in both languages under a sub-path, and registers where it cannot answer."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from briefgen.compose import briefing, site
from briefgen.publish import search, store, writer
from briefgen.render import pages
from tests import samples

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")]


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Files of a folder, without a log."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class names it so)
        pass


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("host")
    output, state = folder / "news", folder / "state"
    composed = [briefing.compose(*article, samples.GLOSSARY) for article in (samples.indonesian(), samples.english())]
    one, _ = site.assemble(composed, samples.GLOSSARY, title="Warta Terurai", lang="id", base_url="")
    plan = pages.plan(one, search=True)
    with store.open_store(state) as kept:
        writer.publish(plan, output=output, state=state, store=kept)
        lying = writer.outputs(output, kept, "")
        files, _ = search.index({page.path: lying[page.path] for page in plan if page.searched}, output=output, state=state)
        writer.publish([*plan, *files], output=output, state=state, store=kept)
    return folder


@pytest.fixture(scope="module")
def address(root: Path) -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(root))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/news/"
        server.shutdown()


@pytest.fixture
def page() -> Iterator[Page]:
    api: Any = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser.new_page()
        browser.close()


def titles(page: Page) -> list[str]:
    page.wait_for_selector(".search-results a")
    return [link.inner_text() for link in page.query_selector_all(".search-results a")]


def test_a_word_is_found_in_other_forms_in_each_language(page: Page, address: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{address}search.html?q=perusahaan+jembatan")
    assert titles(page)[0] == "Jembatan Merah dibuka setelah banjir"
    page.goto(f"{address}search.html?q=schools")
    assert titles(page)[0].startswith("Governor opens a school")
    page.click(".search-results a")
    assert page.url.startswith(f"{address}briefings/2024-05-22")
    assert errors == []


def test_names_are_narrowed_by_type_and_the_question_stays_in_the_address(page: Page, address: str) -> None:
    page.goto(f"{address}search.html")
    page.wait_for_selector("form.search:visible")
    page.fill("input[name=q]", "Palangka")
    page.select_option("select[name=type]", "place")
    page.wait_for_selector(".search-results li:only-child")
    assert titles(page) == ["Palangka Raya"]
    assert page.url.endswith("search.html?q=Palangka&type=place")
    page.fill("input[name=q]", "zzzz")
    page.wait_for_selector(".search-results a", state="detached")
    assert "zzzz" in page.inner_text(".search-status")


def test_from_a_folder_the_page_shows_the_registers(page: Page, root: Path) -> None:
    page.goto((root / "news" / "search.html").as_uri())
    assert not page.is_visible("form.search")
    page.click(".search-registers >> text=Tempat")
    assert page.url.endswith("/places/index.html")
