"""Planned pages → files in the output folder. Everything is drawn and staged first; then files are renamed into place one by one,
assets and leaves before the pages that list them, and deletions come last. So after a kill at any point every file is whole,
none is missing, and the next build finishes the job.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from briefgen.model import Location, Page, Problem
from briefgen.publish import folder, outdated
from briefgen.publish.store import PageRecord, Store

MARKERS = (Page(".nojekyll", b""),)
"""Files of every site: GitHub Pages is to serve the folder as it is."""


class Planned(Protocol):
    """A page to be: where it goes, a digest of everything it is drawn from, and how to draw it (called only if need be)."""

    @property
    def path(self) -> str:
        """Below the output folder, with `/` separators."""

    @property
    def rank(self) -> int:
        """0 for assets and leaves, 1 for pages that list them."""

    @property
    def inputs(self) -> str:
        """Equal inputs mean equal bytes."""

    def draw(self) -> bytes:
        """The bytes of the file."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A page whose bytes are there already, as a plan; `copied` if they are only copied, so that others may have them too."""

    page: Page
    copied: bool = False

    @property
    def path(self) -> str:
        """Its path below the output folder."""
        return self.page.path

    @property
    def rank(self) -> int:
        """Its place in the order of publishing."""
        return self.page.rank

    @property
    def inputs(self) -> str:
        """The digest of its bytes."""
        return folder.sha(self.page.body)

    def draw(self) -> bytes:
        """Its bytes."""
        return self.page.body


@dataclass(frozen=True, slots=True)
class Result:
    """What became of the output folder: sorted paths of files written, left as they were, and deleted; why; and what is wrong.
    With an error among the problems nothing was written, unless the disk failed while files were being renamed.
    """

    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    rendered: int = 0
    reasons: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def publish(
    plan: Iterable[Planned],
    *,
    output: Path,
    state: Path,
    store: Store,
    base_url: str = "",
    static: Path | None = None,
    keep: str = "",
    progress: Callable[[str, int, int], None] = lambda *_: None,
) -> Result:
    """Bring the output folder to what is planned: those pages, the files of `static` as they are (they win over pages of the same
    path), and `.nojekyll`. Earlier files below `keep` stay for a second call that plans them too. Other files in the folder stay
    untouched; one in the way of a page is an error.

    Whatever `draw` raises passes through before anything is written.
    """
    pages, problems = _collect(plan, static)
    if any(problem.severity == "error" for problem in problems):
        return Result(problems=problems)
    try:
        output.mkdir(parents=True, exist_ok=True)
        state.mkdir(parents=True, exist_ok=True)
        for place in (output, state):
            if not folder.is_writable(place):
                raise PermissionError(f"{place} may not be written to")
        with folder.lock(state) as locked:
            if locked:
                return Result(problems=(*problems, locked))
            result = _Update(output, state, store, base_url, keep, progress).run(pages)
    except OSError as error:
        return Result(problems=(*problems, _unwritable(error)))
    return Result(result.written, result.unchanged, result.deleted, result.rendered, result.reasons, problems + result.problems)


def intact(output: Path, store: Store, base_url: str) -> int:
    """How many pages the last build of this site left, if all of them still lie there as it left them and it was finished;
    otherwise 0.
    """
    records = store.pages(_site(output, base_url))
    listed = folder.read_manifest(folder.manifest_file(store.state, output))
    if listed != records.keys():
        return 0
    for path, one in records.items():
        seen = folder.look(output, path, folder.Seen(one.output, one.size, one.mtime))
        if seen is None or seen.output != one.output:
            return 0
    return len(records)


def outputs(output: Path, store: Store, base_url: str) -> dict[str, str]:
    """Path → SHA-256 of every file that the last call left."""
    return {path: one.output for path, one in store.pages(_site(output, base_url)).items()}


def joined(first: Result, second: Result) -> Result:
    """One result of two calls of which the second planned all that the first did, and more."""
    written = {*first.written, *second.written}
    return Result(
        tuple(sorted(written)),
        tuple(path for path in second.unchanged if path not in written),
        tuple(sorted({*first.deleted, *second.deleted})),
        first.rendered + second.rendered,
        first.reasons + second.reasons,
        tuple(dict.fromkeys(first.problems + second.problems)),
    )


def _site(output: Path, base_url: str) -> str:
    """What the records of a site are kept under: one folder may be built for two addresses in turn."""
    return folder.sha(f"{os.path.realpath(output)}\n{base_url}".encode("utf-8", "surrogatepass"))


def _collect(plan: Iterable[Planned], static: Path | None) -> tuple[dict[str, Planned], tuple[Problem, ...]]:
    """All planned files by path, and what is wrong with the plan."""
    pages: dict[str, Planned] = {}
    problems: list[Problem] = []
    for page in plan:
        if not folder.is_safe(page.path):
            problems.append(Problem("page-path", "error", f"{page.path!r} is not a path below the output folder"))
        elif page.path in pages:
            problems.append(Problem("page-collision", "error", f"two pages are to be written to {page.path}"))
        pages[page.path] = page
    folders = {parent for path in pages for parent in _parents(path)}
    problems += [
        Problem("page-collision", "error", f"{path} is to be both a page and a folder of pages")
        for path in sorted(folders & set(pages))
    ]
    for own in _static(static, problems):
        if own.path in pages:
            note = f"static/{own.path} takes the place of a page that briefgen makes"
            problems.append(Problem("static-replaces", "note", note, Location(f"static/{own.path}")))
        pages[own.path] = own
    pages |= {page.path: Ready(page, copied=True) for page in MARKERS}
    return pages, tuple(problems)


def _parents(path: str) -> Iterator[str]:
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _static(static: Path | None, problems: list[Problem]) -> Iterator[Planned]:
    """The site's own files; links that lead out of the folder are left out with a warning."""
    if static is None or not static.is_dir():
        return
    root = os.path.realpath(static)
    for file in sorted(static.rglob("*")):
        path = file.relative_to(static).as_posix()
        leads = Path(os.path.realpath(file))
        if not leads.is_relative_to(root) or not leads.exists() or not folder.is_safe(path):
            hint = "Copy the file itself into static/, under a plain name."
            problems.append(Problem("static-skipped", "warning", "not copied", Location(f"static/{path}"), hint))
        elif file.is_file():
            yield Ready(Page(path, file.read_bytes()), copied=True)


@dataclass
class _Update:
    """One run of `publish`, under the lock."""

    output: Path
    state: Path
    store: Store
    base_url: str
    keep: str
    progress: Callable[[str, int, int], None]

    def run(self, pages: Mapping[str, Planned]) -> Result:
        site = _site(self.output, self.base_url)
        manifest = folder.manifest_file(self.state, self.output)
        listed = folder.read_manifest(manifest)
        records = self.store.pages(site)
        kept = self.kept(listed)
        present = self.present(pages, records)
        recorded = {path: outdated.Record(one.inputs, one.output) for path, one in records.items()}
        inputs = {path: page.inputs for path, page in pages.items()}
        decision = outdated.decide(inputs, recorded, {path: seen.output for path, seen in present.items()}, listed or ())
        with folder.staging(self.state, self.output) as staging:
            drawn = self.stage([pages[path] for path in decision.render], staging)
            changed = {path for path, digest in drawn.items() if path not in present or present[path].output != digest}
            left = any(path not in changed and not getattr(pages[path], "copied", False) for path in drawn)
            owned = present if listed is None and (left or folder.is_marked(self.output)) else listed or ()
            if problems := self.in_the_way(changed, present, owned):
                return Result(problems=problems)
            # Owned before they are there: after a kill the next build knows these files for its own.
            folder.write_manifest(manifest, self.output, {*pages, *(listed or ())})
            order = sorted(changed, key=lambda path: (pages[path].rank, path))
            for done, path in enumerate(order, start=1):
                target = self.output / path
                target.parent.mkdir(parents=True, exist_ok=True)
                (staging / path).replace(target)
                self.progress("writing", done, len(order))
        deleted = tuple(path for path in decision.delete if path not in kept and folder.remove(self.output, path))
        folder.write_manifest(manifest, self.output, {*pages, *kept})
        self.record(site, inputs | {path: one.inputs for path, one in records.items() if path in kept}, drawn, records, present)
        unchanged = tuple(sorted(set(pages) - changed))
        return Result(tuple(sorted(changed)), unchanged, deleted, len(drawn), decision.reasons)

    def kept(self, listed: Collection[str] | None) -> frozenset[str]:
        """The earlier files that a second call will plan; where no list is left, all that lie there in a folder of ours."""
        if not self.keep:
            return frozenset()
        if listed is None and folder.is_marked(self.output):
            listed = [file.relative_to(self.output).as_posix() for file in (self.output / self.keep).rglob("*") if file.is_file()]
        return frozenset(path for path in listed or () if path.startswith(self.keep))

    def present(self, pages: Iterable[str], records: Mapping[str, PageRecord]) -> dict[str, folder.Seen]:
        """The files that are at planned paths; those that look as they were left are not read again."""
        known = {path: folder.Seen(one.output, one.size, one.mtime) for path, one in records.items()}
        looked = ((path, folder.look(self.output, path, known.get(path))) for path in pages)
        return {path: seen for path, seen in looked if seen is not None}

    def stage(self, plan: Sequence[Planned], staging: Path) -> dict[str, str]:
        """Draw pages into the staging folder, under their own names so that a name that cannot be is found out now."""
        drawn = {}
        for done, page in enumerate(plan, start=1):
            body = page.draw()
            target = staging / page.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(body)
            drawn[page.path] = folder.sha(body)
            self.progress("rendering", done, len(plan))
        return drawn

    def in_the_way(
        self, changed: Iterable[str], present: Mapping[str, folder.Seen], owned: Collection[str]
    ) -> tuple[Problem, ...]:
        """Files, folders and links that are not ours and stand where a page is to go."""
        hint = "Move it away, or choose another output folder: briefgen replaces only files that it made."
        problems = []
        for path in sorted(changed):
            foreign = folder.obstacle(self.output, path)
            if not foreign and path in present and path not in owned:
                foreign = path
            if foreign:
                place = Location(f"{self.output.name}/{foreign}")
                problems.append(
                    Problem("output-foreign-file", "error", "was not made by briefgen and is in the way", place, hint)
                )
        return tuple(dict.fromkeys(problems))

    def record(
        self,
        site: str,
        inputs: Mapping[str, str],
        drawn: Mapping[str, str],
        records: Mapping[str, PageRecord],
        present: Mapping[str, folder.Seen],
    ) -> None:
        """Note what each page was drawn from and how its file looks now, for the next build."""
        notes = {}
        for path, digest in inputs.items():
            output = drawn.get(path) or records[path].output
            with contextlib.suppress(OSError):
                found = (self.output / path).stat()
                notes[path] = PageRecord(digest, output, found.st_size, found.st_mtime_ns)
        if notes != records or len(present) != len(records):
            self.store.put_pages(site, notes)


def _unwritable(error: OSError) -> Problem:
    reason = f"{error.filename}: {error.strerror}" if error.filename and error.strerror else str(error)
    return Problem(
        "output-unwritable", "error", f"cannot write: {reason}", hint="Check the folder's rights and the space on the disk."
    )
