"""What names what: the rows of tests/cases/linking.md, and what an editor says in an article's front matter."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen import language
from briefgen.glossary import load, pins
from briefgen.glossary.link import link
from briefgen.model import Alias, Document, Entity, Glossary, Mention, Relation, Sentence, Span
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
    glossary = Glossary((Entity("amos-kiprono", "term", (("*", "something else"),)),))
    linking = link(document("{person:Amos Kiprono} datang."), glossary, language.load("id"))
    assert [entity.id for entity in linking.found] == ["amos-kiprono-person"]


def test_a_full_name_is_one_person_in_all_articles_and_a_lone_name_is_not():
    def ids(article):
        given = document("{person:Amos Kiprono} dan {person:Sari} datang.", id=article)
        return [one.entity_id for one in link(given, Glossary(), language.load("id")).links]

    assert ids("a/2024-05 satu") == ["amos-kiprono", "sari-a-2024-05-satu"]
    assert ids("b") == ["amos-kiprono", "sari-b"]


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


def test_the_article_says_what_kind_of_thing_a_name_is():
    glossary = Glossary((Entity("first", "place", (("*", "Twinton"),)), Entity("second", "organisation", (("*", "Twinton"),))))
    said = document("Kata Twinton, Kelana rugi.", types=(("Twinton", "organisation"), ("Kelana", "organisation")))
    linking = link(said, glossary, language.load("id"))
    assert [(one.entity_id, one.type) for one in linking.links] == [("second", "organisation"), ("kelana", "organisation")]
    assert "the article says" in linking.links[1].evidence


def test_a_pin_to_nothing_and_words_that_stand_nowhere_are_told_with_their_line(tmp_path):
    file = tmp_path / "seeds" / "articles" / "a.md"
    file.parent.mkdir(parents=True)
    file.write_text(
        "---\nentities:\n  pin: {Twinton: secnd, Kelana: second}\n  ignore:\n    - Barat\n---\nKata Twinton, itu biasa.\n"
    )
    article = document(
        "Kata Twinton, itu biasa.",
        source_path="seeds/articles/a.md",
        pins=(("Twinton", "secnd"), ("Kelana", "second")),
        ignored=("Barat",),
        types=(("Twinton", "place"),),
    ).article
    problems = pins.check((article,), Glossary((Entity("second", "place", (("*", "Twinton"),)),)), tmp_path)
    assert [(problem.code, problem.severity) for problem in problems] == [
        ("pin-unknown", "error"),
        ("pin-idle", "warning"),
        ("pin-idle", "warning"),
    ]
    assert '"second"' in problems[0].hint
    places = [(problem.location.path, problem.location.line, problem.location.column) for problem in problems]
    assert places == [("seeds/articles/a.md", line, column) for line, column in ((3, 9), (3, 25), (5, 7))]
    file.unlink()
    assert {problem.location.line for problem in pins.check((article,), Glossary(), tmp_path)} == {0}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{place:England} beat the others 2-1.", 'with "beat" and the score 2-1'),
        ("They won 3-0 against {place:Kenya} in {place:Nairobi}.", ""),
        ("A late goal against {place:Kenya} made it 3-0.", 'with "against" and the score 3-0'),
        ("{place:Kenya} U-20 left.", 'before "U-20"'),
        ("{place:Kenya} won the vote. It was 2-1.", ""),
    ],
)
def test_a_country_says_where_it_stands_for_its_team(text, why):
    found = link(document(text, "en"), SHIPPED, language.load("en")).links[0]
    assert found.entity_id in ("country-ke", "province-gb-eng")
    assert found.evidence.partition("stands for its team: ")[2] == why


# --- which of several is meant --------------------------------------------------------------------------------------------

LAND = Entity("land", "place", (("*", "Tanahku"),), kind="country")
OTHER = Entity("other", "place", (("*", "Tanahmu"),), kind="country")
TOWN = Entity("town", "place", (("*", "Twinton"),), relations=(Relation("located_in", "land"),), layer="builtin")
FAR_TOWN = Entity("far-town", "place", (("*", "Twinton"),), relations=(Relation("located_in", "other"),), layer="builtin")
PORT = Entity("port", "place", (("*", "Kualaku"),), relations=(Relation("located_in", "other"),), layer="builtin")
PAPER = Entity("paper", "organisation", (("*", "Kabar"),), kind="media", relations=(Relation("located_in", "other"),))
LANDS = (LAND, OTHER, TOWN, FAR_TOWN, PORT, PAPER)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ia lahir di {place:Twinton}.", None),
        ("Ia lahir di {place:Twinton}, di Tanahku.", "town"),
        ("Ia lahir di {place:Twinton}, bukan di Tanahku atau Tanahmu.", None),
        ("Ia lahir di {place:Twinton}, lalu ke Kualaku di Tanahmu.", "far-town"),
    ],
)
def test_the_country_that_is_named_settles_a_name_of_two_places(text, expected):
    links = link(document(text), Glossary(LANDS), language.load("id")).links
    assert (links[0].entity_id, links[0].candidates) == (expected, () if expected else ("far-town", "town"))
    assert expected is None or "is named here" in links[0].evidence


def test_the_outlet_settles_a_name_of_two_places_of_its_own():
    links = link(document("Ia lahir di {place:Twinton}.", outlet="Kabar"), Glossary(LANDS), language.load("id")).links
    assert links[0].entity_id == "far-town"
    assert "outlet" in links[0].evidence


def test_little_does_not_overturn_what_the_glossary_prefers():
    capital = replace(TOWN, priority=26)
    rare = replace(FAR_TOWN, priority=10)
    glossary = Glossary((LAND, OTHER, capital, rare, PORT))
    pack = language.load("id")
    assert link(document("Ia ke {place:Twinton} dan Tanahmu."), glossary, pack).links[0].entity_id == "town"
    assert link(document("Ia ke {place:Twinton}."), glossary, pack).links[0].entity_id == "town"


def test_a_demonym_speaks_for_its_country_and_is_no_mention():
    people = replace(LAND, aliases=(Alias("Tanahkuan", kind="demonym"),))
    linking = link(document("Warga Tanahkuan lahir di {place:Twinton}."), Glossary((people, *LANDS[1:])), language.load("id"))
    assert [one.entity_id for one in linking.links] == ["town"]


def test_an_alias_counts_for_articles_of_its_time():
    boss = Entity("boss", "person", (("*", "Amos Kiprono"),), aliases=(Alias("Ketua Agung", kind="title", valid="2012-05/2014"),))
    for published, expected in (("2013-01-01", ["boss"]), ("2016", []), (None, []), ("2012-05-16T21:00+07:00", ["boss"])):
        links = link(document("Kata Ketua Agung, ia setuju.", published=published), Glossary((boss,)), language.load("id")).links
        assert [one.entity_id for one in links if one.entity_id == "boss"] == expected


def test_a_surname_in_the_article_beats_a_town_of_that_name():
    town = Entity("town", "place", (("*", "Kiprono"),), kind="city")
    text = "{person:Amos Kiprono} datang. Kata Kiprono, ia menuju {place:Nairobi}."
    ids = [one.entity_id for one in link(document(text), Glossary((town,)), language.load("id")).links]
    assert ids == ["amos-kiprono", "amos-kiprono", "nairobi"]


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
