"""`tests/invalid/<code>/` holds the smallest site that gives each problem; `expected.txt` says where it is reported."""

import re
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefgen.cli import main

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "tests" / "invalid"
ELSEWHERE = {
    "add-exists": "is of another command: test_add.py",
    "add-unwritable": "needs a user whom the file system refuses something",
    "annotate-failed": "needs a model that breaks",
    "article-unreadable": "needs a user whom the file system refuses something",
    "build-locked": "needs two builds: test_writer.py",
    "config-missing": "is a folder without a file: test_config.py",
    "models-unavailable": "is no build: test_models.py",
    "fetch-failed": "needs the network: test_add.py",
    "html-missing": "needs a Python without trafilatura: test_read_html.py",
    "html-nested": "is a long file: test_read_html.py",
    "page-collision": "needs a theme in code: test_writer.py",
    "page-path": "needs a theme in code: test_writer.py",
    "search-failed": "needs a broken installation: test_search.py",
    "search-unavailable": "needs an installation without Pagefind: test_search.py",
    "store-unusable": "needs a broken file in .briefgen/: test_store.py",
}
"""Problems that no folder of files shows, and what shows them instead."""
CASES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir() and not path.name.startswith("_"))


def test_every_documented_problem_has_its_site():
    documented = re.findall(r"^### `([a-z-]+)`$", (ROOT / "docs" / "problems.md").read_text("utf-8"), re.MULTILINE)
    assert sorted({*CASES, *ELSEWHERE}) == sorted(documented)
    assert not set(CASES) & set(ELSEWHERE)


@pytest.mark.parametrize("code", CASES)
def test_the_problem_is_reported_where_it_is(code, tmp_path, monkeypatch):
    if code == "engine-missing":
        monkeypatch.setitem(sys.modules, "distributed", None)
    site = tmp_path / "site"
    shutil.copytree(FOLDER / code, site, symlinks=True)
    (site / "expected.txt").unlink(missing_ok=True)
    before = {path for path in site.rglob("*") if path.is_file()}
    result = CliRunner().invoke(main, ["build", "--config", str(site / "briefgen.toml")])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    found = re.findall(rf"^(.*(?:error|warning|note)\[{code}\])", result.output, re.MULTILINE)
    assert found == (FOLDER / code / "expected.txt").read_text("utf-8").splitlines(), result.output
    assert result.exit_code == int("error[" in result.output)
    entry = (ROOT / "docs" / "problems.md").read_text("utf-8").partition(f"### `{code}`")[2].partition("###")[0]
    if "stops the build" in entry:
        assert {path for path in site.rglob("*") if path.is_file() and ".briefgen" not in path.parts} == before
