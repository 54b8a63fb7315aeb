"""Markdown → text, blocks and marks; raw HTML is never markup."""

from __future__ import annotations

import pytest

from briefgen.read import markdown


def blocks(source: str) -> list[tuple[str, int, str]]:
    cleaned = markdown.parse(source).cleaned
    return [(block.kind, block.level, block.span.of(cleaned.text)) for block in cleaned.blocks]


def marks(source: str) -> list[tuple[str, str, tuple[tuple[str, str], ...]]]:
    parsed = markdown.parse(source)
    return [(mark.kind, mark.span.of(parsed.cleaned.text), mark.attrs) for mark in parsed.marks]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("satu\ndua\n\ntiga", [("paragraph", 0, "satu dua"), ("paragraph", 0, "tiga")]),
        ("a\n\n## Bagian *dua*", [("paragraph", 0, "a"), ("heading", 2, "Bagian dua")]),
        ("- a\n  - b\n- c", [("item", 1, "a"), ("item", 2, "b"), ("item", 1, "c")]),
        ("> kata\n>> dia", [("quote", 1, "kata"), ("quote", 2, "dia")]),
        ("| a | b |\n|---|---|\n| 1 | 2 |", [("table", 0, "a\tb\n1\t2")]),
        ("```\nx\n  y\n```", [("code", 0, "x\n  y")]),
        ("<div><p>a &amp; <b>b</b></p><p>c</p></div>", [("paragraph", 0, "a & b"), ("paragraph", 0, "c")]),
        ("<script>\nbad()\n\n</script>\n\nbaik", [("paragraph", 0, "baik")]),
        ("<div><script>\n\nbad()\n\n</script>baik</div>", [("paragraph", 0, "baik")]),
        ("a <script>bad()</script> b<br>c <!-- x -->", [("paragraph", 0, "a b c")]),
        (
            "naik[^1] lagi\n\n[^1]: Menurut *BPS*.\n\nlalu[^x]",
            [("paragraph", 0, "naik[1] lagi"), ("paragraph", 0, "lalu[^x]"), ("paragraph", 0, "[1] Menurut BPS.")],
        ),
        ("[^1]: Catatan\n\nawal[^1]", [("paragraph", 0, "awal[1]"), ("paragraph", 0, "[1] Catatan")]),
        ("![keterangan](http://a.id/b.png)", [("caption", 0, "keterangan")]),
        ("&lt;script&gt;", [("paragraph", 0, "<script>")]),
        ("", []),
    ],
)
def test_blocks(source: str, expected: list[tuple[str, int, str]]) -> None:
    assert blocks(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("**a *b* c**", [("strong", "a b c", ()), ("emphasis", "b", ())]),
        ('[a](http://b.id "c")', [("link", "a", (("href", "http://b.id"), ("title", "c")))]),
        ("`x`  ~~y~~", [("code", "x", ()), ("strike", "y", ())]),
        ("![alt](a.png)", [("image", "alt", (("src", "a.png"),))]),
        ("[a](javascript:alert)", []),
    ],
)
def test_marks(source: str, expected: list[tuple[str, str, tuple[tuple[str, str], ...]]]) -> None:
    assert marks(source) == expected


def test_a_first_heading_is_the_title_and_leaves_the_text() -> None:
    cleaned = markdown.parse("# Judul *utama*\n\nIsi.").cleaned
    assert cleaned.text == "Isi."
    assert [(fact.field, fact.value) for fact in cleaned.facts] == [("headline", "Judul utama")]
    assert cleaned.removed[0].text == "Judul *utama*"


def test_origin_leads_back_to_the_source() -> None:
    source = "Ini **tebal** dan [tautan](http://x.id)."
    cleaned = markdown.parse(source).cleaned
    places = dict(cleaned.origin)
    for word in ("tebal", "tautan"):
        assert places[cleaned.text.index(word)] == source.index(word)


def test_what_stands_deep_in_quotes_and_lists_is_read() -> None:
    assert markdown.parse("> " * 40 + "Answered often.").cleaned.text == "Answered often."
    assert markdown.parse("- " * 30 + "Deep.").cleaned.text == "Deep."


def test_what_is_nested_too_deep_to_be_structure_keeps_its_words_and_says_where() -> None:
    deep = "> " * 105
    parsed = markdown.parse(f"Above.\n\n{deep}one two\n{deep}three\n{'>' * 105}\n{deep}four\n\nBelow.\n")
    assert parsed.cleaned.text == "Above.\n\none two three\n\nfour\n\nBelow."
    assert parsed.deep == 3
    items = "".join(f"{'  ' * depth}- item {depth}\n" for depth in range(60))
    assert [words for _, _, words in blocks(items)] == [f"item {depth}" for depth in range(60)]
