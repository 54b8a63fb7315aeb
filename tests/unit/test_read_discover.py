"""Which files in `seeds/` are articles."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefgen.model import Location
from briefgen.read import discover


def test_articles_at_any_depth_and_directly_in_seeds(tmp_path: Path) -> None:
    for name in (
        "seeds/articles/b.txt",
        "seeds/articles/2024/a.md",
        "seeds/c.jsonl",
        "seeds/glossary/x.md",
        "seeds/articles/.hidden.txt",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    sources, problems = discover.discover(tmp_path, tmp_path / "seeds")
    assert [source.path for source in sources] == ["seeds/articles/2024/a.md", "seeds/articles/b.txt", "seeds/c.jsonl"]
    assert problems == ()
    assert len(sources[0].digest) == 64


def test_other_files_are_notes_and_large_ones_errors(tmp_path: Path) -> None:
    (tmp_path / "seeds/articles").mkdir(parents=True)
    (tmp_path / "seeds/articles/a.docx").write_text("x")
    (tmp_path / "seeds/articles/b.txt").write_text("xxxxx")
    sources, problems = discover.discover(tmp_path, Path("seeds"), max_bytes=4)
    assert sources == ()
    assert [(problem.code, problem.severity) for problem in problems] == [
        ("file-not-read", "note"),
        ("article-too-large", "error"),
    ]


def test_links_out_of_the_site_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "site/seeds/articles").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("x")
    (tmp_path / "site/seeds/articles/a.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "site/seeds/articles/folder").symlink_to(tmp_path)
    sources, problems = discover.discover(tmp_path / "site", tmp_path / "site/seeds")
    assert sources == ()
    assert [problem.code for problem in problems] == ["file-not-read", "file-not-read"]


def test_no_folder_is_an_error(tmp_path: Path) -> None:
    assert [problem.code for problem in discover.discover(tmp_path, tmp_path / "seeds")[1]] == ["seeds-missing"]


def test_links_that_lead_nowhere_or_in_a_circle_are_notes(tmp_path: Path) -> None:
    (tmp_path / "seeds/articles").mkdir(parents=True)
    (tmp_path / "seeds/articles/circle.md").symlink_to("circle.md")
    (tmp_path / "seeds/articles/nowhere.md").symlink_to("gone.md")
    sources, problems = discover.discover(tmp_path, tmp_path / "seeds")
    assert sources == ()
    assert [problem.code for problem in problems] == ["file-not-read", "file-not-read"]


def test_a_name_that_is_not_utf_8_is_a_problem_that_can_be_printed(tmp_path: Path) -> None:
    (tmp_path / "seeds/articles").mkdir(parents=True)
    try:
        (tmp_path / "seeds/articles" / os.fsdecode(b"caf\xe9.md")).write_text("x")
    except OSError:
        pytest.skip("this file system refuses such names")
    sources, problems = discover.discover(tmp_path, tmp_path / "seeds")
    assert sources == ()
    assert [(problem.code, problem.location) for problem in problems] == [
        ("article-unreadable", Location("seeds/articles/caf?.md"))
    ]
