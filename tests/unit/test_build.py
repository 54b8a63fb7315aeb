"""build: the whole recipe on small sites, as a user runs it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefgen import build, config
from briefgen.cli import main
from briefgen.glossary import load
from briefgen.model import Location
from briefgen.publish import store
from tests.conftest import ROOT

ARTICLE = """---
title: Gubernur membuka jembatan
published: "2024-05-16T09:00+07:00"
---
Gubernur Jawa Tengah Sinta Larasati membuka jembatan di Semarang pada Senin. Jembatan itu menelan biaya Rp 1,5 miliar.

Larasati akan berkunjung ke Jakarta pada 20 Mei.
"""

pytestmark = [pytest.mark.models, pytest.mark.timeout(240)]


def run(site: Path, *args: str) -> Result:
    return CliRunner().invoke(main, ["build", "--config", str(site / "briefgen.toml"), *args])


def report(site: Path, *args: str) -> dict[str, object]:
    result = run(site, "--format", "json", *args)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return dict(json.loads(result.stdout))


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def codes(result: dict[str, object]) -> list[str]:
    return [problem["code"] for problem in result["problems"]]  # type: ignore[attr-defined]


@pytest.fixture
def small(site: Path) -> Path:
    (site / "seeds/articles/jembatan.md").write_text(ARTICLE, "utf-8")
    return site


def test_an_article_becomes_a_site_and_the_next_build_writes_nothing(small: Path, no_network: None) -> None:
    result = run(small)
    assert result.exit_code == 0, result.output
    made = files(small / "site")
    assert {"index.html", "briefings/2024-05-16-gubernur-membuka-jembatan.html", "timeline/index.html", "404.html"} <= set(made)
    briefing = made["briefings/2024-05-16-gubernur-membuka-jembatan.html"].decode()
    for fact in ('datetime="2024-05-13"', 'datetime="2024-05-20"', "Sinta Larasati", 'id="s1"'):
        assert fact in briefing
    stamps = {path: path.stat().st_mtime_ns for path in (small / "site").rglob("*")}
    assert report(small)["pages"] == {"written": 0, "unchanged": len(made), "deleted": 0}
    assert stamps == {path: path.stat().st_mtime_ns for path in (small / "site").rglob("*")}


def test_incremental_and_clean_builds_give_the_same_bytes(small: Path) -> None:
    run(small)
    (small / "seeds/articles/dua.md").write_text(ARTICLE.replace("membuka jembatan", "menutup pasar"), "utf-8")
    run(small)
    (small / "seeds/articles/jembatan.md").unlink()
    assert report(small)["pages"]["deleted"] > 0  # type: ignore[index]
    run(small, "--output", str(small / "clean"))
    assert files(small / "site") == files(small / "clean")


def test_a_glossary_edit_re_runs_no_language_work(small: Path) -> None:
    run(small)
    (small / "seeds/glossary").mkdir()
    entry = "- id: sinta-larasati\n  type: person\n  labels: {id: Sinta Larasati}\n  description: {id: Pejabat dalam uji ini.}\n"
    (small / "seeds/glossary/orang.yaml").write_text(entry, "utf-8")
    result = report(small)
    assert [source["status"] for source in result["sources"]] == ["unchanged"]  # type: ignore[attr-defined]
    assert "Pejabat dalam uji ini." in (small / "site/people/sinta-larasati.html").read_text("utf-8")


def test_a_file_of_the_glossary_that_did_not_change_is_not_read_again(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (small / "seeds/glossary").mkdir()
    (small / "seeds/glossary/a.yaml").write_text("- {id: kota-a, type: place, labels: {id: Kota A}}\n- {id: B b}\n", "utf-8")
    (small / "seeds/glossary/b.md").write_text("---\nid: kota-b\ntype: place\nlabels: {id: Kota B}\n---\nTeks.\n", "utf-8")
    settings, _ = config.load(small)
    assert settings
    with store.open_store(settings.state) as kept:
        first = build.glossary(settings, kept)
        monkeypatch.setattr(load, "parse", None)
        assert build.glossary(settings, kept) == first
    assert [problem.code for problem in first[1]] == ["glossary-invalid"]
    assert [(one.id, one.location) for one in first[0].entities if one.layer == "site"] == [
        ("kota-a", Location("seeds/glossary/a.yaml", 1, 4)),
        ("kota-b", Location("seeds/glossary/b.md", 2, 1)),
    ]


def test_a_source_that_goes_bad_keeps_its_last_published_page(small: Path) -> None:
    run(small)
    before = files(small / "site")
    (small / "seeds/articles/jembatan.md").write_bytes(b"\x00\x01\x02binary")
    result = run(small)
    assert result.exit_code == 1
    assert files(small / "site") == before


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("kosong.txt", b"", "article-empty"),
        ("biner.txt", b"\x00\x01\x02\x03", "article-binary"),
        ("rusak.txt", b"Kota \xff\xfe\xfa rusak.", "article-encoding"),
        ("depan.md", b"---\ntitle: [x\n---\nTeks.", "front-matter-invalid"),
    ],
)
def test_bad_input_is_one_clear_problem_and_the_rest_still_builds(small: Path, name: str, data: bytes, code: str) -> None:
    (small / "seeds/articles" / name).write_bytes(data)
    result = report(small)
    errors = [problem for problem in result["problems"] if problem["severity"] == "error"]  # type: ignore[attr-defined]
    assert [problem["code"] for problem in errors] == [code]
    assert errors[0]["path"] == f"seeds/articles/{name}"
    assert (small / "site/briefings/2024-05-16-gubernur-membuka-jembatan.html").is_file()


def test_two_articles_with_one_id_stop_the_build_before_the_first_write(small: Path) -> None:
    (small / "seeds/articles/jembatan.txt").write_text("Teks lain tentang jembatan di kota itu.", "utf-8")
    result = run(small)
    assert result.exit_code == 1
    assert "duplicate-id" in result.output
    assert not (small / "site").exists() or not files(small / "site")


def test_broken_settings_and_missing_folders_are_said_with_their_place(tmp_path: Path) -> None:
    (tmp_path / "briefgen.toml").write_text("[site\n", "utf-8")
    assert codes(report(tmp_path)) == ["toml-syntax"]
    (tmp_path / "briefgen.toml").write_text("[site]\ntitel = 'x'\n", "utf-8")
    assert run(tmp_path).exit_code == 1
    (tmp_path / "briefgen.toml").write_text("[site]\ntitle = 'x'\n", "utf-8")
    assert codes(report(tmp_path)) == ["seeds-missing"]


def test_a_day_that_is_none_is_wrong_usage(small: Path) -> None:
    result = run(small, "--as-of", "yesterday")
    assert (result.exit_code, "not a date" in result.output) == (2, True)


def test_an_output_that_cannot_be_written_is_one_problem(small: Path) -> None:
    (small / "blocked").write_text("a file", "utf-8")
    result = run(small, "--output", str(small / "blocked" / "site"))
    assert result.exit_code == 1
    assert "output-unwritable" in result.output


def test_an_output_folder_that_is_a_link_in_a_circle_is_one_problem(small: Path) -> None:
    (small / "site").symlink_to("site")
    result = run(small)
    assert result.exit_code == 1
    assert "output-unwritable" in result.output


def test_a_template_whose_name_is_not_utf_8_is_passed_over(small: Path) -> None:
    (small / "templates").mkdir()
    try:
        (small / "templates" / os.fsdecode(b"caf\xe9.html")).write_text("x")
    except OSError:
        pytest.skip("this file system refuses such names")
    assert run(small).exit_code == 0


def test_no_date_is_a_warning_and_strict_makes_it_fail(site: Path) -> None:
    (site / "seeds/articles/tanpa.md").write_text("---\ntitle: Tanpa tanggal\n---\nKota itu ramai kemarin.", "utf-8")
    assert run(site).exit_code == 0
    assert run(site, "--strict").exit_code == 1


def test_drafts_and_private_articles_never_leak(small: Path) -> None:
    (small / "seeds/articles/konsep.md").write_text("---\ntitle: Rahasia\ndraft: true\n---\nZanzibaria Utama di sini.", "utf-8")
    (small / "seeds/articles/pribadi.md").write_text("---\ntitle: Pribadi\npublish: private\n---\nZanzibaria Dua.", "utf-8")
    run(small)
    assert not any(b"Zanzibaria" in data for data in files(small / "site").values())
    run(small, "--drafts")
    assert any(b"Zanzibaria Utama" in data for data in files(small / "site").values())


@pytest.mark.parametrize(("mode", "shown"), [("full", True), ("quotes", False), ("private", False)])
def test_the_site_may_hold_the_text_of_all_articles_back(small: Path, mode: str, shown: bool) -> None:
    text = ARTICLE + "\nAngin bertiup pelan tanpa fakta apa pun.\n"
    (small / "seeds/articles/jembatan.md").write_text(text, "utf-8")
    (small / "briefgen.toml").write_text(f'[site]\nlang = "id"\npublish = "{mode}"\n', "utf-8")
    assert run(small).exit_code == 0
    assert any(b"Angin bertiup pelan" in data for data in files(small / "site").values()) == shown


def test_the_same_input_gives_the_same_bytes_whatever_the_machine_says(small: Path) -> None:
    results = []
    machines = ({"PYTHONHASHSEED": "1", "TZ": "Asia/Jakarta"}, {"PYTHONHASHSEED": "2", "TZ": "America/Lima", "LC_ALL": "C"})
    for number, changes in enumerate(machines):
        output = small / f"out{number}"
        command = [sys.executable, "-m", "briefgen", "build", "--config", str(small / "briefgen.toml"), "--output", str(output)]
        shutil.rmtree(small / ".briefgen", ignore_errors=True)
        subprocess.run(command, cwd=ROOT, env={**os.environ, "OMP_NUM_THREADS": "1", **changes}, check=True, capture_output=True)
        results.append(files(output))
    assert results[0] == results[1]


def test_annotate_prints_one_object_an_article(tmp_path: Path) -> None:
    row = {"id": "a", "lang": "id", "published": "2024-05-16", "text": "  Sinta Larasati tiba di Semarang pada Senin.\n"}
    (tmp_path / "in.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    result = CliRunner().invoke(main, ["annotate", "--plain", "--no-glossary", "--format", "jsonl", str(tmp_path / "in.jsonl")])
    assert result.exit_code == 0, result.output
    made = json.loads(result.stdout)
    assert made["text"] == row["text"]
    assert [timex["value"] for timex in made["timex"]] == ["2024-05-13"]
    assert made["people"][0]["name"] == "Sinta Larasati"
