"""Time expressions: what is found, what it is worth, and why it could not be resolved."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefgen import language
from briefgen.analyse import temporal
from briefgen.model import Article, Mention, Sentence, Span, Timex, Token

CASES = Path(__file__).parents[1] / "cases"


def extract(
    text: str,
    lang: str = "id",
    published: str | None = "2024-08-15",
    sentences: tuple[Sentence, ...] = (),
    mentions: tuple[Mention, ...] = (),
) -> tuple[Timex, ...]:
    article = Article(id="a", lang=lang, title="", text=text, blocks=(), published=published)
    return temporal.extract(article, sentences, language.load(lang), mentions)


def tagged(text: str, *words: tuple[str, str, str]) -> tuple[Sentence, ...]:
    """One sentence with its words as (form, lemma, part of speech)."""
    tokens, start = [], 0
    for form, lemma, upos in words:
        start = text.index(form, start)
        tokens.append(Token(Span(start, start + len(form)), lemma, upos))
    return (Sentence(Span(0, len(text)), tuple(tokens)),)


def stops(text: str) -> tuple[Sentence, ...]:
    """A sentence up to each full stop."""
    return tuple(Sentence(Span(*found.span())) for found in re.finditer(r"[^. ][^.]*\.", text))


def rows(lang: str) -> list[tuple[str, str, str, list[tuple[str, ...]]]]:
    """Rows of a case file grouped by publication date and text, in file order."""
    found: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for line in (CASES / f"dates.{lang}.md").read_text("utf-8").splitlines():
        cells = tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
        if len(cells) == 6 and cells[0] not in ("published", "---"):
            found.setdefault(cells[:2], []).append(cells[2:])
    return [(lang, published, text, wanted) for (published, text), wanted in found.items()]


@pytest.mark.parametrize(
    ("lang", "published", "text", "wanted"), rows("id") + rows("en"), ids=lambda value: value if isinstance(value, str) else ""
)
def test_case_files(lang: str, published: str, text: str, wanted: list[tuple[str, ...]]) -> None:
    found = extract(text, lang, None if published == "-" else published)
    got = [(timex.span.of(text), timex.type, timex.resolved or "-", timex.mod or "-") for timex in found]
    assert (got or [("-", "-", "-", "-")]) == wanted


def test_case_files_are_large_enough() -> None:
    assert sum(len(wanted) for *_, wanted in rows("id")) >= 400
    assert sum(len(wanted) for *_, wanted in rows("en")) >= 350


def test_the_matched_value_keeps_what_the_text_leaves_open() -> None:
    (timex,) = extract("Upacara digelar pada 17 Agustus.")
    assert (timex.value, timex.resolved, timex.anchor) == ("XXXX-08-17", "2024-08-17", "dct")


def test_a_complete_date_needs_no_anchor() -> None:
    (timex,) = extract("Ia lahir pada 12 Oktober 1975.", published=None)
    assert (timex.value, timex.resolved, timex.anchor) == ("1975-10-12", "1975-10-12", "")


def test_without_publication_date_a_relative_date_stays_unresolved_and_says_why() -> None:
    (timex,) = extract("Kemarin ia tiba.", published=None)
    assert timex.resolved is None
    assert timex.reason == "the article has no publication date"


def test_an_impossible_date_stays_unresolved_and_says_why() -> None:
    (timex,) = extract("Surat bertanggal 31 Februari 2024.")
    assert timex.resolved is None
    assert timex.reason == "there is no such date"


def test_tense_words_beside_a_weekday_decide_its_direction_and_are_kept_as_evidence() -> None:
    past, future = extract("Rapat digelar Selasa. Sidang akan digelar Selasa.")
    assert (past.resolved, past.evidence) == ("2024-08-13", "")
    assert (future.resolved, future.evidence) == ("2024-08-20", "akan")


def test_a_tense_word_of_another_sentence_does_not_count() -> None:
    text = "Bupati akan datang Rapat digelar Selasa"
    (timex,) = extract(text, sentences=(Sentence(Span(0, 18)), Sentence(Span(19, 39))))
    assert timex.resolved == "2024-08-13"


def test_a_relation_to_another_date_names_it_as_anchor() -> None:
    text = "Pada 10 Mei 2020 ia ditangkap. Keesokan harinya ia dibebaskan."
    first, second = extract(text)
    assert second.anchor == f"{first.span.start}-{first.span.end}"


@pytest.mark.parametrize(
    ("lang", "text", "point"),
    [
        ("id", "Pada 12 Maret 2015 ia ditangkap. Dua hari kemudian ia dibebaskan.", "2015-03-14"),
        ("id", "Ia menjabat pada 2009. Setahun sebelumnya ia kalah.", "2008"),
        ("en", "The ship sank on 3 May 2012. Two weeks later it was found.", "2012-05-14/2012-05-20"),
        ("en", "She left in March 2010. Six months earlier she had married.", "2009-09"),
        ("en", "She left in 2010. Two days later she was back.", ""),
    ],
)
def test_a_length_before_or_after_a_date_says_where_it_leads_and_from_where(lang: str, text: str, point: str) -> None:
    date, length = extract(text, lang)
    assert (length.type, length.point) == ("DURATION", point)
    assert length.anchor == (f"{date.span.start}-{date.span.end}" if point else "")


def test_a_weekday_beside_a_day_and_month_picks_the_year() -> None:
    (timex,) = extract("Menteri akan menjelaskannya, Rabu (14/8).")
    assert timex.resolved == "2024-08-14"


def test_a_publication_time_does_not_move_the_day() -> None:
    assert [timex.resolved for timex in extract("Kemarin hujan.", published="2024-08-15T23:30+07:00")] == ["2024-08-14"]


def test_every_expression_of_the_case_files_says_its_rule_and_why_it_is_not_resolved() -> None:
    for lang, published, text, _ in rows("id") + rows("en"):
        names = {rule.name for rule in temporal.rules(language.load(lang))}
        for timex in extract(text, lang, None if published == "-" else published):
            assert set(timex.rule.split("+")) <= names
            assert (timex.resolved is None) == bool(timex.reason)
            assert timex.anchor or not timex.resolved or not timex.value.startswith(("DCT", "REF", "XX")), text


def test_a_verb_in_the_present_announces_where_it_is_known_to_be_a_verb() -> None:
    text = "Talks resume on Monday."
    words = (("Talks", "talk", "NOUN"), ("resume", "resume", "VERB"), ("on", "on", "ADP"), ("Monday", "Monday", "PROPN"))
    (timex,) = extract(text, "en", sentences=tagged(text, *words))
    assert (timex.resolved, timex.evidence) == ("2024-08-19", "resume")
    assert [timex.resolved for timex in extract(text, "en")] == ["2024-08-12"]


def test_a_bare_verb_behind_an_auxiliary_says_nothing_by_itself() -> None:
    text = "Talks did not resume on Monday."
    words = (("did", "do", "AUX"), ("not", "not", "PART"), ("resume", "resume", "VERB"))
    (timex,) = extract(text, "en", sentences=tagged(text, *words))
    assert (timex.resolved, timex.evidence) == ("2024-08-12", "did")


def test_a_month_in_the_name_of_a_person_is_no_date() -> None:
    text = "April Jones came in April."
    (timex,) = extract(text, "en", mentions=(Mention(Span(0, 11), "person", "model:x"),))
    assert timex.span == Span(20, 25)


def test_a_language_without_rules_finds_nothing() -> None:
    assert extract("Am 3. Mai 2024 regnete es.", lang="de") == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Sidang akan digelar pekan depan. Sidang itu digelar Rabu di Bandung.", "2024-08-21"),
        ("KPU akan menggelar debat akhir pekan ini. Debat tersebut berlangsung Sabtu.", "2024-08-17"),
        ("Debat kedua digelar Sabtu di Medan. Lalu lintas diatur selama debat pada Sabtu (17/8).", "2024-08-17"),
        ("Pekan depan harga naik. Rapat digelar Rabu.", "2024-08-14"),
        ("Upacara digelar Rabu. Laga berikutnya dimainkan pada Rabu (21/8).", "2024-08-14"),
        ("Sidang digelar Rabu. Sidang berikutnya akan digelar September.", "2024-08-14"),
    ],
    ids=[
        "taken up from a week ahead",
        "from a weekend",
        "the same weekday with its date",
        "another subject",
        "another event",
        "no such day",
    ],
)
def test_a_verb_without_a_tense_is_dated_as_the_article_says_elsewhere(text: str, value: str) -> None:
    days = [timex for timex in extract(text, sentences=stops(text)) if timex.value.startswith("XXXX-WXX")]
    assert [timex.resolved for timex in days] == [value]


def test_a_weekday_that_another_date_decides_names_that_as_anchor_and_its_evidence() -> None:
    text = "Debat digelar Sabtu. Panitia debat akan menutup jalan pada Sabtu (17/8)."
    first, second = extract(text, sentences=stops(text))
    assert (first.anchor, first.evidence) == (f"{second.span.start}-{second.span.end}", "akan")


@pytest.mark.parametrize(
    ("text", "value", "evidence"),
    [
        ("Bank itu memproyeksikan laba perusahaan tambang naik pada kuartal ketiga.", "2024-35", ""),
        ("Pemerintah akan mengumumkan tarif listrik rumah tangga naik pada September.", "2024-09", "akan"),
        ("Tarif listrik naik pada September.", "2023-09", "naik"),
    ],
)
def test_a_verb_without_a_tense_is_ahead_behind_a_word_that_says_so(text: str, value: str, evidence: str) -> None:
    (timex,) = extract(text)
    assert timex.resolved == value
    assert evidence in timex.evidence
