"""Hostile aliases and mentions never break a link: sorted, in bounds, outer ones apart, inner ones within."""

import itertools
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen import language
from briefgen.glossary.gazetteer import Gazetteer, fold
from briefgen.glossary.link import link
from briefgen.model import Alias, Document, Entity, Glossary, Mention, Relation, Sentence, Span
from tests.conftest import plain_article

WORDS = st.sampled_from(
    (
        *(
            "Partai",
            "Komunis",
            "Dewan",
            "AS",
            "as",
            "As",
            "Barat",
            "dan",
            "KTT",
            "ke-12",
            "<b>",
            "&amp;",
            "Putin",
            "Xi",
            "İ",
            "ǅ",
            "😀",
        ),
        *(
            "ǅ",
            "😀",
            "𝔘n",
            "(PK)",
            "’s",
            "-nya",
            "Putinnya",
            "al-Xi",
            ".",
            ",",
            "“",
            "Presiden",
            "Moskow",
            "mengatakan",
            "alias",
            "李雷",
        ),
        *("\u00a0", "\n", "\n\n", " "),
    )
)
TEXTS = st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=80)
NAMES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join) | st.text(min_size=1, max_size=6)
ALIASES = st.builds(
    Alias,
    NAMES,
    st.sampled_from(["*", "id", "en"]),
    case=st.sampled_from(["smart", "exact", "fold"]),
    match=st.sampled_from(["always", "after_full_name", "context", "never"]),
    kind=st.sampled_from(["name", "acronym", "demonym"]),
    context=st.just(("e0", "dan")),
    valid=st.sampled_from(["", "2020/..", "no date"]),
)
RELATIONS = st.lists(st.builds(Relation, st.sampled_from(["located_in", "capital_of", "part_of"]), st.sampled_from(["e0", "e1"])))
TYPES = st.sampled_from(["person", "organisation", "place", "event", "group", "term"])


@st.composite
def glossaries(draw):
    count = draw(st.integers(0, 6))
    return Glossary(
        tuple(
            Entity(
                f"e{number}",
                draw(TYPES),
                (("*", draw(NAMES)),),
                draw(st.sampled_from(["", "country", "city", "court", "media"])),
                aliases=tuple(draw(st.lists(ALIASES, max_size=3))),
                relations=tuple(draw(RELATIONS)),
                layer=draw(st.sampled_from(["builtin", "starter", "site"])),
            )
            for number in range(count)
        )
    )


@st.composite
def documents(draw):
    text = draw(TEXTS)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=10)))
    spans = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if b > a]
    mentions = tuple(Mention(span, draw(st.sampled_from(["person", "organisation", "place"])), "model:x") for span in spans)
    pins = tuple(draw(st.lists(st.tuples(NAMES, st.sampled_from(["e0", "e1", "none"])), max_size=2)))
    article = plain_article(text)
    ignored = tuple(draw(st.lists(NAMES, max_size=2)))
    types = tuple(draw(st.lists(st.tuples(NAMES, TYPES), max_size=2)))
    published = draw(st.sampled_from([None, "2024-05-16"]))
    article = replace(article, pins=pins, ignored=ignored, types=types, published=published, outlet=draw(NAMES))
    sentences = (Sentence(Span(0, len(text))),) if text.strip() else ()
    return Document(article, sentences, mentions, annotator=draw(st.sampled_from(["", "x"])))


@settings(deadline=None)
@given(documents(), glossaries(), st.sampled_from(["id", "en", "xx"]))
def test_links_are_sound(document, glossary, lang):
    linking = link(document, glossary, language.load(lang))
    text = document.article.text
    assert list(linking.links) == sorted(linking.links, key=lambda one: (one.span.start, -one.span.end))
    assert all(0 <= one.span.start < one.span.end <= len(text) for one in linking.links)
    outer = [one.span for one in linking.links if one.inside is None]
    assert all(a.end <= b.start for a, b in itertools.pairwise(outer))
    assert all(
        one.inside in outer and one.inside.contains(one.span) and one.inside != one.span for one in linking.links if one.inside
    )
    known = {entity.id for entity in (*glossary.entities, *linking.found)}
    assert all(one.entity_id in known for one in linking.links if one.entity_id)
    assert len(known) == len(glossary.entities) + len(linking.found)
    linked = {one.entity_id for one in linking.links}
    assert {entity.id for entity in linking.found} <= linked


@settings(deadline=None)
@given(documents(), glossaries())
def test_linking_is_deterministic(document, glossary):
    pack = language.load("id")
    assert link(document, glossary, pack) == link(document, Glossary(glossary.entities), pack)


@settings(deadline=None)
@given(TEXTS, glossaries())
def test_matches_lie_on_the_text(text, glossary):
    matches = Gazetteer.build(glossary, "id", {"clitics": ["nya"], "stop_surfaces": ["AS as"]}).scan(text)
    assert all(0 <= match.span.start < match.span.end <= len(text) and match.names for match in matches)
    assert all(match.inside.contains(match.span) for match in matches if match.inside)


@given(st.text())
def test_folding_keeps_every_code_point_in_its_place(text):
    assert len(fold(text)) == len(text)
