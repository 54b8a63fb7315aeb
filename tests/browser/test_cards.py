"""Cards: the same facts to pointer, keyboard, finger, paper and without a script; and WCAG 1.4.13, condition by condition.

Time is the page's own clock, which the tests turn by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BRIDGE = "briefings/2024-05-14-jembatan-merah-dibuka-setelah-banjir.html"
OPEN, KEEP = 500, 300
"""Milliseconds, as in briefgen.js."""
MARK = ".lead a.m-person, .prose a.m-person"
OTHER = ".prose a.m-organisation"
BESIDE = ".prose a.m-place"
"""On the line of the first, so that its card does not hide it."""
LONG = 600_000

pytestmark = pytest.mark.browser

FACTS = "one => [...one.querySelectorAll('.fact')].filter(fact => fact.checkVisibility()).map(fact => fact.innerText.trim())"
ROW = "link => document.getElementById(link.dataset.c || link.hash.slice(1))"


@pytest.fixture
def page(browser: Browser, root: Path) -> Iterator[Page]:
    """The briefing on a desk, its clock stopped."""
    one = browser.new_page(viewport={"width": 1280, "height": 2000}, reduced_motion="reduce")
    one.clock.install(time=0)
    one.goto((root / BRIDGE).as_uri())
    one.clock.pause_at(LONG)
    yield one
    one.close()


def pointed(page: Page, selector: str = MARK) -> None:
    page.locator(selector).first.hover()
    page.clock.run_for(OPEN)


def shown(page: Page) -> bool:
    return bool(page.evaluate("document.getElementById('card').matches(':popover-open')"))


def tabbed_to(page: Page, selector: str) -> None:
    page.locator(selector).first.evaluate("one => one.focus({focusVisible: true})")


class TestPointer:
    def test_a_card_opens_at_rest_and_not_before(self, page: Page) -> None:
        page.locator(MARK).first.hover()
        page.clock.run_for(OPEN - 1)
        assert not shown(page)
        page.clock.run_for(1)
        assert shown(page)
        assert page.locator("#card a").first.inner_text() == "Buka halaman"
        assert "Gubernur" in page.locator("#card").inner_text()

    def test_it_stays_while_the_pointer_is_on_it(self, page: Page) -> None:
        pointed(page)
        page.locator("#card .line").hover()
        page.clock.run_for(LONG)
        assert shown(page)

    def test_it_stays_while_the_pointer_is_on_the_mark(self, page: Page) -> None:
        pointed(page)
        page.clock.run_for(LONG)
        assert shown(page)

    def test_there_is_no_gap_between_mark_and_card_that_closes_it(self, page: Page) -> None:
        pointed(page)
        mark, card = page.locator(MARK).first.bounding_box(), page.locator("#card").bounding_box()
        assert mark is not None
        assert card is not None
        gap = max(card["y"] - (mark["y"] + mark["height"]), mark["y"] - (card["y"] + card["height"]), 0)
        assert gap < 8, "crossed within the grace time by any pointer"
        page.mouse.move(mark["x"] + 5, mark["y"] + mark["height"] + gap / 2)
        page.clock.run_for(KEEP - 1)
        page.locator("#card .line").hover()
        page.clock.run_for(LONG)
        assert shown(page)

    def test_none_opens_because_the_page_scrolls_under_the_pointer(self, page: Page) -> None:
        page.set_viewport_size({"width": 1280, "height": 500})
        page.locator(OTHER).first.evaluate("one => scrollTo(0, scrollY + one.getBoundingClientRect().y - 100)")
        box = page.locator(OTHER).first.bounding_box()
        assert box is not None
        page.evaluate("scrollBy(0, 300)")
        page.mouse.move(box["x"] + 9, box["y"] + 9)
        page.evaluate("scrollBy(0, -300)")
        page.screenshot()  # a frame, in which the browser tells the page what now lies under the pointer
        page.clock.run_for(LONG)
        assert not shown(page)
        page.mouse.move(box["x"] + 10, box["y"] + 9)
        page.clock.run_for(OPEN)
        assert shown(page)

    def test_it_goes_when_the_pointer_has_gone(self, page: Page) -> None:
        pointed(page)
        page.mouse.move(5, 5)
        page.clock.run_for(KEEP - 1)
        assert shown(page)
        page.clock.run_for(1)
        assert not shown(page)

    def test_escape_closes_it_without_moving_pointer_or_focus_and_it_stays_closed(self, page: Page) -> None:
        pointed(page)
        before = page.evaluate("document.activeElement.tagName")
        page.keyboard.press("Escape")
        assert not shown(page)
        assert page.evaluate("document.activeElement.tagName") == before
        page.clock.run_for(LONG)
        assert not shown(page)

    def test_a_click_elsewhere_closes_it(self, page: Page) -> None:
        pointed(page)
        page.mouse.click(5, 300)
        assert not shown(page)

    def test_the_next_card_comes_at_once(self, page: Page) -> None:
        pointed(page)
        page.locator(BESIDE).first.hover()
        page.clock.run_for(1)
        assert "Palangka Raya" in page.locator("#card .line").inner_text()
        assert page.locator("[aria-expanded]").count() == 1

    def test_a_click_on_a_mark_follows_the_link(self, page: Page) -> None:
        pointed(page)
        page.locator(MARK).first.click()
        page.wait_for_url("**/people/sari-wulandari.html")

    def test_a_way_out_of_the_card_closes_it(self, page: Page) -> None:
        pointed(page)
        page.locator("#card .sref").first.click()
        assert not shown(page)
        assert page.evaluate("location.hash") == "#s2"

    def test_cards_can_be_switched_off_and_stay_off(self, page: Page) -> None:
        page.uncheck("#cards")
        pointed(page)
        assert not shown(page)
        page.reload()
        assert not page.is_checked("#cards")

    def test_no_card_is_left_behind_when_the_page_is_left(self, page: Page) -> None:
        pointed(page)
        page.evaluate("dispatchEvent(new Event('pagehide'))")
        assert not shown(page)


class TestKeyboard:
    def test_focus_opens_after_a_rest_so_tabbing_through_is_quiet(self, page: Page) -> None:
        tabbed_to(page, MARK)
        page.clock.run_for(OPEN - 1)
        tabbed_to(page, OTHER)
        page.clock.run_for(OPEN - 1)
        assert not shown(page)
        page.clock.run_for(1)
        assert "Jaya Beton" in page.locator("#card").inner_text()

    def test_a_focus_that_scrolls_the_page_opens_its_card(self, page: Page) -> None:
        page.set_viewport_size({"width": 1280, "height": 400})
        from playwright.sync_api import expect  # the module is collected where there is no browser, too

        tabbed_to(page, OTHER)
        expect(page.locator(":focus")).to_be_in_viewport()
        assert page.evaluate("scrollY") > 0
        page.screenshot()  # a frame, in which the page hears that it scrolled
        page.clock.run_for(OPEN)
        assert "Jaya Beton" in page.locator("#card").inner_text()

    def test_the_next_tab_goes_into_the_card_and_escape_returns_to_the_mark(self, page: Page) -> None:
        tabbed_to(page, MARK)
        page.clock.run_for(OPEN)
        assert page.evaluate("document.activeElement.matches('a.m')"), "focus does not move by itself"
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.innerText") == "Buka halaman"
        page.clock.run_for(LONG)
        assert shown(page)
        page.keyboard.press("Escape")
        assert not shown(page)
        assert page.evaluate("document.activeElement.matches('a.m-person')")
        page.clock.run_for(LONG)
        assert not shown(page), "a card that was closed does not come back by itself"

    def test_a_pointer_that_wanders_does_not_close_what_focus_opened(self, page: Page) -> None:
        tabbed_to(page, MARK)
        page.clock.run_for(OPEN)
        page.mouse.move(5, 5)
        page.mouse.move(9, 300)
        page.clock.run_for(LONG)
        assert shown(page)

    def test_the_mark_says_that_it_is_open_only_while_it_is(self, page: Page) -> None:
        mark = page.locator(MARK).first
        assert mark.get_attribute("aria-expanded") is None
        tabbed_to(page, MARK)
        page.clock.run_for(OPEN)
        assert (mark.get_attribute("aria-expanded"), mark.get_attribute("aria-details")) == ("true", "card")
        page.keyboard.press("Escape")
        page.locator("[aria-expanded]").wait_for(state="detached")  # a page with this policy cannot evaluate a condition of ours


class TestTouch:
    @pytest.fixture
    def phone(self, browser: Browser, root: Path) -> Iterator[Page]:
        context = browser.new_context(
            viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, reduced_motion="reduce"
        )
        one = context.new_page()
        one.goto((root / BRIDGE).as_uri())
        yield one
        context.close()

    def test_a_tap_opens_a_sheet_that_begins_with_the_way_to_the_page(self, phone: Page) -> None:
        phone.locator(MARK).first.tap()
        assert shown(phone)
        box = phone.locator("#card").bounding_box()
        assert box is not None
        assert (round(box["x"]), round(box["width"]), round(box["y"] + box["height"])) == (0, 360, 740)
        phone.locator("#card a").first.tap()
        phone.wait_for_url("**/people/sari-wulandari.html")

    def test_a_tap_elsewhere_closes_it(self, phone: Page) -> None:
        phone.locator(MARK).first.tap()
        phone.touchscreen.tap(180, 20)
        assert not shown(phone)

    def test_with_cards_off_a_tap_follows_the_link(self, phone: Page) -> None:
        phone.uncheck("#cards")
        phone.locator(MARK).first.tap()
        phone.wait_for_url("**/people/sari-wulandari.html")


def test_every_channel_shows_the_same_facts(browser: Browser, root: Path, page: Page) -> None:
    """Hover and tap show one card; keyboard the same; print and no script the row it is a copy of."""
    marks = page.locator("a.m")
    plain = browser.new_page(java_script_enabled=False)
    plain.goto((root / BRIDGE).as_uri())
    counts = dict.fromkeys(("pointer", "keyboard", "print", "plain"), 0)
    for number in range(marks.count()):
        found = {}
        marks.nth(number).hover()
        page.clock.run_for(OPEN)
        found["pointer"] = page.locator("#card").evaluate(FACTS)
        page.keyboard.press("Escape")
        page.mouse.move(5, 5)
        marks.nth(number).evaluate("one => one.focus({focusVisible: true})")
        page.clock.run_for(OPEN)
        found["keyboard"] = page.locator("#card").evaluate(FACTS)
        page.keyboard.press("Escape")
        page.evaluate("document.activeElement.blur()")
        for channel, where in (("print", page), ("plain", plain)):
            where.emulate_media(media="print" if channel == "print" else "screen")
            where.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
            found[channel] = where.locator("a.m").nth(number).evaluate_handle(ROW).evaluate(FACTS)
            where.emulate_media(media="screen")
        assert found["pointer"], marks.nth(number).inner_text()
        assert all(facts == found["pointer"] for facts in found.values()), found
        counts = {channel: count + len(found[channel]) for channel, count in counts.items()}
    assert len(set(counts.values())) == 1
    plain.close()
