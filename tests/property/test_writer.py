"""Whatever was built before, interrupted or not: the folder ends up as a build from scratch would leave it."""

import contextlib
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.model import Page
from briefgen.publish import writer
from briefgen.publish.store import open_store

PATHS = st.sampled_from(["index.html", "a.html", "people/a.html", "people/b.html", "places/x/y.html"])
SITES = st.dictionaries(PATHS, st.binary(max_size=3))
HISTORIES = st.lists(st.tuples(SITES, st.integers(0, 12)), max_size=4)


class Killed(BaseException):
    """The process ends here."""


def build(root, pages, steps=None):
    """Build; be killed at a step if one is given."""
    left = iter(range(steps if steps is not None else 10_000))

    def progress(*_):
        if next(left, None) is None:
            raise Killed

    with open_store(root / ".briefgen") as store:
        plan = [writer.Ready(Page(path, body, path.count("/"))) for path, body in pages.items()]
        return writer.publish(plan, output=root / "site", state=root / ".briefgen", store=store, progress=progress)


def files(root):
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@settings(max_examples=30, deadline=None)
@given(HISTORIES, SITES)
def test_a_build_after_any_history_is_a_build_from_scratch(history, last):
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for pages, steps in history:
            with contextlib.suppress(Killed):
                build(root, pages, steps)
        assert build(root, last).problems == ()
        assert files(root / "site") == {**last, ".nojekyll": b""}
        again = build(root, last)
        assert (again.written, again.deleted, again.rendered) == ((), (), 0)
