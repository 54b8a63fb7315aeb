"""`briefgen models download`: the one command that uses the network, and what it says where there is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefgen import language
from briefgen.cli import main


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's data folder."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return tmp_path / "briefgen" / "models"


def test_without_a_network_the_problem_says_so_and_nothing_is_left(home: Path, no_network: None) -> None:
    result = CliRunner().invoke(main, ["models", "download", "de"])
    assert result.exit_code == 1
    assert 'error[models-unavailable] no models for "de" were fetched' in result.output
    assert list(home.iterdir()) == []


def test_models_that_were_there_stay_when_a_download_fails(home: Path, no_network: None) -> None:
    (home / "de").mkdir(parents=True)
    (home / "de" / "resources.json").write_text("{}", "utf-8")
    assert CliRunner().invoke(main, ["models", "download", "de"]).exit_code == 1
    assert language.load("de").models == home / "de"


def test_a_language_that_comes_with_briefgen_is_not_fetched(home: Path, no_network: None) -> None:
    result = CliRunner().invoke(main, ["models", "download", "id", "en"])
    assert (result.exit_code, result.output) == (0, "id: comes with briefgen\nen: comes with briefgen\n")


def test_what_is_fetched_is_whole_and_found(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from stanza.resources import common

    entry = {"packages": {"default": {"tokenize": "x", "pos": "x", "sentiment": "x"}}}
    asked: dict[str, object] = {}

    def listing(folder: str) -> None:
        (Path(folder) / "resources.json").write_text(json.dumps({"de": entry}), "utf-8")

    def models(code: str, *, model_dir: str, processors: dict[str, str], **_: object) -> None:
        asked.update(processors)
        (Path(model_dir) / code).mkdir()

    monkeypatch.setattr(common, "download_resources_json", listing)
    monkeypatch.setattr("stanza.download", models)
    result = CliRunner().invoke(main, ["models", "download", "de", "xx"])
    assert result.exit_code == 1
    assert 'no models for "xx" were fetched: Stanza has no models for this language' in result.output
    assert asked == {"tokenize": "default", "pos": "default"}
    assert language.load("de").models == home / "de"
    assert sorted(path.name for path in home.rglob("*")) == ["de", "de", "resources.json"]


def test_what_is_no_code_is_wrong_usage(home: Path, no_network: None) -> None:
    assert CliRunner().invoke(main, ["models", "download", "../../x"]).exit_code == 2
    assert not home.exists()
