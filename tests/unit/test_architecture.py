"""The architecture as tests: one doorway a library, no language in the code, no printing outside the command line."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

DOORWAYS = {
    "ahocorasick_rs": {"glossary/gazetteer.py"},
    "babel": {"language.py"},
    "click": {"cli/"},
    "distributed": {"publish/executors.py"},
    "jinja2": {"render/environment.py"},
    "lxml": {"read/html"},
    "markdown_it": {"read/markdown.py"},
    "mdit_py_plugins": {"read/markdown.py"},
    "py3langid": {"read/"},
    "pydantic": {"codec/"},
    "ruamel": {"codec/"},
    "stanza": {"analyse/annotate.py"},
    "torch": {"analyse/annotate.py"},
    "trafilatura": {"read/html"},
}
MODULES = sorted((ROOT / "briefgen").rglob("*.py"))


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def name(path: Path) -> str:
    return path.relative_to(ROOT / "briefgen").as_posix()


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_each_library_is_imported_in_its_doorway_only(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    for library in set(imports(tree)) & set(DOORWAYS):
        assert any(name(path).startswith(doorway) for doorway in DOORWAYS[library]), f"{library} in {name(path)}"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_every_module_opens_with_what_it_is_for_and_stays_short(path: Path) -> None:
    text = path.read_text("utf-8")
    assert ast.get_docstring(ast.parse(text)), "a module opens with one to four sentences"
    if name(path) != "model.py":  # the one file that is to hold all the types
        assert text.count("\n") <= 330, "a module of over 300 lines has more than one responsibility"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_language_knowledge_is_data(path: Path) -> None:
    assert not re.search(r"(?:lang|code|language)\w*\s*[!=]=\s*[\"'](?:id|en|ms|de|fr)[\"']", path.read_text("utf-8"))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_clock_and_no_randomness_decide_what_is_built(path: Path) -> None:
    source = path.read_text("utf-8")
    assert not re.search(r"\b(?:datetime\.now|date\.today|utcnow|random\.|uuid4|time\.time\(\))", source)
