"""`[site] edit_url` → the addresses under which readers report a mistake or propose a change: of a page, of one sentence."""

from __future__ import annotations

from urllib.parse import quote

from briefgen.render.body import web_address


def address(pattern: str, *, path: str, page: str, sentence: int = 0) -> str:
    """The pattern with its slots filled: the source file, the page and `S12` (0 = no sentence). Empty without a pattern, or if it
    asks for a source file and there is none.
    """
    if "{path}" in pattern and not path:
        return ""
    slots = {"path": path, "page": page, "sentence": f"S{sentence}" if sentence else ""}
    for slot, value in slots.items():
        pattern = pattern.replace(f"{{{slot}}}", quote(value))
    return web_address(pattern, mail=True)


def of_sentence(pattern: str, *, path: str, page: str, sentence: int) -> str:
    """The address for one sentence; empty if the pattern has no place for it: the page's own link says as much then."""
    return address(pattern, path=path, page=page, sentence=sentence) if "{sentence}" in pattern else ""
