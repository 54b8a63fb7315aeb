"""The search index: made of the published pages, once for each state of them, the same bytes every time."""

from __future__ import annotations

import shutil
from pathlib import Path

import pagefind_bin
import pytest

from briefgen.model import Page
from briefgen.publish import search, store, writer
from briefgen.publish.writer import Ready

FACETS = " ".join(f'<i data-pagefind-filter="{name}">{value}</i>' for name in ("type", "year") for value in "abcdefgh")
PAGES = {
    "a.html": f'<html lang="id"><body><main data-pagefind-body>{FACETS}<h1>Kota</h1>pembangunan</main></body></html>',
    "b.html": '<html lang="en"><body><main data-pagefind-body><h1>City</h1>building</main></body></html>',
    "c.html": '<html lang="en"><body><main>not to be found</main></body></html>',
}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    for name, html in PAGES.items():
        (folder / name).write_text(html, "utf-8")
    return folder


def made(output: Path, state: Path, **pages: str) -> dict[str, bytes]:
    files, problems = search.index(pages or {"a.html": "1", "b.html": "2"}, output=output, state=state)
    assert problems == ()
    return {file.path: file.draw() for file in files}


def test_every_language_has_its_index_and_no_interface_comes_along(output: Path, tmp_path: Path) -> None:
    found = made(output, tmp_path / "state")
    assert {"pagefind/pagefind.js", "pagefind/wasm.id.pagefind", "pagefind/wasm.en.pagefind"} <= found.keys()
    assert not any("-ui." in path for path in found)
    assert b'"page_count": 1' in found["pagefind/pagefind-entry.json"]


def test_the_same_pages_give_the_same_bytes(output: Path, tmp_path: Path) -> None:
    first = made(output, tmp_path / "one")
    assert all(made(output, tmp_path / f"state{number}") == first for number in range(3))


def test_an_index_is_made_again_only_for_other_pages(output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state = tmp_path / "state"
    first = made(output, state)
    monkeypatch.setattr(search.subprocess, "run", lambda *_, **__: pytest.fail("Pagefind was run"))
    assert made(output, state) == first
    monkeypatch.undo()
    (output / "a.html").write_text(PAGES["a.html"].replace("pembangunan", "jembatan"), "utf-8")
    assert made(output, state, **{"a.html": "3", "b.html": "2"}) != first
    assert len(list((state / "search").iterdir())) == 1


def test_without_pagefind_there_is_no_search(output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search.importlib.util, "find_spec", lambda _: None)
    files, problems = search.index({"a.html": "1"}, output=output, state=tmp_path)
    assert (files, [problem.code for problem in problems]) == ((), ["search-unavailable"])


def test_when_pagefind_fails_the_rest_of_the_site_stands(output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: tmp_path / "no-such-program")
    files, problems = search.index({"a.html": "1"}, output=output, state=tmp_path)
    assert (files, [problem.code for problem in problems]) == ((), ["search-failed"])


def test_files_kept_for_a_second_call_are_neither_deleted_nor_foreign(tmp_path: Path) -> None:
    output, state = tmp_path / "site", tmp_path / "state"
    pages = [Ready(Page("a.html", b"a"))]
    index = [Ready(Page("pagefind/x.js", b"x"))]
    with store.open_store(state) as kept:

        def write(plan: list[Ready], keep: str = "") -> writer.Result:
            return writer.publish(plan, output=output, state=state, store=kept, keep=keep)

        write(pages, "pagefind/")
        write(pages + index)
        first = write([Ready(Page("a.html", b"changed"))], "pagefind/")
        assert first.deleted == ()
        both = writer.joined(first, write([Ready(Page("a.html", b"changed")), *index]))
        assert (both.written, both.unchanged, both.problems) == (("a.html",), (".nojekyll", "pagefind/x.js"), ())
        assert write(pages).deleted == ("pagefind/x.js",)


def test_a_site_whose_state_was_deleted_is_still_ours(tmp_path: Path) -> None:
    output, state = tmp_path / "site", tmp_path / "state"
    pages = [Ready(Page("index.html", b'<meta name="generator" content="briefgen">'))]
    index = [Ready(Page("pagefind/x.js", b"x")), Ready(Page("pagefind/y.js", b"y"))]
    for wanted in (index, index[:1]):
        shutil.rmtree(state, ignore_errors=True)
        with store.open_store(state) as kept:
            first = writer.publish(pages, output=output, state=state, store=kept, keep="pagefind/")
            second = writer.publish([*pages, *wanted], output=output, state=state, store=kept)
        assert first.problems == second.problems == ()
    assert not (output / "pagefind/y.js").exists()
