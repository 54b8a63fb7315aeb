"""`make lang L=id` runs the examples of one language: those whose parameters name it."""

import os
import re

import pytest


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the other languages if `BRIEFGEN_LANG` names one."""
    lang = os.environ.get("BRIEFGEN_LANG")
    if lang:
        named = re.compile(rf"\[(?:.*-)?{re.escape(lang)}(?:-.*)?\]$", re.DOTALL)
        here = [item for item in items if "tests/lang/" in item.nodeid]
        others = [item for item in here if not named.search(item.nodeid)]
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if item not in others]
