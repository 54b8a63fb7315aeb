"""Publishing: only what changed is written, files are always whole, and nothing is deleted that briefgen did not make."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefgen.model import Page
from briefgen.publish import folder, writer
from briefgen.publish.store import open_store
from briefgen.publish.writer import Ready

MARK = '<meta name="generator" content="briefgen">'


class Killed(BaseException):
    """The process ends here."""


@dataclass
class Site:
    """A site folder: build it from a dict of path → text."""

    root: Path

    @property
    def output(self):
        return self.root / "site"

    def build(self, pages, *, output=None, base_url="", progress=lambda *_: None, extra=()):
        plan = [Ready(Page(path, text.encode(), 1 if path.endswith("index.html") else 0)) for path, text in pages.items()]
        state = self.root / ".briefgen"
        with open_store(state) as store:
            return writer.publish(
                [*plan, *extra],
                output=output or self.output,
                state=state,
                store=store,
                base_url=base_url,
                static=self.root / "static",
                progress=progress,
            )

    def files(self):
        return {path.relative_to(self.output).as_posix(): path.read_text() for path in self.output.rglob("*") if path.is_file()}


@pytest.fixture
def site(tmp_path):
    return Site(tmp_path)


def codes(result):
    return [problem.code for problem in result.problems]


# --- what is written ---------------------------------------------------------------------------------------------------


def test_a_site_is_written_and_then_left_alone(site):
    pages = {"index.html": "front", "people/a.html": "A"}
    first = site.build(pages)
    assert site.files() == {**pages, ".nojekyll": ""}
    assert first.written == (".nojekyll", "index.html", "people/a.html")
    times = {path: path.stat().st_mtime_ns for path in site.output.rglob("*")}
    second = site.build(pages)
    assert (second.written, second.deleted, second.rendered, second.reasons) == ((), (), 0, ())
    assert second.unchanged == first.written
    assert {path: path.stat().st_mtime_ns for path in site.output.rglob("*")} == times


def test_only_changed_pages_are_written_and_only_lost_ones_deleted(site):
    site.build({"index.html": "front", "people/a.html": "A", "places/b.html": "B"})
    kept = (site.output / "index.html").stat().st_mtime_ns
    result = site.build({"index.html": "front", "people/a.html": "AA"})
    assert (result.written, result.deleted) == (("people/a.html",), ("places/b.html",))
    assert result.reasons == (
        "people/a.html is rendered because what it shows has changed",
        "places/b.html is deleted because nothing makes it any more",
    )
    assert not (site.output / "places").exists()
    assert (site.output / "index.html").stat().st_mtime_ns == kept


def test_a_page_drawn_again_to_the_same_bytes_is_not_written(site):
    @dataclass
    class Plan:
        inputs: str
        path: str = "a.html"
        rank: int = 0

        def draw(self):
            return b"same"

    site.build({}, extra=[Plan("before")])
    time = (site.output / "a.html").stat().st_mtime_ns
    result = site.build({}, extra=[Plan("after")])
    assert (result.rendered, result.written) == (1, ())
    assert (site.output / "a.html").stat().st_mtime_ns == time
    assert site.build({}, extra=[Plan("after")]).rendered == 0


def test_edited_and_lost_files_are_restored(site):
    site.build({"a.html": "A", "b.html": "B"})
    (site.output / "a.html").write_text("edited by hand")
    (site.output / "b.html").unlink()
    assert site.build({"a.html": "A", "b.html": "B"}).written == ("a.html", "b.html")
    assert site.files() == {"a.html": "A", "b.html": "B", ".nojekyll": ""}


def test_leaves_come_before_the_pages_that_list_them(site):
    order = []

    def note(what, *_):
        if what == "writing":
            order.append({path.relative_to(site.output).as_posix() for path in site.output.rglob("*.html")})

    site.build({"index.html": "front", "people/index.html": "register", "people/z.html": "Z"}, progress=note)
    assert order[-3:] == [
        {"people/z.html"},
        {"people/z.html", "index.html"},
        {"people/z.html", "index.html", "people/index.html"},
    ]


def test_another_base_url_is_another_site_in_the_same_folder(site):
    site.build({"a.html": "at one"}, base_url="https://one.example/")
    site.build({"a.html": "at two"}, base_url="https://two.example/")
    site.build({"a.html": "at one"}, base_url="https://one.example/")
    assert site.files()["a.html"] == "at one"


def test_each_output_folder_is_its_own(site):
    site.build({"a.html": "A", "old.html": "old"})
    site.build({"a.html": "A"}, output=site.root / "other")
    assert (site.output / "old.html").exists()


# --- static files ------------------------------------------------------------------------------------------------------


def test_static_files_are_copied_and_win(site):
    static = site.root / "static"
    (static / ".well-known").mkdir(parents=True)
    (static / ".well-known" / "x.txt").write_text("well known")
    (static / "robots.txt").write_text("mine")
    result = site.build({"robots.txt": "made"})
    assert site.files() == {".well-known/x.txt": "well known", "robots.txt": "mine", ".nojekyll": ""}
    assert [(p.code, p.severity) for p in result.problems] == [("static-replaces", "note")]


def test_static_links_that_lead_out_are_not_copied(site):
    (site.root / "secret").write_text("secret")
    (site.root / "static").mkdir()
    (site.root / "static" / "link").symlink_to(site.root / "secret")
    result = site.build({"a.html": "A"})
    assert codes(result) == ["static-skipped"]
    assert "link" not in site.files()


# --- what is never touched ---------------------------------------------------------------------------------------------


def test_foreign_files_stay(site):
    site.output.mkdir()
    (site.output / "mine.html").write_text("mine")
    (site.output / ".gitignore").write_text("*")
    site.build({"a.html": "A"})
    site.build({"b.html": "B"})
    assert site.files() == {"mine.html": "mine", ".gitignore": "*", "b.html": "B", ".nojekyll": ""}


def test_a_foreign_file_in_the_way_stops_the_build_before_the_first_write(site):
    site.output.mkdir()
    (site.output / "index.html").write_text("my own home page")
    result = site.build({"a.html": "A", "index.html": "front"})
    assert [(p.code, p.location.path) for p in result.problems] == [("output-foreign-file", "site/index.html")]
    assert site.files() == {"index.html": "my own home page"}


def test_a_foreign_file_with_the_same_bytes_is_no_trouble(site):
    site.output.mkdir()
    (site.output / "index.html").write_text("front")
    assert codes(site.build({"index.html": "front"})) == []


@pytest.mark.parametrize(("before", "after"), [(MARK, MARK + " newer"), ("front", "front")], ids=["marked", "partly the same"])
def test_a_site_is_known_again_after_its_state_was_deleted(site, before, after):
    site.build({"index.html": before, "a.html": "A", "old.html": "old"})
    shutil.rmtree(site.root / ".briefgen")
    result = site.build({"index.html": after, "a.html": "AA"})
    assert codes(result) == []
    assert (site.files()["index.html"], site.files()["a.html"]) == (after, "AA")
    assert (site.output / "old.html").exists(), "without the list of what it wrote, briefgen deletes nothing"


def test_a_copied_file_does_not_make_a_folder_ours(site):
    site.output.mkdir()
    (site.output / "index.html").write_text("my own home page")
    (site.root / "static").mkdir()
    for folder_ in ("static", "site"):
        (site.root / folder_ / "favicon.ico").write_text("icon")
    assert codes(site.build({"index.html": "front"})) == ["output-foreign-file"]


@pytest.mark.parametrize("kind", ["folder", "link", "parent link", "parent file"])
def test_links_and_folders_in_the_way_are_not_followed(site, kind):
    site.output.mkdir()
    outside = site.root / "outside"
    outside.mkdir()
    (outside / "a.html").write_text("outside")
    match kind:
        case "folder":
            (site.output / "people" / "a.html").mkdir(parents=True)
        case "link":
            (site.output / "people").mkdir()
            (site.output / "people" / "a.html").symlink_to(outside / "a.html")
        case "parent link":
            (site.output / "people").symlink_to(outside)
        case "parent file":
            (site.output / "people").write_text("a file")
    assert codes(site.build({"people/a.html": "A"})) == ["output-foreign-file"]
    assert (outside / "a.html").read_text() == "outside"
    assert not (site.output / ".nojekyll").exists()


@pytest.mark.parametrize(
    "path", ["../a.html", "/etc/a.html", "a/../../b", "", ".", "a\\b", "a//b", "./a", "a\0b", "C:a", "a\nb", "\udcff"]
)
def test_a_path_that_leaves_the_folder_is_refused(site, path):
    assert codes(site.build({path: "A"})) == ["page-path"]
    assert not site.output.exists()


def test_two_pages_of_one_path_are_refused(site):
    assert codes(site.build({"a.html": "A"}, extra=[Ready(Page("a.html", b"B"))])) == ["page-collision"]
    assert codes(site.build({"a": "A", "a/b": "B"})) == ["page-collision"]
    assert not site.output.exists()


# --- trouble -----------------------------------------------------------------------------------------------------------


def test_an_output_that_cannot_be_written_is_a_problem(site):
    site.output.write_text("a file")
    assert codes(site.build({"a.html": "A"})) == ["output-unwritable"]
    assert site.output.read_text() == "a file"


def test_a_state_folder_that_cannot_be_written_is_a_problem(site):
    (site.root / ".briefgen").write_text("a file")
    assert codes(site.build({"a.html": "A"})) == ["output-unwritable"]
    assert site.files() == {}


def test_a_name_that_the_disk_refuses_is_found_before_the_first_write(site):
    site.build({"a.html": "A"})
    assert codes(site.build({"a.html": "AA", f"{'n' * 300}.html": "N"})) == ["output-unwritable"]
    assert site.files()["a.html"] == "A"


def test_an_error_while_drawing_changes_nothing(site):
    class Broken:
        path, rank, inputs = "b.html", 0, "x"

        def draw(self):
            raise RuntimeError("template")

    site.build({"a.html": "A"})
    with pytest.raises(RuntimeError):
        site.build({"a.html": "AA"}, extra=[Broken()])
    assert site.files() == {"a.html": "A", ".nojekyll": ""}
    assert not (site.root / ".briefgen" / "staging").exists()


def test_a_second_build_waits_its_turn(site, monkeypatch):
    monkeypatch.setattr(folder, "LOCK_WAIT_S", 0.1)
    site.build({"a.html": "A"})
    with folder.lock(site.root / ".briefgen"):
        assert codes(site.build({"a.html": "AA"})) == ["build-locked"]
    assert codes(site.build({"a.html": "AA"})) == []


def test_a_site_is_intact_until_anything_in_it_changes(site):
    def intact(base_url=""):
        with open_store(site.root / ".briefgen") as store:
            return writer.intact(site.output, store, base_url)

    assert intact() == 0
    site.build({"a.html": "A"})
    assert intact() == 2
    assert intact("https://other.example/") == 0
    (site.output / "foreign.html").write_text("no business of ours")
    assert intact() == 2
    (site.output / "a.html").write_text("edited")
    assert intact() == 0
    site.build({"a.html": "A"})
    (site.output / "a.html").unlink()
    assert intact() == 0


def test_a_site_that_was_left_half_done_is_not_intact(site):
    def kill(what, *_):
        if what == "writing":
            raise Killed

    site.build({"z.html": "Z"})
    with pytest.raises(Killed):
        site.build({"a.html": "A", "z.html": "Z"}, progress=kill)
    with open_store(site.root / ".briefgen") as store:
        assert writer.intact(site.output, store, "") == 0
    assert site.build({"z.html": "Z"}).deleted == ("a.html",)


OLD = {"index.html": "old front", "people/index.html": "old register", "people/a.html": "old A", "gone.html": "gone"}
NEW = {"index.html": "new front", "people/index.html": "new register", "people/a.html": "new A", "people/b.html": "new B"}


@pytest.mark.parametrize("step", range(10))
def test_after_a_kill_every_file_is_whole_and_the_next_build_finishes(site, step):
    site.build(OLD)
    steps = 0

    def kill(*_):
        nonlocal steps
        steps += 1
        if steps > step:
            raise Killed

    try:
        site.build(NEW, progress=kill)
        died = False
    except Killed:
        died = True
    assert died == (step < 8)
    for path, text in site.files().items():
        assert text in {"", OLD.get(path), NEW.get(path)}
    assert set(OLD) <= set(site.files()) | ({"gone.html"} if not died else set()), "no file may be missing"
    result = site.build(NEW)
    assert codes(result) == []
    assert site.files() == {**NEW, ".nojekyll": ""}


def test_links_in_static_that_lead_nowhere_are_warnings(site):
    (site.root / "static").mkdir()
    (site.root / "static/circle").symlink_to("circle")
    (site.root / "static/nowhere").symlink_to("gone")
    result = site.build({"index.html": MARK})
    assert codes(result) == ["static-skipped", "static-skipped"]
    assert result.written
