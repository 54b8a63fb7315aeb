"""A story is what an editor says it is: names that briefings share. Its page puts their events on one timeline."""

from __future__ import annotations

import pytest

from briefgen.compose import briefing, site
from briefgen.model import Location, Story
from briefgen.read import stories
from briefgen.render import pages
from tests import samples


def story(*entities: str, least: int = 0) -> Story:
    return Story(
        "kota", (("id", "Kota <&> sungai"),), (), entities, least or len(entities), Location("seeds/stories/kota.yaml", 1, 1)
    )


def assembled(one: Story):
    composed = [briefing.compose(*article, samples.GLOSSARY) for article in (samples.indonesian(), samples.english())]
    return site.assemble(composed, samples.GLOSSARY, (one,), title="Warta", lang="id", base_url="")


def test_a_file_says_title_names_and_how_many_of_them() -> None:
    one, problems = stories.parse(
        "title: {id: Kota, en: City}\nentities: [a, b, a]\nleast: 1\n", "seeds/stories/kota.yaml", "kota"
    )
    assert problems == ()
    assert one is not None
    assert (one.titles, one.entities, one.least) == ((("en", "City"), ("id", "Kota")), ("a", "b"), 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- a",
        "title: {id: Kota}",
        "title: {}\nentities: [a]",
        "title: {id: K}\nentities: []",
        "title: {id: K}\nentities: [a]\nleast: 2",
    ],
)
def test_a_file_that_says_no_story_is_an_error(text: str) -> None:
    one, problems = stories.parse(text, "seeds/stories/kota.yaml", "kota")
    assert one is None
    assert text == "" or {problem.severity for problem in problems} == {"error"}


@pytest.mark.parametrize(
    ("one", "members"),
    [
        (story("palangka-raya"), ("school", "jembatan")),
        (story("palangka-raya", "jaya-beton"), ("jembatan",)),
        (story("palangka-raya", "jaya-beton", "nobody", least=1), ("school", "jembatan")),
    ],
)
def test_briefings_that_name_enough_of_it_tell_the_story(one: Story, members: tuple[str, ...]) -> None:
    found, problems = assembled(one)
    assert problems == ()
    assert found.stories[0].articles == members


def test_a_story_that_nobody_tells_is_a_warning_and_has_no_page() -> None:
    found, problems = assembled(story("nobody"))
    assert [problem.code for problem in problems] == ["story-idle"]
    assert found.stories == ()


def test_its_page_has_the_briefings_and_their_events_in_order() -> None:
    found, _ = assembled(story("palangka-raya"))
    drawn = {page.path: page.draw().decode() for page in pages.plan(found) if page.path.startswith("stories/")}
    assert "Kota &lt;&amp;&gt; sungai" in drawn["stories/index.html"]
    html = drawn["stories/kota.html"]
    assert html.count('<li class="event') == sum(len(each.timeline) for each in found.briefings)
    rows = html[html.index("<ol") :]
    assert rows.index("1990") < rows.index("2024-")
