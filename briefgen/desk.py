"""The recipes beside `build`: what was understood of a text, for other programs, and what is left to do, for editors. They take
the same steps with the same store, and write no site.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from briefgen import build, language
from briefgen.config import Config
from briefgen.model import Glossary, Problem, Source

# --- annotate: what was understood, for machines -----------------------------------------------------------------------


def annotation_glossary(config: Config | None, *, empty: bool = False) -> tuple[Glossary, tuple[Problem, ...]]:
    """The glossary that `annotate` links with: the site's if there is one, else what is shipped; or none at all."""
    if empty:
        return Glossary(), ()
    return build.glossary(config or Config(Path.cwd()))


def annotated(
    name: str, data: bytes, glossary: Glossary, *, plain: bool, config: Config | None = None
) -> Iterator[tuple[tuple[Problem, ...], dict[str, Any] | None]]:
    """What is understood of each article of one file, in input order, with the problems found on the way."""
    from briefgen.compose import export
    from briefgen.read import article

    source = Source(name, data, hashlib.sha256(data).hexdigest())
    settings = config or Config(Path.cwd())
    articles, problems = article.read(source, default_lang=settings.lang, languages=language.codes(), plain=plain)
    yield problems, None
    for one in articles:
        document, found = build.analyse(one)
        for dated, linking in build.linked((document,), glossary, settings.outlet_timezones):
            yield tuple(build.placed(problem, name) for problem in found), export.annotation(dated, linking)
