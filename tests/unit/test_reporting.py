"""Where readers report a mistake: of a page, of a sentence, of an entry."""

from __future__ import annotations

import dataclasses

import pytest

from briefgen.compose import briefing, overrides, site
from briefgen.model import Location
from briefgen.read import overrides as files
from briefgen.render import pages, reporting
from tests import samples


@pytest.mark.parametrize(
    ("pattern", "address"),
    [
        ("", ""),
        ("https://example.org/edit/{path}", "https://example.org/edit/seeds/articles/a%20b.md"),
        ("https://example.org/new?title={page}%23{sentence}", "https://example.org/new?title=briefings/x.html%23S4"),
        ("mailto:desk@example.org?subject={sentence}", "mailto:desk@example.org?subject=S4"),
        ("javascript:alert('{page}')", ""),
    ],
)
def test_the_slots_are_filled_and_only_the_web_and_mail_are_led_to(pattern: str, address: str) -> None:
    assert reporting.address(pattern, path="seeds/articles/a b.md", page="briefings/x.html", sentence=4) == address


def test_a_pattern_that_asks_for_a_file_leads_nowhere_without_one() -> None:
    assert reporting.address("https://example.org/{path}", path="", page="people/x.html") == ""


def drawn(edit_url: str, given: str = "") -> dict[str, str]:
    """The HTML of the sample site, with overrides of its Indonesian article."""
    decided, problems = files.parse(given.encode(), "seeds/overrides/jembatan.yaml", "jembatan")
    assert problems == ()
    done, _ = overrides.apply((samples.indonesian(), samples.english()), decided, samples.GLOSSARY, {"jembatan", "school"})
    glossary = dataclasses.replace(
        samples.GLOSSARY,
        entities=tuple(
            dataclasses.replace(entity, location=Location("seeds/glossary/kota.yaml", 3))
            if entity.id == "palangka-raya"
            else entity
            for entity in samples.GLOSSARY.entities
        ),
    )
    composed = [briefing.compose(one.document, one.linking, glossary, one.decisions) for one in done]
    whole, _ = site.assemble(composed, glossary, title="News", lang="en", base_url="")
    plan = pages.plan(dataclasses.replace(whole, edit_url=edit_url))
    return {page.path: page.draw().decode() for page in plan if page.path.endswith(".html")}


def test_briefings_and_entries_have_the_link_and_each_sentence_if_the_address_takes_one() -> None:
    made = drawn("https://example.org/?at={page}&amp={sentence}")
    story = made["briefings/2024-05-14-jembatan-merah-dibuka-setelah-banjir.html"]
    assert "https://example.org/?at=briefings/2024-05-14-jembatan-merah-dibuka-setelah-banjir.html&amp;amp=S4" in story
    assert "https://example.org/?at=people/sari-wulandari.html" in made["people/sari-wulandari.html"]
    plain = drawn("https://example.org/{path}")
    assert "https://example.org/seeds/glossary/kota.yaml" in plain["places/palangka-raya.html"]
    assert "example.org/seeds" not in plain["people/sari-wulandari.html"]


def test_receipts_name_the_editor_and_what_was_taken_out() -> None:
    given = (
        "- {quote: Senin, do: date, to: 2024-05-06, reason: the week before, who: rina}\n"
        "- {quote: Tiga, do: number, to: none, reason: no count, who: rina}\n"
        "- {quote: Palangka Raya, do: drop, reason: <b>not & here</b>, who: rina}\n"
    )
    story = drawn("", given)["briefings/2024-05-14-jembatan-merah-dibuka-setelah-banjir.html"]
    for line, why in ((1, "the week before"), (2, "no count"), (3, "&lt;b&gt;not &amp; here&lt;/b&gt;")):
        assert f"editor:seeds/overrides/jembatan.yaml:{line} (rina: {why})" in story
    assert "Dicoret redaksi" in story
