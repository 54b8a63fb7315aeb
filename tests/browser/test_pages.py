"""The pages in a real browser, opened from disk: nothing overflows, all is legible, sentences light up, nothing is fetched."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BRIDGE = "briefings/2024-05-14-jembatan-merah-dibuka-setelah-banjir.html"
SCHOOL = "briefings/2024-05-22-governor-opens-a-school.html"
PAGES = (
    "index.html",
    BRIDGE,
    BRIDGE.replace(".html", ".source.html"),
    "people/sari-wulandari.html",
    "places/palangka-raya.html",
    "glossary.html",
    "timeline/index.html",
    "numbers/index.html",
    "briefings/index.html",
    "how-to-read.html",
)
MIN_CONTRAST = 4.5
"""WCAG 2.2 AA for text of normal size."""

pytestmark = pytest.mark.browser

OVERFLOWING = """() => [...document.querySelectorAll("body *")]
  .filter(one => !one.closest("pre, .skip, svg *"))
  .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map(one => one.outerHTML.slice(0, 80))"""

CONTRASTS = """() => {
  const channel = value => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const parse = color => color.match(/[0-9.]+/g).map(Number);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const behind = one => {
    for (; one; one = one.parentElement) {
      const color = parse(getComputedStyle(one).backgroundColor);
      if (color.length < 4 || color[3] > 0) return color;
    }
    return [255, 255, 255];
  };
  const found = [];
  for (const one of document.querySelectorAll("body *")) {
    const own = [...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
    if (!own || one.closest("[aria-hidden], .skip")) continue;
    const pair = [light(parse(getComputedStyle(one).color)), light(behind(one))].sort((a, b) => b - a);
    found.push([(pair[0] + 0.05) / (pair[1] + 0.05), one.outerHTML.slice(0, 80)]);
  }
  return found;
}"""


def opened(browser: Browser, root: Path, path: str, width: int = 1280) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((root / path).as_uri())
    return page


@pytest.mark.parametrize("width", [320, 360, 768, 1280, 1920])
def test_nothing_overflows(browser: Browser, root: Path, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    for path in PAGES:
        page.goto((root / path).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") == width, path
        assert page.evaluate(OVERFLOWING) == [], path
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_enough_contrast(browser: Browser, root: Path, scheme: Any) -> None:
    page = browser.new_page(color_scheme=scheme)
    lit = [f"{(root / BRIDGE).as_uri()}#{anchor}" for anchor in ("s2", "e1", "f1", "c-sari-wulandari", "q2")]
    for path in (*((root / path).as_uri() for path in PAGES), *lit):
        page.goto(path)
        weak = [row for row in page.evaluate(CONTRASTS) if row[0] < MIN_CONTRAST]
        assert weak == [], path
    page.close()


def test_pages_ask_for_their_own_files_only_and_break_no_policy(browser: Browser, root: Path) -> None:
    page = browser.new_page()
    requests: list[str] = []
    messages: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: messages.append(message.text))
    for path in PAGES:
        page.goto((root / path).as_uri())
    assert all(url.startswith(root.as_uri()) for url in requests)
    assert messages == []
    page.close()


def test_a_reference_leads_to_its_sentence_and_back_returns(browser: Browser, root: Path) -> None:
    page = opened(browser, root, BRIDGE)
    page.click(".figures .sref >> nth=0")
    assert page.evaluate("document.querySelector(':target').id") == "s4"
    lit = page.evaluate("getComputedStyle(document.querySelector(':target')).backgroundColor")
    assert lit != "rgba(0, 0, 0, 0)"
    page.go_back()
    assert page.evaluate("location.hash") == ""
    page.close()


def test_a_date_in_the_text_opens_its_receipt(browser: Browser, root: Path) -> None:
    page = opened(browser, root, BRIDGE)
    assert not page.is_visible(".rows")
    page.click(".prose .m-date:text('suatu hari nanti')")
    assert page.is_visible(".rows li:target")
    assert page.is_hidden("#card")
    page.close()


def test_the_level_of_detail_is_chosen_without_a_script(browser: Browser, root: Path) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto((root / BRIDGE).as_uri())
    number, mark = page.locator(".prose .n").first, page.locator(".prose a.m-date").first
    line = "getComputedStyle(document.querySelector('.prose a.m')).textDecorationLine"
    assert not number.is_visible()
    assert not page.is_visible("#cards"), "cards need a script, so their switch is not offered"
    page.check("#level-margin")
    assert number.is_visible()
    assert "[" in mark.evaluate("one => getComputedStyle(one, '::after').content")
    page.check("#level-plain")
    assert not number.is_visible()
    assert page.evaluate(line) == "none"
    page.close()


def test_sentence_numbers_stand_left_of_the_text_and_move_nothing(browser: Browser, root: Path) -> None:
    page = opened(browser, root, SCHOOL, 1440)
    before = page.locator(".prose p").first.bounding_box()
    page.check("#level-margin")
    assert page.locator(".prose p").first.bounding_box() == before
    assert before is not None
    box = page.locator(".prose .n").first.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] < before["x"]
    page.close()


@pytest.mark.parametrize("script", [True, False])
def test_light_or_dark_by_hand_wins_over_the_system(browser: Browser, root: Path, script: bool) -> None:
    page = browser.new_page(color_scheme="light", java_script_enabled=script)
    page.goto((root / "index.html").as_uri())
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.click(".display summary")
    page.check("#theme-dark")
    assert page.evaluate(paper) != light
    page.goto((root / BRIDGE).as_uri())
    assert (page.evaluate(paper) != light) == script, "remembered, where a script may"
    page.close()


def test_nothing_moves_while_a_page_loads(browser: Browser, root: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    for path in PAGES:
        page.goto((root / path).as_uri())
        shifts = """() => new Promise(done => new PerformanceObserver(list => done(list.getEntries().length))
          .observe({type: "layout-shift", buffered: true}) || setTimeout(done, 200, 0))"""
        assert page.evaluate(shifts) == 0, path
    page.close()


def test_on_a_phone_the_panels_follow_the_lead_and_on_a_desk_stand_beside_it(browser: Browser, root: Path) -> None:
    def box(page: Page, selector: str) -> dict[str, float]:
        return dict(page.locator(selector).first.bounding_box() or {})

    phone, desk = opened(browser, root, BRIDGE, 360), opened(browser, root, BRIDGE, 1280)
    assert box(phone, ".lead")["y"] < box(phone, ".side")["y"] < box(phone, ".body")["y"]
    assert box(desk, ".side")["x"] > box(desk, ".body")["x"] + box(desk, ".body")["width"]
    phone.close()
    desk.close()


def test_the_first_tab_reaches_the_skip_link(browser: Browser, root: Path) -> None:
    page = opened(browser, root, BRIDGE)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["x"] >= 0  # type: ignore[index]
    page.close()
