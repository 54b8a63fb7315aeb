"""The last build of an output folder: what it was built from, and its report, so that a build of the same inputs does nothing."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path

from briefgen import codec
from briefgen.model import Report
from briefgen.publish import digests, writer
from briefgen.publish.store import Store


@dataclass(frozen=True, slots=True)
class Built:
    """A digest of all that the site was built from, and the report of that build."""

    inputs: str
    report: Report


def report(kept: Store, output: Path, base_url: str, inputs: str) -> Report | None:
    """The report of the last build if its inputs were these very ones and every file it made is still there as it was."""
    remembered = kept.get(_key(output, base_url))
    built = codec.decode(Built, remembered) if remembered else None
    if built is None or built.inputs != inputs or not (pages := writer.intact(output, kept, base_url)):
        return None
    last = built.report
    if not (last.written or last.unchanged):
        return None
    outcomes = tuple(
        dataclasses.replace(outcome, status="unchanged") if outcome.status == "analysed" else outcome for outcome in last.outcomes
    )
    return Report(outcomes, 0, pages, 0, last.problems, reasons=("Nothing that the site is built from has changed.",))


def forget(kept: Store, output: Path, base_url: str) -> None:
    """Before a build begins: until it is done, the folder may be between two of them."""
    kept.put(_key(output, base_url), b"")


def remember(kept: Store, output: Path, base_url: str, built: Built) -> None:
    """When a build is done."""
    kept.put(_key(output, base_url), codec.encode(built))


def _key(output: Path, base_url: str) -> str:
    return "built:" + digests.of(str(output), base_url)
