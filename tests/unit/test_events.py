"""Events: which dates place an occurrence, what the clause is, and how certain it is."""

from __future__ import annotations

import pytest

from briefgen import language
from briefgen.analyse import events, temporal
from briefgen.model import Article, Quotation, Sentence, Span


def extract(text: str, lang: str = "id", published: str | None = "2024-08-15") -> list[tuple[str, str, str]]:
    """(value, certainty, clause) of every event of a one-sentence text."""
    article = Article(id="a", lang=lang, title="", text=text, blocks=(), published=published)
    sentences = (Sentence(Span(0, len(text))),)
    pack = language.load(lang)
    timexes = temporal.extract(article, sentences, pack)
    resolved = {timex.span: timex.resolved or "" for timex in timexes}
    return [(resolved[one.timex], one.certainty, one.span.of(text)) for one in events.extract(article, sentences, timexes, pack)]


CLAUSES = [
    ("id", "Gubernur meresmikan pasar itu pada Rabu.", "2024-08-14", "happened", "Gubernur meresmikan pasar itu"),
    ("id", "Pada Senin, polisi menangkap dua pencuri.", "2024-08-12", "happened", "polisi menangkap dua pencuri"),
    ("id", "Pabrik semen itu akan ditutup pada November.", "2024-11", "planned", "Pabrik semen itu akan ditutup"),
    ("id", "Wali kota diduga menerima suap pada Juli.", "2024-07", "alleged", "Wali kota diduga menerima suap"),
    ("id", "Jembatan yang dibangun pada 1998, kini ditutup.", "1998", "happened", "Jembatan yang dibangun"),
    ("id", "Warga mengenang serangan bulan lalu di Malang.", "2024-07", "happened", "serangan bulan lalu di Malang"),
    ("id", "Harga naik sejak invasi Rusia ke Ukraina pada 2022.", "2022", "happened", "invasi Rusia ke Ukraina"),
    ("en", "The mayor opened the bridge on Tuesday.", "2024-08-13", "happened", "The mayor opened the bridge"),
    ("en", "In 2019, the bank closed ten branches.", "2019", "happened", "the bank closed ten branches"),
    ("en", "The court will hear the case on Monday.", "2024-08-19", "planned", "The court will hear the case"),
    ("en", "He reportedly left the country in July.", "2024-07", "alleged", "He reportedly left the country"),
    ("en", "The ship, which sank in 1912, was found.", "1912", "happened", "The ship, which sank"),
    # Scores, amounts and insertions do not cut a clause; a subject's own period is its date.
    ("en", "The Bears beat the Lions 3-1 on Sunday.", "2024-08-11", "happened", "The Bears beat the Lions 3-1"),
    (
        "en",
        "Revenue for the first quarter of 2024 rose 2%.",
        "2024-33",
        "happened",
        "Revenue for the first quarter of 2024 rose 2",
    ),
    (
        "id",
        "Kurs bergerak antara Rp 15.000 hingga Rp 15.200 kemarin.",
        "2024-08-14",
        "happened",
        "Kurs bergerak antara Rp 15.000 hingga Rp 15.200",
    ),
    (
        "en",
        "The clubs, which owe millions, will merge in October.",
        "2024-10",
        "planned",
        "The clubs, which owe millions, will merge",
    ),
    ("en", "Police arrested a 34-year-old man on Sunday.", "2024-08-11", "happened", "Police arrested a 34-year-old man"),
    ("en", "The judge set a hearing for September 3.", "2024-09-03", "planned", "The judge set a hearing"),
    ("en", "A ruling could come in October.", "2024-10", "unknown", "A ruling could come"),
    ("id", "Pertemuan itu mungkin digelar Senin.", "2024-08-19", "unknown", "Pertemuan itu mungkin digelar"),
    (
        "en",
        "Ann Cole, whose novels sold millions, died on Sunday.",
        "2024-08-11",
        "happened",
        "Ann Cole, whose novels sold millions, died",
    ),
    (
        "en",
        "Police arrested Ann Cole, also known as Vesper, on Sunday.",
        "2024-08-11",
        "happened",
        "Police arrested Ann Cole, also known as Vesper",
    ),
    (
        "id",
        "Indeks ditutup di 6.842, turun 0,8 persen, pada perdagangan Senin.",
        "2024-08-12",
        "happened",
        "Indeks ditutup di 6.842, turun 0,8 persen, pada perdagangan",
    ),
    ("id", "Kapal itu kandas di Teluk Ambang, Selasa malam.", "2024-08-13", "happened", "Kapal itu kandas di Teluk Ambang"),
    ("en", "He will miss Saturday's derby.", "2024-08-17", "planned", "derby"),
    # A date before its subject.
    ("id", "Pada akhir 2023, ketika harga anjlok, petani menanam jagung.", "2023", "happened", "petani menanam jagung"),
    ("id", "Sebelumnya, pada Juni 2020, ia terpilih sebagai ketua.", "2020-06", "happened", "ia terpilih sebagai ketua"),
    ("en", "After a decade of war, in 2014 they signed a treaty.", "2014", "happened", "they signed a treaty"),
    ("en", "For many towns, the flood in 1953 changed everything.", "1953", "happened", "the flood in 1953 changed everything"),
    ("en", "In 1982, as the curtain rose, the governor resigned.", "1982", "happened", "the governor resigned"),
    ("en", "Founded in 1890, the club grew.", "1890", "happened", "Founded in 1890, the club"),
    # A date in a noun phrase.
    (
        "id",
        "Ia menghadiri Pertemuan Tinggi untuk Keamanan, yang berlangsung Senin.",
        "2024-08-12",
        "happened",
        "Pertemuan Tinggi untuk Keamanan, yang berlangsung",
    ),
    (
        "id",
        "Hujan yang turun semalam suntuk memicu banjir pada Senin.",
        "2024-08-12",
        "happened",
        "Hujan yang turun semalam suntuk memicu banjir",
    ),
    ("en", "They fear a repeat of the 2008 financial crisis.", "2008", "happened", "the 2008 financial crisis"),
    ("en", "Victims of last month's fire in Leeds are waiting.", "2024-07", "happened", "fire in Leeds"),
    ("en", "Monday's vote was postponed.", "2024-08-12", "happened", "vote was postponed"),
    ("en", "The deal, signed in Geneva in 2015, limits exports.", "2015", "happened", "The deal, signed in Geneva"),
    ("en", "The boat rescued on Friday was leaking.", "2024-08-09", "happened", "The boat rescued"),
    (
        "en",
        'He won a medal for "courage" on Tuesday in Rome.',
        "2024-08-13",
        "happened",
        'He won a medal for "courage" on Tuesday in Rome',
    ),
    ("en", "In 1995, at age nine, she moved to Rome.", "1995", "happened", "she moved to Rome"),
    # Its end.
    ("id", "Bupati meresmikan pasar, Senin, di Garut.", "2024-08-12", "happened", "Bupati meresmikan pasar, Senin, di Garut"),
    ("id", "Ia menyapa warga usai membuka pameran, Senin (12/8).", "2024-08-12", "happened", "membuka pameran"),
    ("en", "Prices have risen since June.", "2024-06", "happened", "Prices have risen"),
    # What is said is not what it says.
    (
        "id",
        "Menteri mengatakan pada Rabu bahwa tidak ada rencana.",
        "2024-08-14",
        "happened",
        "Menteri mengatakan pada Rabu bahwa tidak ada rencana",
    ),
]


@pytest.mark.parametrize(("lang", "text", "when", "certainty", "clause"), CLAUSES)
def test_a_date_places_the_clause_it_stands_in(lang: str, text: str, when: str, certainty: str, clause: str) -> None:
    assert extract(text, lang) == [(when, certainty, clause)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("id", "Harga beras stabil, kata Menteri Perdagangan di Jakarta, Rabu."),
        ("id", "Inflasi Juli tercatat 0,3 persen."),
        ("id", "Pemerintah menyusun APBN 2025."),
        ("id", "Kunjungan itu berlangsung tiga hari."),
        ("id", "Ia berlari setiap hari."),
        ("en", "Sales were higher than in 2009."),
        ("en", "Growth was faster than 2.1 percent in 2009."),
        ("en", "There were as many cases as in January."),
        ("id", "Inflasi lebih rendah daripada 3,5 persen pada Juni."),
        ("en", "The visit lasted two days."),
        ("en", "Crude for November delivery is cheap."),
        ("id", "Kabar yang dikutip Rabu itu keliru."),
        ("en", "He has no answer to today's problems."),
        ("en", "The world of the 1930s has changed."),
        ("en", '"We regret it," a spokesman said in London on Thursday.'),
    ],
)
def test_frames_levels_labels_and_lengths_are_no_events(lang: str, text: str) -> None:
    assert extract(text, lang) == []


def test_two_dates_with_verbs_of_their_own_are_two_events() -> None:
    found = extract("Ia ditangkap pada 2019 dan akan disidang pada Oktober mendatang.")
    assert [(when, certainty) for when, certainty, _ in found] == [("2019", "happened"), ("2024-10", "planned")]


def test_an_unresolved_date_places_nothing() -> None:
    assert extract("Gubernur meresmikan pasar itu pada Rabu.", published=None) == []


def test_a_language_without_word_lists_has_no_events() -> None:
    article = Article(id="a", lang="de", title="", text="Am 3.5.2024 regnete es.", blocks=())
    assert events.extract(article, (Sentence(Span(0, 23)),), (), language.load("de")) == ()


def test_a_clause_lies_within_the_sentence_of_its_date() -> None:
    text = "Rapat dibuka Senin. Hujan turun Selasa."
    article = Article(id="a", lang="id", title="", text=text, blocks=(), published="2024-08-15")
    sentences = (Sentence(Span(0, 19)), Sentence(Span(20, len(text))))
    pack = language.load("id")
    found = events.extract(article, sentences, temporal.extract(article, sentences, pack), pack)
    assert [one.span.of(text) for one in found] == ["Rapat dibuka", "Hujan turun"]


@pytest.mark.parametrize(
    ("text", "said", "clause"),
    [
        (
            "The mayor said a flood on Tuesday damaged 300 homes.",
            "a flood on Tuesday damaged 300 homes",
            "a flood on Tuesday damaged 300 homes",
        ),
        (
            "The firm said on Tuesday it had sold the plant.",
            "it had sold the plant",
            "The firm said on Tuesday it had sold the plant",
        ),
    ],
    ids=["a date of what is said", "a date of the saying"],
)
def test_a_date_within_what_somebody_reports_places_that_and_not_the_report(text: str, said: str, clause: str) -> None:
    article = Article(id="a", lang="en", title="", text=text, blocks=(), published="2024-08-15")
    sentences = (Sentence(Span(0, len(text))),)
    pack = language.load("en")
    at = text.index(said)
    reported = Quotation(Span(at, at + len(said)), Span(0, 8), "verb", direct=False)
    found = events.extract(article, sentences, temporal.extract(article, sentences, pack), pack, (reported,))
    assert [one.span.of(text) for one in found] == [clause]
