"""A small site in two languages on disk, and Chromium to look at it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from briefgen.compose import briefing, site
from briefgen.render import pages
from tests import samples

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the two sample articles."""
    folder = tmp_path_factory.mktemp("site")
    composed = [briefing.compose(*article, samples.GLOSSARY) for article in (samples.indonesian(), samples.english())]
    one, _ = site.assemble(composed, samples.GLOSSARY, title="Warta Terurai", lang="id", base_url="")
    for planned in pages.plan(one):
        page = planned.render()
        (folder / page.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / page.path).write_bytes(page.body)
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium; where it is not installed, its tests are skipped."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    api: Any = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()
