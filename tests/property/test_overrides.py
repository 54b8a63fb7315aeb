"""Any overrides on any facts: nothing crashes, the text is never changed, spans stay sorted, inside and apart."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.compose import briefing, overrides
from briefgen.model import (
    Document,
    Entity,
    EventClause,
    Glossary,
    Link,
    Linking,
    Location,
    Override,
    Quantity,
    Role,
    Sentence,
    Span,
    Timex,
)
from briefgen.read import overrides as files
from tests.conftest import plain_article

WORDS = ("Budi", "Sari", "Wulan", "Senin", "2", "2,5", "orang", "di", "–", "Ǆ", "😀", "北京", "Budi-nya", "\n\n", " ", ".", "<b>")
TEXTS = st.lists(st.sampled_from(WORDS), max_size=24).map(" ".join) | st.text(max_size=60)
KINDS = st.sampled_from(("person", "place", "organisation"))
GLOSSARY = Glossary((Entity("di", "place", (("*", "di"),)), Entity("senin", "person", (("*", "Senin"),))))
TARGETS = st.sampled_from(
    ("", "none", "di", "senin", "budi", "2024-05", "2024-13", "orang", "2 orang", "5 %", "person", "planned")
)


@st.composite
def apart(draw: st.DrawFn, length: int) -> list[Span]:
    """Stretches of a text that do not overlap, in order."""
    cuts = sorted(draw(st.sets(st.integers(0, length), max_size=8)))
    spans = [Span(start, end) for start, end in pairwise(cuts)]
    return [span for span in spans if draw(st.booleans())]


@st.composite
def cases(draw: st.DrawFn) -> tuple[Document, Linking]:
    text = draw(TEXTS)
    size = len(text)
    named, dated, counted, told = (draw(apart(size)) for _ in range(4))
    timexes = []
    for span in dated:
        anchor = draw(st.sampled_from(["", "dct", *(f"{other.start}-{other.end}" for other in dated)]))
        timexes.append(Timex(span, "DATE", "x", draw(st.sampled_from(("2024-05-01", None))), "rule", anchor=anchor))
    links = [
        Link(span, kind if draw(st.booleans()) else None, "person" if kind == "budi" else "place", "x")
        for span in named
        for kind in [draw(st.sampled_from(("budi", "di", "sari")))]
    ]
    found = tuple(
        Entity(kind, "person" if kind == "budi" else "place", (("id", kind),), layer="found") for kind in ("budi", "sari")
    )
    quantities = tuple(Quantity(span, Decimal(2), "orang", "count", "rule") for span in counted)
    roles = tuple(sorted((Role(a, b, "r") for a, b in zip(named, told, strict=False)), key=lambda one: (one.title, one.person)))
    events = tuple(
        sorted((EventClause(a, b, "happened", "r") for a, b in zip(told, dated, strict=False)), key=lambda one: one.span)
    )
    cuts = sorted({0, *draw(st.sets(st.integers(0, size), max_size=4)), size})
    sentences = tuple(Sentence(Span(a, b)) for a, b in pairwise(cuts))
    document = Document(plain_article(text), sentences, (), tuple(timexes), quantities, roles, events)
    return document, Linking(tuple(links), found)


@st.composite
def decisions(draw: st.DrawFn) -> Override:
    quote = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join) | st.text(max_size=4))
    do = draw(st.sampled_from(tuple(overrides.RULES)))
    scope = draw(st.sampled_from(overrides.SCOPES))
    article, line = draw(st.sampled_from(("test", "other"))), draw(st.integers(1, 9))
    return Override(article, quote, do, draw(TARGETS), draw(st.integers(0, 4)), scope, "r", "w", Location("o.yaml", line))


def valid(one: Override) -> bool:
    """True if the reader would let it pass."""
    row = files.Row(one.quote, one.do, one.reason, one.who, one.to, str(one.sentence or ""), one.scope)
    return not any(message for _, message, _ in files._faults(row))


@settings(deadline=None)
@given(cases(), st.lists(decisions().filter(valid), max_size=6))
def test_nothing_breaks(case: tuple[Document, Linking], given_: list[Override]) -> None:
    (done,), problems = overrides.apply([case], given_, GLOSSARY, {"test"})
    document, size = done.document, len(case[0].article.text)
    assert document.article == case[0].article
    assert document.sentences == case[0].sentences
    spans = [
        [link.span for link in done.linking.links if link.inside is None],
        [timex.span for timex in document.timexes],
        [number.span for number in document.quantities],
    ]
    for row in spans:
        assert all(0 <= span.start <= span.end <= size for span in row)
        assert all(a.end <= b.start for a, b in pairwise(row))
    assert all(link.inside is None or link.inside.contains(link.span) for link in done.linking.links)
    assert list(document.roles) == sorted(document.roles, key=lambda role: (role.title, role.person))
    assert list(document.events) == sorted(document.events, key=lambda event: (event.span, event.timex))
    assert {event.timex for event in document.events} <= {timex.span for timex in document.timexes}
    known = {entity.id for entity in (*GLOSSARY.entities, *done.linking.found)}
    assert {link.entity_id for link in done.linking.links} <= {None, *known}
    assert all(problem.location for problem in problems)
    briefing.compose(document, done.linking, GLOSSARY, done.decisions)


@settings(deadline=None)
@given(cases(), st.lists(decisions().filter(valid), max_size=6))
def test_what_is_told_to_change_nothing_changes_nothing(case: tuple[Document, Linking], given_: list[Override]) -> None:
    _, problems = overrides.apply([case], given_, GLOSSARY, {"test", "other"})
    idle = {problem.location for problem in problems if problem.code == "override-idle"}
    told = {problem.location for problem in problems}
    rest = [one for one in given_ if one.location not in idle]
    if not told - idle:
        assert (
            overrides.apply([case], rest, GLOSSARY, {"test", "other"})[0]
            == overrides.apply([case], given_, GLOSSARY, {"test"})[0]
        )


@settings(deadline=None)
@given(st.text() | st.lists(st.dictionaries(st.text(max_size=5), st.text(max_size=5))).map(str))
def test_any_file_is_overrides_or_problems(text: str) -> None:
    found, problems = files.parse(text, "o.yaml", "o")
    assert {one.article_id for one in found} <= {"o"}
    assert {problem.location.path for problem in problems if problem.location} <= {"o.yaml"}
