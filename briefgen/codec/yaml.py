"""YAML → `Table`s, `Row`s and scalars, and front matter ↔ body.

What a YAML scalar means here: plain `null`, `~` and nothing are None, `true` and `false` are booleans, integers in their plainest
form (`7`, `-12`) are integers; **everything else is the text as written**: `2024-04-24`, `NO`, `012`, `1.10`, `1e3`.
"""

from __future__ import annotations

import re
from typing import Any

from briefgen.codec.places import Row, Table
from briefgen.model import Location, Problem

MAX_DEPTH = 64
"""Nesting of YAML; a hand-written file has about 6. Bounds the work on `[[[[…`."""
MAX_VALUES = 2_000_000
"""Values in one YAML file with all aliases written out; about ten times the largest gazetteer. Bounds alias bombs."""

_NO_KEY = object()
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"0|-?[1-9][0-9]{0,17}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_TEXT_TAGS = frozenset({None, "!", "tag:yaml.org,2002:str", "!!str"})


class _RefusedError(Exception):
    """A YAML file that is well formed but not ours to read: why, and the mark where."""

    def __init__(self, message: str, mark: Any, hint: str = "") -> None:
        super().__init__(message)
        self.mark = mark
        self.hint = hint


def load_yaml(text: str, path: str, first_line: int = 1) -> tuple[Any, tuple[Problem, ...]]:
    """Read one YAML document into `Table`s, `Row`s and scalars; `first_line` is the line of the file on which `text` begins.

    Any error gives `(None, problems)` with code `yaml-syntax`; nothing raises. Keys given twice, more than one document, tags,
    aliases to an enclosing value, nesting deeper than `MAX_DEPTH` and more than `MAX_VALUES` values are errors.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    reader = _Builder(first_line)
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            reader.take(event)
    except _RefusedError as error:
        line, column = reader.place(error.mark)
        return None, (Problem("yaml-syntax", "error", str(error), Location(path, line, column), error.hint),)
    except MarkedYAMLError as error:
        line, column = reader.place(error.problem_mark or error.context_mark)
        message = " ".join(str(part) for part in (error.problem, error.context) if part) or "not YAML"
        return None, (Problem("yaml-syntax", "error", message, Location(path, line, column)),)
    except (YAMLError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        # Errors without a mark: a control character (ReaderError knows its offset), or the parser giving up on garbage.
        at = getattr(error, "position", 0)
        before = text[: at if isinstance(at, int) else 0]
        place = Location(path, first_line + before.count("\n"), len(before) - before.rfind("\n"))
        reason = getattr(error, "reason", "") or "this is not YAML"
        return None, (Problem("yaml-syntax", "error", str(reason), place),)
    return reader.value, ()


class _Builder:
    """Builds values from parser events with a stack of its own, so depth and size are bounded before they are built."""

    def __init__(self, first_line: int) -> None:
        self.first_line = first_line
        self.value: Any = None
        self.documents = 0
        self.count = 0
        self.stack: list[tuple[Table | Row, str | None, int]] = []
        self.keys: list[Any] = []
        self.anchors: dict[str, tuple[Any, int]] = {}

    def place(self, mark: Any) -> tuple[int, int]:
        return (mark.line + self.first_line, mark.column + 1) if mark is not None else (self.first_line, 1)

    def take(self, event: Any) -> None:
        kind = type(event).__name__
        if kind == "DocumentStartEvent":
            self.documents += 1
            if self.documents > 1:
                raise _RefusedError("the file holds more than one YAML document", event.start_mark, "Keep one document a file.")
        elif kind == "ScalarEvent":
            self.add(event, self.scalar(event), 1)
        elif kind == "AliasEvent":
            if event.anchor not in self.anchors:
                raise _RefusedError(f'there is no anchor "{event.anchor}" before this', event.start_mark)
            self.add(event, *self.anchors[event.anchor])
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            self.open(event, Table if kind == "MappingStartEvent" else Row)
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self.close()

    def open(self, event: Any, shape: type[Table] | type[Row]) -> None:
        if event.tag is not None and event.ctag is not None and event.tag != "!" and not event.implicit:
            raise _RefusedError(f"the tag {event.tag} is not read here", event.start_mark)
        if len(self.stack) >= MAX_DEPTH:
            raise _RefusedError(f"nested deeper than {MAX_DEPTH} levels", event.start_mark)
        value = shape(self.place(event.start_mark))
        self.attach(event, value)
        self.stack.append((value, event.anchor, self.count))
        self.keys.append(_NO_KEY)
        self.grow(event, 1)

    def close(self) -> None:
        value, anchor, before = self.stack.pop()
        self.keys.pop()
        if anchor:
            self.anchors[anchor] = (value, self.count - before)

    def add(self, event: Any, value: Any, size: int) -> None:
        self.attach(event, value)
        self.grow(event, size)
        if getattr(event, "anchor", None) and type(event).__name__ == "ScalarEvent":
            self.anchors[event.anchor] = (value, 1)

    def grow(self, event: Any, size: int) -> None:
        self.count += size
        if self.count > MAX_VALUES:
            raise _RefusedError(f"more than {MAX_VALUES} values", event.start_mark)

    def attach(self, event: Any, value: Any) -> None:
        """Put a finished scalar, or a container about to be filled, where it belongs."""
        if not self.stack:
            self.value = value
            return
        parent = self.stack[-1][0]
        if isinstance(parent, Row):
            parent.append(value)
            parent.items_at.append(self.place(event.start_mark))
        elif self.keys[-1] is _NO_KEY:
            if isinstance(value, Table | Row):
                raise _RefusedError("a key must be text", event.start_mark)
            if value in parent:
                first = parent.keys_at[value][0]
                raise _RefusedError(f'the key "{value}" is given twice', event.start_mark, f"It is first given in line {first}.")
            parent.keys_at[value] = self.place(event.start_mark)
            self.keys[-1] = value
            parent[value] = None
        else:
            parent[self.keys[-1]] = value
            self.keys[-1] = _NO_KEY

    def scalar(self, event: Any) -> Any:
        tag = event.tag if event.tag is None else str(event.tag)
        if tag not in _TEXT_TAGS:
            raise _RefusedError(f"the tag {tag} is not read here", event.start_mark)
        text = str(event.value)
        if _SURROGATE.search(text):
            try:  # written as in JSON: "\\ud83d\\ude00" is one character
                text = text.encode("utf-16", "surrogatepass").decode("utf-16")
            except UnicodeDecodeError:
                raise _RefusedError("half of a surrogate pair is no character", event.start_mark) from None
        if tag is not None or event.style:
            return text
        if text in _NULL:
            return None
        return _BOOL[text] if text in _BOOL else int(text) if _INT.fullmatch(text) else text


_FENCE = re.compile(r"^(?:---|\.\.\.)[ \t]{0,80}\r?$", re.MULTILINE)
_OPENING = re.compile(r"\ufeff?---[ \t]{0,80}\r?\n")


def split_front_matter(text: str) -> tuple[str | None, str, int]:
    """Cut the YAML between a first line `---` and the next line `---` (or `...`) from the body.

    Gives `(yaml, body, line)`: the YAML (it starts in line 2; None if there is no closed block), what follows, and the line
    number on which that starts. A byte order mark and CRLF are tolerated; the body keeps its line ends.
    """
    opening = _OPENING.match(text)
    closing = _FENCE.search(text, opening.end()) if opening else None
    if not opening or not closing:
        return None, text.removeprefix("\ufeff"), 1
    front = text[opening.end() : closing.start()].replace("\r\n", "\n")
    start = min(closing.end() + 1, len(text))
    return front, text[start:], text.count("\n", 0, start) + 1
