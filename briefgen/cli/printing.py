"""Problems and reports → text or JSON lines for people and machines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any

import click

from briefgen.model import Problem, Report

COLOURS = {"error": "red", "warning": "yellow", "note": "blue"}
_ORDER = {"error": 0, "warning": 1, "note": 2}


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, by place, then severity, code and message."""

    def key(problem: Problem) -> tuple[Any, ...]:
        place = problem.location
        where = (place.path, place.line, place.column) if place else ("", 0, 0)
        return (*where, _ORDER[problem.severity], problem.code, problem.message)

    return sorted(set(problems), key=key)


def line(problem: Problem) -> str:
    """`path:line:column: severity[code] message`, then the hint on a line of its own."""
    place = problem.location
    parts = [] if place is None else [place.path, *(str(n) for n in (place.line, place.column) if n)]
    head = click.style(f"{problem.severity}[{problem.code}]", fg=COLOURS[problem.severity], bold=True)
    text = f"{':'.join(parts)}: {head} {problem.message}" if parts else f"{head} {problem.message}"
    return f"{text}\n    hint: {problem.hint}" if problem.hint else text


def as_data(problem: Problem) -> dict[str, Any]:
    """The problem for machines."""
    place = problem.location
    return {
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        "path": place.path if place else None,
        "line": (place.line or None) if place else None,
        "column": (place.column or None) if place else None,
        "hint": problem.hint or None,
    }


def exit_code(problems: Iterable[Problem], strict: bool) -> int:
    """1 if there is an error, or under `strict` a warning; else 0."""
    bad = {"error", "warning"} if strict else {"error"}
    return int(any(problem.severity in bad for problem in problems))


def report_line(report: Report) -> str:
    """The closing line of a build."""
    counts = {status: sum(o.status == status for o in report.outcomes) for status in ("analysed", "unchanged", "dropped")}
    sources = ", ".join(f"{number} {status}" for status, number in counts.items() if number or status != "dropped")
    pages = f"{report.written} written, {report.unchanged} unchanged" + (f", {report.deleted} deleted" if report.deleted else "")
    sorts = ("error", "warning", "note")
    numbers = {sort: sum(problem.severity == sort for problem in set(report.problems)) for sort in sorts}
    trouble = ", ".join(f"{number} {sort}{'s' * (number != 1)}" for sort, number in numbers.items() if number) or "no problems"
    return f"Sources: {sources}. Pages: {pages}. {trouble.capitalize()}. {report.seconds:.2f} s"


def report_data(report: Report) -> str:
    """The whole report as one JSON object."""
    return json.dumps(
        {
            "sources": [{"path": o.source_path, "status": o.status} for o in report.outcomes],
            "pages": {"written": report.written, "unchanged": report.unchanged, "deleted": report.deleted},
            "problems": [as_data(problem) for problem in in_order(report.problems)],
            "reasons": list(report.reasons),
            "seconds": round(report.seconds, 3),
        },
        ensure_ascii=False,
    )


class Bar:
    """A progress bar on standard error that shows only on a terminal; called with (what, done, of)."""

    def __enter__(self) -> Bar:
        self._shown = ""
        self._tty = sys.stderr.isatty()
        return self

    def __call__(self, what: str, done: int, of: int) -> None:
        """Draw it anew."""
        if self._tty:
            filled = 30 * done // max(of, 1)
            self._shown = f"\r{what} {'█' * filled}{'·' * (30 - filled)} {done}/{of}"
            click.echo(self._shown, err=True, nl=False)

    def __exit__(self, *_: object) -> None:
        if self._shown:
            click.echo("\r" + " " * len(self._shown) + "\r", err=True, nl=False)
