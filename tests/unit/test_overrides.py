"""What editors decide about exact words, read from files and applied to facts. The rows are in tests/cases/overrides.md."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.compose import briefing, overrides
from briefgen.compose.overrides import Overridden
from briefgen.model import Document, Linking, Override, Problem, Span, Timex
from briefgen.read import overrides as files
from tests import samples

CASES = Path(__file__).resolve().parents[1] / "cases" / "overrides.md"
Pair = tuple[Document, Linking]


def read(text: str, article: str = "jembatan") -> tuple[Override, ...]:
    found, problems = files.parse(text, f"seeds/overrides/{article}.yaml", article)
    assert problems == ()
    return found


def one(text: str, article: str = "jembatan") -> tuple[Override, ...]:
    """Overrides written as in the cases, signed by somebody."""
    return read("".join(f"- {{{row}, reason: uji, who: rina}}\n" for row in text.split(" ; ")), article)


def applied(*given: Override, pairs: tuple[Pair, ...] = ()) -> tuple[tuple[Overridden, ...], tuple[Problem, ...]]:
    pairs = pairs or (samples.indonesian(), samples.english())
    return overrides.apply(pairs, given, samples.GLOSSARY, {"jembatan", "school"})


def facts(document: Document, linking: Linking) -> Iterator[str]:
    """Everything that an override may change, a line a fact, without who decided it."""
    text = document.article.text
    for link in linking.links:
        inside = f" < {link.inside.of(text)}" if link.inside else ""
        yield f"name {link.span.of(text)} = {link.entity_id} ({link.type}){inside}"
    for timex in document.timexes:
        yield f"date {timex.span.of(text)} = {timex.resolved}"
    for number in document.quantities:
        shown = {True: ", kept", False: ", dropped", None: ""}[number.key]
        yield f"number {number.span.of(text)} = {number.amount} {number.unit} ({number.kind}{shown})"
    for role in document.roles:
        yield f"role {role.person.of(text)} = {role.title.of(text)}"
    for event in document.events:
        yield f"event {event.timex.of(text)}: {event.span.of(text)} ({event.certainty})"
    for each in document.lead:
        yield f"lead S{each.sentence + 1}"


def rows() -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for line in CASES.read_text("utf-8").splitlines():
        if match := re.fullmatch(r"- `(.+)`", line):
            found.append((match[1], []))
        elif match := re.fullmatch(r"  - (.+)", line):
            found[-1][1].append(match[1])
    return found


@pytest.mark.parametrize(("given", "expected"), rows(), ids=[row for row, _ in rows()])
def test_an_override_changes_what_it_says_and_nothing_else(given: str, expected: list[str]) -> None:
    before = list(facts(*samples.indonesian()))
    (changed, _), problems = applied(*one(given))
    after = list(facts(changed.document, changed.linking))
    gone, new = list(before), list(after)
    for fact in before:
        if fact in new:
            gone.remove(fact)
            new.remove(fact)
    told = [f"! {problem.code}: {problem.message}" for problem in problems]
    assert [*(f"- {fact}" for fact in gone), *(f"+ {fact}" for fact in new), *told] == expected


class TestReceipts:
    def test_the_fact_names_the_file_the_line_who_and_why(self) -> None:
        (changed, _), _ = applied(*one("quote: Senin, do: date, to: 2024-05-06"))
        rule = next(timex.rule for timex in changed.document.timexes if timex.resolved == "2024-05-06")
        assert rule == "editor:seeds/overrides/jembatan.yaml:1 (rina: uji)"

    def test_a_briefing_knows_what_was_decided_and_where(self) -> None:
        (changed, other), _ = applied(*one("quote: Tiga, do: number, to: none ; quote: Senin, do: drop"))
        text = changed.document.article.text
        assert [(each.override.do, each.spans[0].of(text)) for each in changed.decisions] == [
            ("drop", "Senin"),
            ("number", "Tiga"),
        ]
        assert other.decisions == ()

    def test_a_figure_that_is_kept_stands_first_and_one_that_is_dropped_nowhere(self) -> None:
        (changed, _), _ = applied(*one("quote: Tiga, do: keep ; quote: 42, do: drop"))
        figures = briefing.compose(changed.document, changed.linking, samples.GLOSSARY).figures
        shown = [figure.quantity.span.of(samples.INDONESIAN) for figure in figures]
        assert shown == ["Tiga", "Rp 3,4 miliar", "12,5 persen"]
        assert figures[0].reason.startswith("pilihan redaksi")


class TestScope:
    def test_a_decision_for_the_site_holds_in_every_article_where_the_words_stand(self) -> None:
        done, problems = applied(*one("quote: Sari Wulandari, do: link, to: jaya-beton, scope: site"))
        assert problems == ()
        assert all("name Sari Wulandari = jaya-beton (organisation)" in facts(each.document, each.linking) for each in done)

    def test_the_narrower_decision_has_the_last_word(self) -> None:
        given = "quote: Budi, do: unlink, sentence: S8 ; quote: Budi, do: link, to: jaya-beton, scope: article"
        (changed, _), problems = applied(*one(given))
        assert problems == ()
        assert "name Budi = None (organisation)" in facts(changed.document, changed.linking)

    def test_the_type_of_a_found_name_holds_on_the_whole_site_since_it_has_one_page(self) -> None:
        done, _ = applied(*one("quote: Sari Wulandari, do: type, to: group"))
        assert {entity.type for each in done for entity in each.linking.found if entity.id == "sari-wulandari"} == {"group"}

    def test_a_name_may_be_linked_to_a_page_that_only_another_article_has(self) -> None:
        (_, changed), problems = applied(*one("quote: Central Kalimantan, do: link, to: jembatan-merah", "school"))
        assert problems == ()
        assert "jembatan-merah" in {entity.id for entity in changed.linking.found}

    def test_an_override_of_an_article_that_is_not_shown_is_left_alone(self) -> None:
        given = one("quote: nowhere, do: drop", "school")
        assert applied(*given, pairs=(samples.indonesian(),))[1] == ()
        assert [p.code for p in applied(*one("quote: Senin, do: drop", "gone"))[1]] == ["override-orphan"]


def test_dates_counted_from_a_changed_one_are_open_until_somebody_says_what_they_are() -> None:
    document, linking = samples.indonesian()
    monday, may = (samples.span(samples.INDONESIAN, words) for words in ("Senin", "bulan lalu"))
    anchored = [
        replace(timex, anchor=f"{monday.start}-{monday.end}") if timex.span == may else timex for timex in document.timexes
    ]
    pairs = ((replace(document, timexes=tuple(anchored)), linking),)

    def resolved(given: str) -> dict[Span, str | None]:
        (changed,), _ = applied(*one(given), pairs=pairs)
        return {timex.span: timex.resolved for timex in changed.document.timexes}

    assert resolved("quote: Senin, do: date, to: 2024-05-06")[may] is None
    both = "quote: Senin, do: date, to: 2024-05-06 ; quote: bulan lalu, do: date, to: 2024-03"
    assert resolved(both)[may] == "2024-03"


def test_a_length_from_a_changed_date_is_as_long_as_before_and_leads_nowhere() -> None:
    document, linking = samples.indonesian()
    monday, may = (samples.span(samples.INDONESIAN, words) for words in ("Senin", "bulan lalu"))
    length = Timex(may, "DURATION", "P1M", "P1M", "sample", anchor=f"{monday.start}-{monday.end}", point="2024-06")
    timexes = (*(timex for timex in document.timexes if timex.span != may), length)
    given = one("quote: Senin, do: date, to: 2024-05-06")
    (changed,), _ = applied(
        *given, pairs=((replace(document, timexes=tuple(sorted(timexes, key=lambda one: one.span))), linking),)
    )
    (found,) = (timex for timex in changed.document.timexes if timex.span == may)
    assert (found.resolved, found.point, found.anchor, found.reason) == ("P1M", "", "", "")


def test_words_that_qualify_a_date_still_do() -> None:
    document, linking = samples.indonesian()
    early = tuple(replace(timex, mod="START") for timex in document.timexes)
    (changed,), _ = applied(
        *one("quote: bulan lalu, do: date, to: 2024-03"), pairs=((replace(document, timexes=early), linking),)
    )
    assert [timex.mod for timex in changed.document.timexes if timex.resolved == "2024-03"] == ["START"]


def test_a_quote_a_little_longer_than_what_was_found_keeps_what_the_text_says_of_it() -> None:
    (changed, _), problems = applied(*one("quote: 42 orang, do: number, to: 43 orang"))
    assert problems == ()
    (number,) = (each for each in changed.document.quantities if each.amount == 43)
    assert (number.span.of(samples.INDONESIAN), number.mod, number.unit) == ("42 orang", "at_least", "orang")


def test_accents_may_be_typed_apart() -> None:
    document, linking = samples.indonesian()
    text = samples.INDONESIAN.replace("Tiga warga", "Café Té")
    document = replace(document, article=replace(document.article, text=text))
    (changed,), problems = applied(*one("quote: Cafe\u0301 Té, do: link, to: jaya-beton"), pairs=((document, linking),))
    assert problems == ()
    assert changed.linking != linking


def test_words_that_are_part_of_longer_ones_are_not_meant_unless_a_fact_says_so() -> None:
    (same, _), problems = applied(*one("quote: Wulan, do: link, to: jaya-beton"))
    assert [problem.code for problem in problems] == ["override-orphan"]
    assert same.linking == samples.indonesian()[1]
    document, linking = samples.indonesian()
    glued = replace(linking, links=(*linking.links, samples.link(samples.INDONESIAN, "kunjung", "jaya-beton", "term")))
    (changed,), problems = applied(*one("quote: kunjung, do: drop"), pairs=((document, glued),))
    assert (problems, changed.linking.links) == ((), linking.links)


class TestFiles:
    def test_all_mistakes_are_told_at_once_with_their_places(self) -> None:
        text = """
- {quote: Senin, do: date, to: kemarin, reason: a, who: b}
- {quote: Senin, do: dat, to: 2024, reason: a, wo: b}
- {quote: " ", do: drop, to: x, reason: a, who: b}
- {quote: "12", do: number, to: 1.200 orang, reason: a, who: b}
- {quote: Budi, do: link, reason: a, who: b, sentence: akhir}
- {quote: Budi, do: keep, to: maybe, reason: a, who: b, sentence: 3, scope: article}
- text
"""
        found, problems = files.parse(text, "x.yaml", "x")
        assert found == ()
        lines = text.splitlines()
        at = [(p.location.line, lines[p.location.line - 1][p.location.column - 1 :][:5]) for p in problems if p.location]
        assert at == [
            *((2, "to: k"), (3, "{quot"), (3, "do: d"), (3, "wo: b"), (4, "quote"), (4, "to: x"), (5, "to: 1")),
            *((6, "sente"), (6, "do: l"), (7, "sente"), (7, "to: m"), (8, "text")),
        ]
        assert {p.code for p in problems} == {"override-invalid"}

    def test_an_amount_may_be_glued_to_its_sign_and_a_sentence_written_as_on_the_page(self) -> None:
        (found,) = read("- {quote: x, do: number, to: 26.3%, sentence: s12, reason: a, who: b}")
        assert (found.to, found.sentence) == ("26.3 %", 12)

    def test_the_article_id_is_the_path_below_the_folder(self, tmp_path: Path) -> None:
        folder = tmp_path / "seeds" / "overrides"
        (folder / "2024").mkdir(parents=True)
        (folder / "2024" / "a.b.yaml").write_text("- {quote: x, do: drop, reason: a, who: b}\n", "utf-8")
        (folder / "kosong.yml").write_text("# nothing yet\n", "utf-8")
        (folder / "notes.txt").write_text("x", "utf-8")
        found, problems = files.load(tmp_path, folder)
        assert [each.article_id for each in found] == ["2024/a.b"]
        assert [(p.code, p.severity) for p in problems] == [("file-not-read", "note")]

    def test_the_schema_for_editors_is_that_of_the_reader(self) -> None:
        root = CASES.parents[2]
        spec = importlib.util.spec_from_file_location("build_schema", root / "tools" / "build_schema.py")
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        assert module.overrides() == (root / "docs" / "overrides.schema.json").read_text("utf-8"), "run tools/build_schema.py"


def test_a_lead_is_that_of_one_article() -> None:
    _, problems = files.parse("- {quote: x, do: lead, scope: site, reason: a, who: b}", "o.yaml", "o")
    assert [problem.code for problem in problems] == ["override-invalid"]
