"""`seeds/overrides/<article id>.yaml` → the editor's decisions. All that is wrong in the files is reported at once, with line and
column; an entry with a mistake is left out and the others count.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, get_args

from briefgen import codec, edtf, seeds
from briefgen.model import Action, Certainty, EntityType, Location, Override, Problem, Scope

NONE = "none"

_SENTENCE = re.compile(r"[Ss]?([1-9][0-9]{0,5})")
_AMOUNT = re.compile(r"(-?[0-9]{1,30}(?:\.[0-9]{1,15})?) ?([^\s0-9.,-].{0,80})?")
_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a file as written."""

    __pydantic_config__: ClassVar[Any] = codec.REFUSE_UNKNOWN

    quote: str
    do: Action
    reason: str
    who: str
    to: str = ""
    sentence: str = ""
    scope: Scope = "mention"


def load(site: Path, folder: Path) -> tuple[tuple[Override, ...], tuple[Problem, ...]]:
    """The overrides of a site in the order of files and lines (`folder` need not exist; paths are relative to `site`)."""
    overrides: list[Override] = []
    problems: list[Problem] = []
    other = "Overrides are files that end in .yaml and are named after the article's id."
    for one in seeds.files(site, folder, seeds.YAML, code="override-invalid", other=other):
        if isinstance(one, Problem):
            problems.append(one)
            continue
        found, trouble = parse(one.text, one.name, one.path.relative_to(folder).with_suffix("").as_posix())
        overrides += found
        problems += trouble
    return tuple(overrides), tuple(problems)


def parse(text: str, name: str, article_id: str) -> tuple[tuple[Override, ...], tuple[Problem, ...]]:
    """The overrides of one file, whose problems are reported under `name`."""
    rows, problems = codec.load_yaml(text, name)
    if rows is None or problems:
        return (), problems
    if not isinstance(rows, list):
        return (), (
            _invalid("the file must be a list of overrides", Location(name, *codec.position(rows)), "Write `- quote: …`."),
        )
    read = [_override(row, name, codec.position(rows, number), article_id) for number, row in enumerate(rows)]
    return tuple(one for one, _ in read if one), tuple(problem for _, trouble in read for problem in trouble)


def _override(row: Any, name: str, at: tuple[int, int], article_id: str) -> tuple[Override | None, tuple[Problem, ...]]:
    if not isinstance(row, dict):
        return None, (_invalid("an override must be keys with values", Location(name, *at), "Write `- quote: …`."),)
    one, problems = codec.validate(Row, row, name, code="override-invalid")
    if one is None:
        return None, problems
    faults = tuple(
        _invalid(message, Location(name, *codec.locate(row, (key,))), hint) for key, message, hint in _faults(one) if message
    )
    if faults:
        return None, faults
    sentence = _SENTENCE.fullmatch(one.sentence)
    to = _spaced(one.to) if one.do == "number" else " ".join(one.to.split())
    number = int(sentence[1]) if sentence else 0
    return Override(article_id, one.quote, one.do, to, number, one.scope, one.reason, one.who, Location(name, *at)), ()


def _spaced(value: str) -> str:
    """`26.3%` as `26.3 %`; `none` stays."""
    match = _AMOUNT.fullmatch(value)
    return " ".join(filter(None, match.groups())) if match else value


def _faults(row: Row) -> Iterator[tuple[str, str, str]]:
    """Key, message and hint of all that is wrong with an entry that has the right keys."""
    for key in ("quote", "reason", "who"):
        if not getattr(row, key).strip():
            yield key, f'"{key}" is empty', ""
    if row.sentence and not _SENTENCE.fullmatch(row.sentence):
        yield "sentence", f'"{row.sentence}" is not the number of a sentence', "Write it as on the page: S12."
    if row.sentence and row.scope != "mention":
        yield "sentence", f"a sentence makes no sense with `scope: {row.scope}`", "Leave one of the two out."
    if row.do == "lead" and row.scope == "site":
        yield "scope", "a lead is that of one article", "Leave `scope` out."
    message, hint = _TARGETS[row.do](row.to.strip())
    yield "to" if row.to else "do", message, hint


def _invalid(message: str, location: Location, hint: str = "") -> Problem:
    return Problem("override-invalid", "error", message, location, hint)


# --- what `to` may hold: a message and a hint, both empty if it is well -------------------------------------------------


def _entity(to: str) -> tuple[str, str]:
    return ("", "") if to else ("`do: link` needs `to`", "Give the id of an entity; `briefgen glossary suggest` lists names.")


def _nothing(to: str) -> tuple[str, str]:
    return ("this `do` takes no `to`", "") if to else ("", "")


def _kind(to: str) -> tuple[str, str]:
    return ("", "") if to in get_args(EntityType) else (f'"{to}" is not a type', f"Types are {', '.join(get_args(EntityType))}.")


def _date(to: str) -> tuple[str, str]:
    if to == NONE or edtf.bounds(to):
        return "", ""
    return f'"{to}" is not a date', "Write 2024-05-16, 2024-05, 2024, 2024-05-16/2024-05-18, 199X, 2022~ (about 2022), or none."


def _role(to: str) -> tuple[str, str]:
    return ("", "") if to else ("`do: role` needs `to`", "Give the exact words of the article, or none.")


def _number(to: str) -> tuple[str, str]:
    if to != NONE and _GROUPED.fullmatch(to.partition(" ")[0]):
        plain = to.partition(" ")[0]
        return f'"{plain}" may mean two amounts', f"Write {plain.replace('.', '')}, or {plain}0 if the point is a decimal one."
    if to == NONE or _AMOUNT.fullmatch(to):
        return "", ""
    return (
        f'"{to}" is not an amount',
        "Write digits with a decimal point, then the unit: 3400000000 IDR, 26.3 %, 42 orang, or none.",
    )


def _certainty(to: str) -> tuple[str, str]:
    known = get_args(Certainty)
    return ("", "") if not to or to in known else (f'"{to}" is not a certainty', f"It may be {', '.join(known)}.")


_TARGETS: dict[Action, Callable[[str], tuple[str, str]]] = {
    "link": _entity,
    "unlink": _nothing,
    "type": _kind,
    "date": _date,
    "role": _role,
    "number": _number,
    "lead": _nothing,
    "keep": _certainty,
    "drop": _nothing,
}
