"""Saved web pages → articles: structure, encodings, metadata with receipts, what is left out, broken and hostile markup."""

from __future__ import annotations

import sys

import pytest

from briefgen.model import Article, Problem, Source
from briefgen.read import article, html_text

PROSE = "Harga beras di tingkat eceran naik lagi pada pekan ini, kata menteri perdagangan di Jakarta pada hari Selasa."
MORE = "Pemerintah akan menyalurkan bantuan pangan kepada keluarga miskin mulai bulan depan, menurut keterangan resmi."
LAST = "Pedagang di pasar induk mengatakan bahwa pasokan dari daerah mulai berkurang sejak awal tahun karena banjir."
PATH = "seeds/articles/a.html"


def page(body: str, head: str = "") -> str:
    menu = "<nav><a href=/>Beranda</a> <a href=/e>Ekonomi</a></nav>"
    return (
        f"<!doctype html><html lang=id><head><title>Warta</title>{head}</head><body>{menu}<article><p>{PROSE}</p>{body}"
        f"<p>{MORE}</p><p>{LAST}</p></article><footer><p>Hak cipta 2020 Warta Sungai</p></footer></body></html>"
    )


def read(data: str | bytes, path: str = PATH) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    source = Source(path, data.encode() if isinstance(data, str) else data, "")
    return article.read(source, default_lang="id", languages=("en", "id"))


def one(body: str, head: str = "") -> Article:
    (found,), _ = read(page(body, head))
    return found


def blocks(body: str, head: str = "") -> list[tuple[str, int, str]]:
    found = one(body, head)
    return [(block.kind, block.level, block.span.of(found.text)) for block in found.blocks][1:-2]


def marks(body: str, head: str = "") -> list[tuple[str, str, str]]:
    found = one(body, head)
    return [(mark.kind, mark.span.of(found.text), dict(mark.attrs).get("href", "")) for mark in found.marks]


# --- structure -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<h2>Bagian dua</h2><p>Isinya singkat.</p>", [("heading", 2, "Bagian dua"), ("paragraph", 0, "Isinya singkat.")]),
        (
            "<ul><li>beras naik</li><li>gula tetap<ul><li>di Jawa saja</li></ul></li></ul>",
            [("item", 1, "beras naik"), ("item", 1, "gula tetap"), ("item", 2, "di Jawa saja")],
        ),
        (f"<blockquote><p>{MORE}</p><p>{LAST}</p></blockquote>", [("quote", 1, MORE), ("quote", 1, LAST)]),
        (
            "<table><tr><th>Tahun</th><th>Harga</th></tr><tr><td>2023</td><td>12 <b>ribu</b></td></tr></table>",
            [("table", 0, "Tahun\tHarga\n2023\t12 ribu")],
        ),
        ("<pre><code>def f():\n    return {}</code></pre>", [("code", 0, "def f():\n    return {}")]),
        (f"<p>{MORE}<br><br>{LAST}</p>", [("paragraph", 0, MORE), ("paragraph", 0, LAST)]),
        ("<p>Satu kalimat yang dipotong<br>di tengahnya.</p>", [("paragraph", 0, "Satu kalimat yang dipotong di tengahnya.")]),
        ("<p>Luasnya 10<sup>6</sup> m<sup>2</sup> dan H<sub>2</sub>O.</p>", [("paragraph", 0, "Luasnya 10⁶ m² dan H2O.")]),
        ("<p>Ia berkata: <q>Kami datang</q> lalu pergi.</p>", [("paragraph", 0, "Ia berkata: “Kami datang” lalu pergi.")]),
        ("<p>Kata &lt;script&gt; ditulis &amp; dibaca.</p>", [("paragraph", 0, "Kata <script> ditulis & dibaca.")]),
    ],
)  # fmt: skip
def test_structure_becomes_blocks(body: str, expected: list[tuple[str, int, str]]) -> None:
    assert blocks(body) == expected


def test_emphasis_and_links_become_marks() -> None:
    body = (
        '<p>Kata <b>menteri <i>itu</i></b> dalam <a href="/siaran?x=1">siaran pers</a>, <del>lama</del> <code>kini()</code>.</p>'
    )
    assert marks(body, '<link rel=canonical href="https://warta.example/a/b">') == [
        ("strong", "menteri itu", ""),
        ("emphasis", "itu", ""),
        ("link", "siaran pers", "https://warta.example/siaran?x=1"),
        ("strike", "lama", ""),
        ("code", "kini()", ""),
    ]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "/relative", "java\nscript:alert(1)", "https:", "file:///x"]
)
def test_a_link_that_leads_nowhere_safe_is_text(address: str) -> None:
    assert marks(f'<p>Kata menteri dalam <a href="{address}">siaran pers</a> yang baru terbit kemarin.</p>') == []


def test_a_picture_is_its_caption_with_a_link() -> None:
    figure = "<figure><img src=/b.jpg alt=x><figcaption>Pedagang beras di pasar induk.</figcaption></figure>"
    found = one(figure, '<link rel=canonical href="https://warta.example/a">')
    assert ("caption", 0, "Pedagang beras di pasar induk.") in [(b.kind, b.level, b.span.of(found.text)) for b in found.blocks]
    assert [(mark.kind, mark.attrs) for mark in found.marks] == [("image", (("src", "https://warta.example/b.jpg"),))]


def test_what_is_left_out_is_recorded() -> None:
    found = one("<aside>Baca juga: cuaca hari ini di ibu kota</aside><script>x('rahasia')</script>")
    removed = {removed.rule: removed for removed in found.removed}
    assert set(removed) == {"html:boilerplate"}
    texts = [each.text for each in found.removed]
    assert texts == ["Beranda Ekonomi", "Baca juga: cuaca hari ini di ibu kota", "Hak cipta 2020 Warta Sungai"]
    assert not any("rahasia" in text for text in texts)


def test_the_editor_keeps_and_drops() -> None:
    matter = "---\nkeep: [cuaca hari ini]\ndrop: [di Jakarta pada hari Selasa]\n---\n"
    (found,), _ = read(matter + page("<aside>Baca juga: cuaca hari ini di ibu kota</aside>"))
    assert "cuaca hari ini di ibu kota" in found.text
    assert "hari Selasa" not in found.text
    assert [removed.text for removed in found.removed if removed.rule == "editor"] == ["di Jakarta pada hari Selasa"]


def test_offsets_lead_to_the_words_in_the_source() -> None:
    source = page(f"<p>{MORE} Dan itu.</p>")
    (found,), _ = read(source)
    assert source.startswith(PROSE[:20], dict(found.origin)[0])


# --- metadata ------------------------------------------------------------------------------------------------------------

LD = (
    '<script type="application/ld+json">{"@graph":[{"@type":"Person","@id":"#p","name":"Rina Lestari"},{"@type":"NewsArticle",'
    '"headline":"Harga beras naik","datePublished":"2024-05-14T09:30:00+0700","author":{"@id":"#p"},'
    '"publisher":{"@type":"Organization","name":"Warta Sungai"},"keywords":["beras","pangan"]}]}</script>'
)


@pytest.mark.parametrize(
    ("head", "field", "value", "rule"),
    [
        (LD, "title", "Harga beras naik", "json-ld:headline"),
        (LD, "byline", "Rina Lestari", "json-ld:author"),
        (LD, "published", "2024-05-14T09:30+07:00", "json-ld:datePublished"),
        (LD, "outlet", "Warta Sungai", "json-ld:publisher"),
        (LD, "topics", ("beras", "pangan"), "json-ld:keywords"),
        ('<meta property="og:title" content="Harga &amp; beras">', "title", "Harga & beras", "meta:og:title"),
        (
            '<meta property="og:title" content="Harga beras | Warta Kini"><meta property="og:site_name" content="Warta Kini">',
            "title",
            "Harga beras",
            "meta:og:title",
        ),
        ('<meta name="author" content="Oleh: Budi">', "byline", "Budi", "meta:author"),
        ('<meta name="dc.date.issued" content="2024-05-14">', "published", "2024-05-14", "meta:dc.date.issued"),
        ('<meta name="pubdate" content="14 Mei 2024 09.30 WIB">', "published", "2024-05-14T09:30+07:00", "meta:pubdate"),
        ('<link rel="canonical" href="https://www.warta.example/a">', "url", "https://www.warta.example/a", "html:canonical"),
        ('<link rel="canonical" href="https://www.warta.example/a">', "outlet", "warta.example", "html:host"),
        (
            '<meta name=date content="2024-05-14T02:30Z"><meta itemprop=datePublished content="2024-05-14T09:30+07:00">',
            "published",
            "2024-05-14T09:30+07:00",
            "meta:datepublished",
        ),
        ('<script type="application/ld+json">{"headline":"Harga naik",}</script>', "title", "Harga naik", "json-ld:headline"),
    ],
)  # fmt: skip
def test_metadata_and_where_it_is_from(head: str, field: str, value: object, rule: str) -> None:
    found = one("", head)
    assert getattr(found, field) == value
    assert [receipt.rule for receipt in found.receipts if receipt.field == field] == [rule]


@pytest.mark.parametrize(
    "head", ['<script type="application/ld+json">{{{</script>', f'<script type="application/ld+json">{"[" * 9000}</script>']
)
def test_broken_metadata_is_passed_over(head: str) -> None:
    assert one("", head).byline == ""


def test_a_line_that_prints_the_date_tells_it_and_leaves_the_text() -> None:
    (found,), _ = read(page("").replace(f"<p>{PROSE}", f"<h1>Harga beras</h1><p>Selasa, 14 Mei 2024 09.30 WIB</p><p>{PROSE}"))
    assert found.published == "2024-05-14T09:30+07:00"
    assert found.text.startswith(PROSE)
    assert ("Harga beras", "headline") in [(removed.text, removed.rule) for removed in found.removed]


def test_a_copyright_year_is_no_date_of_publication() -> None:
    assert one("").published is None


# --- bytes and broken markup -----------------------------------------------------------------------------------------------

ACCENTED = PROSE.replace("kata", "kata café “è”")


@pytest.mark.parametrize(
    ("data", "declared"),
    [
        (ACCENTED.encode(), ""),
        (ACCENTED.encode("cp1252"), ""),
        (ACCENTED.encode("cp1252"), "iso-8859-1"),
        (ACCENTED.encode(), "iso-8859-1"),
        (ACCENTED.encode("cp1252"), "utf-8"),
        (ACCENTED.encode("utf-8-sig"), "iso-8859-1"),
        (ACCENTED.encode("cp1252"), "no-such-thing"),
        (ACCENTED.encode("cp1252"), "base64"),
        (ACCENTED.encode("utf-16"), ""),
    ],
)
def test_encodings_right_and_wrong(data: bytes, declared: str) -> None:
    head = f'<html><meta charset="{declared}"><p>'
    encoded = head.encode("utf-16-le") if data.startswith(b"\xff\xfe") else head.encode()
    mark = next((mark for mark in (b"\xef\xbb\xbf", b"\xff\xfe") if data.startswith(mark)), b"")
    text, problems = html_text.decode(mark + encoded + data.removeprefix(mark), PATH)
    assert text == head + ACCENTED
    assert problems == ()


def test_legacy_encodings_of_asia() -> None:
    text, _ = html_text.decode(
        b'<meta http-equiv="Content-Type" content="text/html; charset=gb2312">' + "北京，中国".encode("gb18030"), PATH
    )
    assert text.endswith("北京，中国")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ["article-empty"]),
        (b"%PDF-1.7 \x00\x01", ["article-binary"]),
        (b"just words", ["article-empty"]),
        (b"<" * 5000, ["article-empty"]),
        (b"<html><body></body></html>", ["article-empty"]),
        (b"\x00\xff\xfe<p>", ["html-encoding", "article-empty"]),
    ],
)
def test_no_article_is_a_clear_problem(data: bytes, expected: list[str]) -> None:
    found, problems = read(data)
    assert found == ()
    assert [problem.code for problem in problems if problem.code != "html-encoding"] == [
        e for e in expected if e != "html-encoding"
    ]


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "blockquote", "table><tr><td", "font", "span"])
def test_pages_nested_thousands_deep_are_read(tag: str) -> None:
    (found,), problems = read(f"<html><body><p>{PROSE}</p>" + f"<{tag}>" * 5000 + f"<p>{MORE}</p></body></html>")
    assert PROSE in found.text
    assert {problem.code for problem in problems} <= {"html-nested", "no-date"}


def test_unclosed_markup_keeps_its_words() -> None:
    (found,), _ = read("<html><body>" + "".join(f"<p><b><i>{PROSE[:60]} nomor {number}." for number in range(300)))
    assert "nomor 0." in found.text
    assert "nomor 299." in found.text


def test_without_the_library_it_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    assert [problem.code for problem in read(page(""))[1]] == ["html-missing"]


@pytest.mark.parametrize(
    ("body", "head", "byline"),
    [
        ('<address>Oleh <a href="/penulis/budi">Budi Hartono</a></address>', "", "Budi Hartono"),
        ('<div>By&nbsp;<a href="https://a.id/author/budi">Budi Hartono</a> | 9:00</div>', "", "Budi Hartono"),
        ('<div>Baca juga <a href="/author/tono">Tono Wijaya</a></div>', "", ""),
        ('<div><a href="/author/tono">Tono Wijaya</a></div>', "", ""),
        ("", '<meta name="author" content="No Author">', ""),
        ("", '<meta name="author" content="Admin">', ""),
    ],
)
def test_a_link_to_an_author_counts_where_a_word_says_so_and_nobody_is_no_author(body: str, head: str, byline: str) -> None:
    assert one(body, head).byline == byline


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{'<b>kata</b> biasa ' * 20_000}</p>",
        f"<p>{'<span><i>kata</i></span> ' * 10_000}</p>",
        "".join(f"<p>{'<em>kata</em> biasa ' * 20} {number}</p>" for number in range(1_000)),
        f"<p>{'kata biasa<br>' * 100_000}</p>",
    ],
)
def test_endless_markup_is_read_in_linear_time(body: str) -> None:
    assert one(body).text.count("kata") >= 10_000


def test_what_is_left_out_of_a_page_of_very_many_paragraphs_is_on_record() -> None:
    sentences = [f"Kalimat nomor {number} berkata bahwa harga beras naik di pasar induk." for number in range(11_000)]
    found = one("".join(f"<p>{sentence}</p>" for sentence in sentences))
    told = {*found.text.split("\n"), *(line for removed in found.removed for line in removed.text.split("\n"))}
    assert told.issuperset(sentences)


def test_a_block_of_very_many_links_keeps_its_words_in_order() -> None:
    sentence = "kata nomor {0} dari daerah ini sudah lama dikenal di <a href='https://x.example/{0}'>sini</a>."
    found = one(f"<p>{' '.join(map(sentence.format, range(2_500)))}</p>")
    places = [found.text.index(f"nomor {number} ") for number in (0, 999, 1_000, 2_499)]
    assert places == sorted(places)
    assert sum(mark.kind == "link" for mark in found.marks) == 2_500


def test_pointers_to_other_articles_go_with_their_rule() -> None:
    link = "<a href='https://x.example/b'>Harga Telur Ikut Naik</a>"
    found = one(f"<p><strong>Baca juga: {link}</strong></p><p>{MORE} Baca pula keterangan menteri itu.</p><p>ADVERTISEMENT</p>")
    assert [mark for mark in found.marks if mark.kind == "link"] == []
    assert "Baca juga" not in found.text
    assert "Baca pula keterangan" in found.text
    assert [(one.rule, one.text) for one in found.removed if one.rule == "read-also"] == [
        ("read-also", "Baca juga: Harga Telur Ikut Naik")
    ]
