"""What names what: the rows of tests/cases/linking.md, and what an editor says in an article's front matter."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen import language
from briefgen.glossary import load
from briefgen.glossary.link import link
from briefgen.model import Alias, Document, Entity, Glossary, Mention, Sentence, Span
from tests.conftest import plain_article

CASES = (Path(__file__).parents[1] / "cases" / "linking.md").read_text("utf-8")
SHIPPED, _ = load.load(Path(), Path("there-is-no-such-folder"))


def document(marked: str, lang: str = "id", **settings) -> Document:
    """`{person:Name}` marks what the model found; sentences end at full stops."""
    text, mentions, at = "", [], 0
    for match in re.finditer(r"\{(\w+):([^}]*)\}", marked):
        text += marked[at : match.start()]
        mentions.append(Mention(Span(len(text), len(text) + len(match[2])), match[1], "model:test"))
        text += match[2]
        at = match.end()
    text += marked[at:]
    sentences = tuple(Sentence(Span(*match.span())) for match in re.finditer(r"[^\s.][^.]*(?:\.(?=\w)[^.]*)*\.?", text))
    article = replace(plain_article(text, lang=lang), **settings)
    return Document(article, sentences, tuple(mentions), annotator="test" if mentions else "")


def rows():
    heading = ""
    for block in re.split(r"\n(?=## |- )", CASES):
        if block.startswith("## "):
            heading = block.splitlines()[0][3:]
        elif block.startswith("- "):
            text, *expected = [line.strip().removeprefix("- ") for line in block.strip().splitlines() if line.strip()]
            yield pytest.param(heading, text, expected, id=text[:50])


@pytest.mark.parametrize(("heading", "text", "expected"), list(rows()))
def test_row(heading, text, expected):
    given = document(text, heading[:2])
    linking = link(given, Glossary() if "no glossary" in heading else SHIPPED, language.load(heading[:2]))
    assert [shown(one, given.article.text) for one in linking.links] == expected


def shown(one, text):
    surface = one.span.of(text)
    if one.entity_id is None:
        return f"{surface} ? {' '.join(one.candidates)}"
    inside = f" < {one.inside.of(text)}" if one.inside else ""
    return f"{surface} = {one.entity_id}{inside}{f' ~ {one.metonym}' if one.metonym else ''}"


def test_every_link_says_why():
    given = document("Presiden {place:Kenya} {person:Amos Kiprono} menemui PBB. Kata Kiprono, Dewan Maritim Kenya setuju.")
    linking = link(given, SHIPPED, language.load("id"))
    assert len(linking.links) == 6
    assert all(one.evidence for one in linking.links)


def test_names_without_an_entry_become_entities_of_their_own():
    linking = link(document("{person:Łucja Święta} dan {person:李雷} datang."), Glossary(), language.load("id"))
    assert [entity.layer for entity in linking.found] == ["found", "found"]
    assert {entity.label("id") for entity in linking.found} == {"Łucja Święta", "李雷"}
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entity.id) for entity in linking.found)
    assert linking.links[0].entity_id == "lucja-swieta"


def test_a_found_id_never_equals_that_of_another_thing():
    glossary = Glossary((Entity("sari", "term", (("*", "something else"),)),))
    linking = link(document("{person:Sari} datang."), glossary, language.load("id"))
    assert [entity.id for entity in linking.found] == ["sari-person"]


def test_one_surface_of_two_entities_is_settled_by_priority_or_not_at_all():
    first = Entity("first", "place", (("*", "Twinton"),))
    second = Entity("second", "place", (("*", "Twinton"),))
    tied = link(document("Ia lahir di {place:Twinton}."), Glossary((first, second)), language.load("id"))
    assert [(one.entity_id, one.candidates) for one in tied.links] == [(None, ("first", "second"))]
    higher = Glossary((first, replace(second, priority=1)))
    settled = link(document("Ia lahir di {place:Twinton}."), higher, language.load("id"))
    assert [one.entity_id for one in settled.links] == ["second"]


def test_the_articles_pins_and_ignored_names_win():
    glossary = Glossary((Entity("first", "place", (("*", "Twinton"),)), Entity("second", "place", (("*", "Twinton"),))))
    pinned = document("Ia lahir di {place:Twinton}.", pins=(("Twinton", "second"),))
    assert [one.entity_id for one in link(pinned, glossary, language.load("id")).links] == ["second"]
    ignored = document("Ia lahir di {place:Twinton}.", ignored=("Twinton",))
    assert link(ignored, glossary, language.load("id")).links == ()
    lower_case = document("Ia menyukai rujak cingur dari sana.", pins=(("rujak cingur", "first"), ("dari", "no-such-id")))
    assert [one.span.of(lower_case.article.text) for one in link(lower_case, glossary, language.load("id")).links] == [
        "rujak cingur"
    ]


def test_short_forms_and_context_need_their_support():
    bank = Entity("bank", "organisation", (("id", "Bank Nelayan"),), aliases=(Alias("BN", "id", match="after_full_name"),))
    party = Entity(
        "party", "organisation", (("id", "X"),), aliases=(Alias("Partai Laut", "id", match="context", context=("bank",)),)
    )
    glossary = Glossary((bank, party))
    pack = language.load("id")
    alone = link(document("Kata BN, itu biasa. Kata wakil Partai Laut, tidak."), glossary, pack)
    assert {one.entity_id for one in alone.links} == {"partai-laut"}
    both = link(document("Bank Nelayan rugi. Kata BN, itu biasa. Kata wakil Partai Laut, tidak."), glossary, pack)
    assert [one.entity_id for one in both.links] == ["bank", "bank", "party"]


def test_a_language_without_a_file_still_links_its_glossary():
    linking = link(document("Paris est une ville.", "fr"), SHIPPED, language.load("fr"))
    assert [one.entity_id for one in linking.links] == ["city-2988507"]
