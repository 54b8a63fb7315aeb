"""What `make lang` says of a language pack beside the examples."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from briefgen import language

SCRIPT = Path(__file__).parents[2] / "tools" / "language_report.py"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("language_report", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_names_slots_without_a_rule_rules_without_an_example_and_ambiguous_words(tool: ModuleType) -> None:
    section = {
        "slots": {"unit": {"minggu": "W"}, "week": {"minggu": "2W"}, "idle": {"x": "1"}},
        "macros": {"spare": "x"},
        "rules": [{"name": "one", "pattern": "{unit} lalu", "value": "P1{unit}"}],
    }
    pack = replace(language.load("id"), data={"temporal": section})
    lines = tool.report(pack)
    assert "macro without a rule: spare" in lines
    assert "slot without a rule: idle (x)" in lines
    assert "rule without an example: one" in lines
    assert "ambiguous word: minggu (unit W, week 2W)" in lines


@pytest.mark.parametrize("code", language.codes())
def test_the_shipped_packs_have_no_loose_ends(tool: ModuleType, code: str) -> None:
    loose = ("slot without", "macro without", "rule with", "rule without", "example of")
    assert [line for line in tool.report(language.load(code)) if line.startswith(loose)] == []
