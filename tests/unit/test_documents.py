"""The documents say what the program does: every problem code, every command and every library is named, and nothing else."""

import ast
import re
import tomllib
from pathlib import Path

from briefgen import cli, config

ROOT = Path(__file__).resolve().parents[2]
SEVERITIES = {"error", "warning", "note"}


def texts(node):
    """The string constants that an argument may be."""
    return {part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)}


def codes_in_source():
    """Problem code → severities, from every `Problem(code, severity, …)` and every `validate(…, code=…)`."""
    found: dict[str, set[str]] = {}
    for path in sorted((ROOT / "briefgen").rglob("*.py")):
        for call in (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)):
            if getattr(call.func, "id", getattr(call.func, "attr", "")) == "Problem" and call.args:
                for code in texts(call.args[0]):
                    found.setdefault(code, set()).update(texts(call.args[1]) & SEVERITIES if len(call.args) > 1 else ())
            for keyword in call.keywords:
                if keyword.arg == "code":
                    for code in texts(keyword.value):
                        found.setdefault(code, set()).add("error")
    return found


def codes_in_documents():
    text = (ROOT / "docs" / "problems.md").read_text("utf-8")
    entries = re.findall(r"^### `([a-z-]+)`\n\n\*([a-z ]+) · stops ([a-z ]+)\.\*", text, re.MULTILINE)
    assert len(entries) == text.count("### `"), "an entry is not written like the others"
    return {code: set(severity.split(" or ")) for code, severity, _ in entries}


def test_every_problem_code_is_documented_with_its_severity():
    assert codes_in_documents() == codes_in_source()


def test_every_command_is_in_the_readme():
    text = (ROOT / "README.md").read_text("utf-8")
    commands = set(re.findall(r"^\| `briefgen ([a-z-]+)", text, re.MULTILINE))
    assert commands == set(cli.main.commands)


def test_every_make_target_in_the_readme_exists():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z]+)\b(?= {2,}#|`|\n)", (ROOT / "README.md").read_text("utf-8"))) <= targets


def test_every_core_dependency_has_its_reason():
    record = (ROOT / "docs" / "adr" / "0001-stack-and-dependencies.md").read_text("utf-8").casefold()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for requirement in project["dependencies"]:
        name = re.match(r"[A-Za-z0-9._-]+", requirement)[0]
        assert f"\n| {name} |" in record


def test_the_demo_site_s_settings_are_the_defaults():
    """Whoever copies the file changes nothing by it."""
    settings, problems = config.load(ROOT)
    assert problems == ()
    assert settings == config.Config(settings.root, output=settings.root / "site")
