"""What the tests share: articles made of plain paragraphs, and sites in temporary folders."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import settings

from briefgen.model import Article, Block, Span

settings.register_profile("same", derandomize=True)
settings.register_profile("search", settings.get_profile("default"))
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
"""The same checkout gives the same verdict; `HYPOTHESIS_PROFILE=search` looks for new examples."""

ROOT = Path(__file__).resolve().parent.parent


def plain_article(text: str, *, lang: str = "id", published: str | None = None, ident: str = "test") -> Article:
    """An article whose blocks are the paragraphs of `text` (parted by blank lines)."""
    blocks = tuple(Block("paragraph", Span(m.start(), m.end())) for m in re.finditer(r"\S(?:.*\S)?(?:\n\S.*)*", text))
    return Article(ident, lang, title="", text=text, blocks=blocks, published=published)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """An empty site folder with settings and no article."""
    (tmp_path / "seeds" / "articles").mkdir(parents=True)
    (tmp_path / "briefgen.toml").write_text('[site]\ntitle = "Uji"\nlang = "id"\n', "utf-8")
    return tmp_path


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any attempt to connect fails the test."""
    import socket

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a build must not touch the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
