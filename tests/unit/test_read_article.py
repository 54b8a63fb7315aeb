"""Bytes → articles: encodings, front matter, JSON Lines, Markdown, metadata with receipts, and every source problem."""

from __future__ import annotations

import json

import pytest

from briefgen.model import Article, Problem, Source
from briefgen.read import article

PROSE = "Harga beras di tingkat eceran naik lagi pada pekan ini, kata menteri di Jakarta."
HEADER = "Polisi Tangkap Dua Orang di Bekasi\nAni Budiarti - detikNews\nSelasa, 14 Mei 2019 10:20 WIB"
LEAD = f"{HEADER}\nJakarta - {PROSE}\nTag: beras, pangan"


def read(data: str | bytes, path: str = "seeds/articles/a.txt") -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    source = Source(path, data.encode() if isinstance(data, str) else data, "")
    return article.read(source, default_lang="id", languages=("en", "id"))


def one(data: str | bytes, path: str = "seeds/articles/a.txt") -> Article:
    (found,), _ = read(data, path)
    return found


def codes(data: str | bytes, path: str = "seeds/articles/a.txt") -> list[tuple[str, str, int, int]]:
    return [(p.code, p.severity, p.location.line, p.location.column) for p in read(data, path)[1] if p.location]


# --- metadata --------------------------------------------------------------------------------------------------------------


def test_the_page_says_who_wrote_what_when_and_where() -> None:
    found = one(LEAD)
    assert found.title == "Polisi Tangkap Dua Orang di Bekasi"
    assert (found.byline, found.outlet, found.published) == ("Ani Budiarti", "detikNews", "2019-05-14T10:20+07:00")
    assert found.topics == ("beras", "pangan")
    assert found.text == PROSE
    assert {receipt.field for receipt in found.receipts} == {"title", "byline", "outlet", "published", "topics", "lang"}


def test_a_glued_header_tells_the_same() -> None:
    header = (
        "HomeNewsNasionalPolisi Tangkap Dua Orang di BekasiKompas.com - 24/04/2024, 21:05 WIBPenulis: Ani BudiartiEditor: Tono"
    )
    found = one(f"{header}\n{PROSE}")
    assert found.title == "Polisi Tangkap Dua Orang di Bekasi"
    assert (found.byline, found.outlet, found.published) == ("Ani Budiarti", "Kompas.com", "2024-04-24T21:05+07:00")
    assert found.text == PROSE


def test_without_a_headline_the_title_is_taken_from_the_text() -> None:
    found = one(
        "Menteri keuangan mengatakan pemerintah akan menambah anggaran bantuan pangan bagi keluarga miskin "
        "karena harga beras terus naik sejak akhir tahun lalu."
    )
    assert found.title == "Menteri keuangan mengatakan pemerintah akan menambah anggaran bantuan pangan bagi keluarga miskin"
    assert found.text.startswith(found.title)
    assert found.receipts[0].rule == "lead-clause"


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("Jakarta, CNN Indonesia -- Ratusan orang mengungsi.", "Ratusan orang mengungsi"),
        (
            "Pemilihan gubernur yang berlangsung pada hari Rabu kemarin menampilkan tiga pasangan calon, yang bertarung lagi.",
            "Pemilihan gubernur yang berlangsung pada hari Rabu kemarin menampilkan tiga pasangan calon",
        ),
        (
            "Kepala Pusat Penelitian Politik Lembaga Ilmu Pengetahuan Nusantara, Budi Hartono, membantah keterlibatan lembaga.",
            "Kepala Pusat Penelitian Politik Lembaga Ilmu Pengetahuan Nusantara, Budi Hartono, membantah keterlibatan…",
        ),
    ],
)
def test_a_title_of_the_text_s_own_words_is_more_than_a_dateline_and_a_subject(first: str, title: str) -> None:
    row = {"id": "a", "lang": "id", "text": f"{first}\n\n{PROSE}"}
    assert article.unchanged(row).title == title


def test_a_summary_of_the_file_is_kept_as_it_is_with_a_receipt() -> None:
    found = one(f"---\nsummary: |\n  Dua baris,\n  satu ringkasan.\n---\n{PROSE}", "x.md")
    assert found.summary == "Dua baris, satu ringkasan."
    assert ("summary", "front-matter") in {(receipt.field, receipt.rule) for receipt in found.receipts}
    rows = json.dumps({"text": PROSE, "summary": "Ringkasan."})
    assert one(rows, "x.jsonl").summary == "Ringkasan."


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Published: 9:00pm, 24 Apr 2024", "2024-04-24T21:00"),
        ("Senin, 13/01/2020 07:30 WIB", "2020-01-13T07:30+07:00"),
        ("Diterbitkan: 2 Agustus 2023 pukul 21.00 WITA", "2023-08-02T21:00+08:00"),
        ("Published April 24, 2024 at 9:05 AM GMT+8", "2024-04-24T09:05+08:00"),
        ("2024-04-24T21:00:00+08:00", "2024-04-24T21:00+08:00"),
        ("24 April 2024", "2024-04-24"),
        ("31 Februari 2024", None),
    ],
)
def test_printed_times(line: str, published: str | None) -> None:
    assert one(f"{line}\n{PROSE}").published == published


def test_a_date_in_the_text_is_not_the_publication_date() -> None:
    assert one(f"{PROSE} Peristiwa itu terjadi pada Selasa (14/5/2019).").published is None
    assert codes(PROSE) == [("no-date", "warning", 0, 0)]


def test_language_is_detected_among_those_of_the_site() -> None:
    assert one(PROSE).lang == "id"
    assert one("The council approved the plan after a debate that lasted until midnight.").lang == "en"


# --- front matter ------------------------------------------------------------------------------------------------------------


def test_front_matter_goes_before_what_the_page_says() -> None:
    found = one(
        "---\ntitle: Judul lain\npublished: 2024-04-24\ntopics: [pangan]\nentities: {pin: {Jakarta: jakarta}, ignore: [Barat]}\n"
        f"draft: true\npublish: quotes\nlang: id\n---\n{LEAD}"
    )
    assert (found.title, found.published, found.topics, found.draft, found.publish) == (
        "Judul lain",
        "2024-04-24",
        ("pangan",),
        True,
        "quotes",
    )
    assert found.pins == (("Jakarta", "jakarta"),)
    assert found.ignored == ("Barat",)
    assert found.text == PROSE


def test_unknown_keys_are_one_note() -> None:
    text = f"---\nlayout: post\npublished: 2024-04-24\nweight: 3\n---\n{PROSE}"
    assert codes(text) == [("front-matter-unknown", "note", 2, 1)]


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("topics: 7", 1),
        ("published: kemarin", 1),
        ("draft: perhaps", 1),
        ("title: [a", 10),
        ("publish: nowhere", 1),
        ("lang: ../../x", 1),
    ],
)
def test_mistakes_name_their_line(line: str, column: int) -> None:
    (found, problems) = read(f"---\nbyline: Ani\n{line}\n---\n{PROSE}")
    assert found == ()
    assert {problem.code for problem in problems} == {"front-matter-invalid"}
    assert problems[0].location
    assert problems[0].location.line in (3, 4)


def test_offsets_count_from_the_start_of_the_file() -> None:
    text = f"---\nlang: id\n---\nIklan\n{PROSE}"
    found = one(text)
    assert found.origin[0] == (0, text.index("Harga"))
    assert found.removed[0].start == text.index("Iklan")


# --- bytes -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(encoding: str) -> None:
    assert one(PROSE.encode(encoding)).text == PROSE


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", [("article-empty", "error", 0, 0)]),
        (b"\n \n", [("article-empty", "error", 0, 0)]),
        (b"satu\n\x00dua", [("article-binary", "error", 2, 0)]),
        (b"satu\ndua \xe9", [("article-encoding", "error", 2, 5)]),
        (b"\xef\xbb\xbfsatu\ndua \xe9", [("article-encoding", "error", 2, 5)]),
        (b"\xff\xfea", [("article-encoding", "error", 1, 0)]),
    ],
)
def test_what_is_not_text_is_a_problem(data: bytes, expected: list[tuple[str, str, int, int]]) -> None:
    assert codes(data) == expected
    assert read(data)[0] == ()


# --- JSON Lines, plain text, ids ------------------------------------------------------------------------------------------


def test_json_lines_give_many_articles() -> None:
    rows = [{"id": "x", "lang": "id", "published": "2024-04-24", "source": "Antara", "text": PROSE}, {"text": PROSE}]
    first, second = read("\n".join(map(json.dumps, rows)), "seeds/articles/many.jsonl")[0]
    assert (first.id, first.lang, first.published, first.outlet) == ("x", "id", "2024-04-24", "Antara")
    assert second.id == "many-2"


@pytest.mark.parametrize("row", ["{", "[]", "{}", '{"text": 1}', '{"text": "a", "id": [1]}', '{"text": "a", "published": "x"}'])
def test_a_bad_row_names_its_line(row: str) -> None:
    assert codes(f"\n{row}", "seeds/a.jsonl")[0][:3] == ("jsonl-invalid", "error", 2)


def test_plain_text_is_not_changed() -> None:
    text = "  IklanIklan \n\n\u00a0Barat.Selama  dua\n"
    found = article.unchanged({"id": "1", "lang": "id", "published": "2024-04-24", "text": text})
    assert found.text == text
    assert [block.span.of(text) for block in found.blocks] == ["IklanIklan", "Barat.Selama  dua"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [("seeds/articles/2024/a.b.txt", "2024/a.b"), ("seeds/a.md", "a"), ("-", "-"), ("/tmp/x/a.txt", "a")],
)
def test_ids(path: str, expected: str) -> None:
    assert article.article_id(path) == expected


# --- languages ---------------------------------------------------------------------------------------------------------------

MALAY = (
    "Perdana Menteri berkata kerajaan akan membantu mangsa banjir kerana keadaan semakin teruk di beberapa negeri, manakala "
    "pasukan bomba bersiap sedia. Beliau memaklumkan bahawa Universiti Malaya turut membantu pada hari Khamis dengan pelbagai."
)
GERMAN = (
    "Die Regierung hat am Donnerstag beschlossen, die Brücke über den Fluss wieder zu öffnen, nachdem sie drei Monate "
    "lang repariert worden war. Die Kosten seien gestiegen, sagte die Ministerin, weil Stahl und Zement "
    "seit Jahresbeginn teurer geworden sind. Viele Menschen kamen am Abend zum Ufer, um die Brücke zu sehen."
)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        (MALAY, "ms"),
        (GERMAN, "de"),
        (
            f"{PROSE} {PROSE} “We will not leave anyone behind,” he said in English, “and that is a promise to you all.” {PROSE}",
            "id",
        ),
        (f"{PROSE} {PROSE} Menurut polis asuransi itu, kereta api dan pejabat Wang Yi berangkat pada Ahad.", "id"),
        ("Harga beras naik", "id"),
    ],
)
def test_a_text_is_not_taken_for_a_language_of_the_site_that_it_is_not_in(text: str, lang: str) -> None:
    assert one(text).lang == lang


def test_front_matter_decides_the_language() -> None:
    assert one(f"---\nlang: en\n---\n{GERMAN}").lang == "en"
    assert one(f"---\nlang: en_US\n---\n{GERMAN}").lang == "en"


def test_dumps_name_their_keys_in_their_own_ways() -> None:
    row = {
        "id": 7,
        "date": "2024-05-14 09:30:05",
        "author": ["A", "B"],
        "source": "Antara",
        "tags": "beras, pangan",
        "link": "http://a.id",
    }
    (found,), _ = read(json.dumps({**row, "text": PROSE}), "seeds/articles/many.jsonl")
    assert (found.id, found.published, found.byline, found.outlet) == ("7", "2024-05-14T09:30", "A, B", "Antara")
    assert (found.topics, found.url) == (("beras", "pangan"), "http://a.id")


@pytest.mark.parametrize(
    ("given", "published"),
    [
        ("Wed, 24 Apr 2024 13:00:00 GMT", "2024-04-24T13:00+00:00"),
        ("2024/04/24 13:00:05", "2024-04-24T13:00"),
        ("20240424T130000Z", "2024-04-24T13:00+00:00"),
        ("2024-04-24T13:00:00+07", "2024-04-24T13:00+07:00"),
        (20240424, "2024-04-24"),
        (1713963600, "2024-04-24T13:00+00:00"),
        (1713963600000, "2024-04-24T13:00+00:00"),
        ("1713963600.5", "2024-04-24T13:00+00:00"),
        ({"$date": "2024-04-24T13:00:00Z"}, "2024-04-24T13:00+00:00"),
    ],
)
def test_dumps_write_their_dates_in_their_own_ways(given: object, published: str) -> None:
    assert one(json.dumps({"text": PROSE, "pubDate": given}), "x.jsonl").published == published


@pytest.mark.parametrize("given", ["03/04/2024", "20241301", True, 17, [20240424], {"day": 24}])
def test_a_date_that_may_be_several_or_none_is_a_problem(given: object) -> None:
    assert codes(json.dumps({"text": PROSE, "date": given}), "x.jsonl")[0][0] == "jsonl-invalid"


def test_authors_and_outlets_may_be_objects_with_names() -> None:
    row = {
        "authors": [{"name": "Ani Budiarti", "url": "/ani"}, "Tono"],
        "publisher": {"name": "Antara"},
        "updatedAt": "2024-05-15",
    }
    found = one(json.dumps({**row, "text": PROSE}), "x.jsonl")
    assert (found.byline, found.outlet, found.updated) == ("Ani Budiarti, Tono", "Antara", "2024-05-15")


def test_two_lines_of_one_id_are_a_problem_and_the_others_are_read() -> None:
    rows = "\n".join(json.dumps({"id": ident, "text": PROSE, "date": "14 Mei 2024"}) for ident in ("a", "a", "b"))
    found, problems = read(rows, "seeds/articles/many.jsonl")
    assert [article.id for article in found] == ["a", "b"]
    assert [(p.code, p.location and p.location.line) for p in problems] == [("jsonl-invalid", 2)]
