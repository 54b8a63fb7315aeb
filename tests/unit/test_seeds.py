"""The files that people write into a site's folders: read, told of, or ignored."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen import seeds
from briefgen.glossary import load
from briefgen.model import Problem
from briefgen.read import overrides, stories


def told(site: Path, **options: bool) -> list[str]:
    """Name and text of what is read, name and code of what is not."""
    found = seeds.files(site, site / "own", seeds.YAML, code="x-invalid", other="Write YAML.", **options)
    return [
        f"{one.location.path if one.location else ''}: {one.code}" if isinstance(one, Problem) else f"{one.name} = {one.text}"
        for one in found
    ]


def test_files_are_read_in_order_hidden_ones_ignored_and_others_noted(tmp_path: Path) -> None:
    (tmp_path / "own/deep").mkdir(parents=True)
    for name in ("own/b.yml", "own/a.YAML", "own/deep/c.yaml", "own/.hidden.yaml", "own/notes.txt"):
        (tmp_path / name).write_text("x")
    (tmp_path / "own/latin.yaml").write_bytes(b"\xe9")
    top = ["own/a.YAML = x", "own/b.yml = x"]
    assert told(tmp_path) == [*top, "own/deep/c.yaml = x", "own/latin.yaml: x-invalid", "own/notes.txt: file-not-read"]
    assert told(tmp_path, deep=False) == [*top, "own/latin.yaml: x-invalid", "own/notes.txt: file-not-read"]


def test_no_folder_has_no_files(tmp_path: Path) -> None:
    assert told(tmp_path) == []


def test_links_are_followed_within_the_site_only(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "own").mkdir(parents=True)
    (site / "shared.yaml").write_text("x")
    (tmp_path / "secret.yaml").write_text("x")
    for name, target in (
        ("in", site / "shared.yaml"),
        ("out", tmp_path / "secret.yaml"),
        ("loop", "loop.yaml"),
        ("gone", "gone"),
    ):
        (site / f"own/{name}.yaml").symlink_to(target)
    (site / "own/folder").symlink_to(tmp_path)
    refused = [f"own/{name}: file-not-read" for name in ("folder", "gone.yaml")]
    assert told(site) == [*refused, "own/in.yaml = x", "own/loop.yaml: file-not-read", "own/out.yaml: file-not-read"]


@pytest.mark.parametrize("folder", ["overrides", "stories", "glossary"])
def test_no_folder_of_the_editors_reads_what_lies_outside_the_site(tmp_path: Path, folder: str) -> None:
    own = tmp_path / "site/seeds" / folder
    own.mkdir(parents=True)
    (tmp_path / "secret.yaml").write_text("- {id: secret, type: person, labels: {id: Rahasia}}")
    (own / "a.yaml").symlink_to(tmp_path / "secret.yaml")
    loads = {"overrides": overrides.load, "stories": stories.load, "glossary": lambda *at: load.load(*at, layers=("site",))}
    _, problems = loads[folder](tmp_path / "site", own)
    assert [(problem.code, problem.severity) for problem in problems] == [("file-not-read", "note")]
