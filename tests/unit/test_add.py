"""`briefgen add`: pages from a server on this machine and files, and Markdown that reads back to the same text."""

from __future__ import annotations

import http.server
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from click.testing import CliRunner, Result

from briefgen.cli import fetching, main
from briefgen.model import Article, Source
from briefgen.read import article, markdown, written

PROSE = "Harga beras di tingkat eceran naik lagi pada pekan ini, kata menteri perdagangan di Jakarta pada hari Selasa."
PAGE = (
    '<html lang=id><head><meta charset=utf-8><meta property="og:title" content="Harga: beras “naik” #2">'
    '<meta property="article:published_time" content="2024-05-14T09:30:00+07:00"></head><body><nav><a href=/>Beranda</a></nav>'
    f'<article><p>{PROSE}</p><p>Menurut <a href="/siaran">siaran</a> *resmi* itu, harga_beras naik.</p></article></body></html>'
)


class Handler(http.server.BaseHTTPRequestHandler):
    """One path a way in which a server may behave."""

    agents: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.agents.append(self.headers["User-Agent"])
        getattr(self, self.path.strip("/").split("?")[0].replace("-", "_") or "page")()

    def send(
        self, body: bytes, kind: str = "text/html; charset=utf-8", code: int = 200, length: int = -1, **headers: str
    ) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length < 0 else length))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def page(self) -> None:
        self.send(PAGE.encode())

    def latin(self) -> None:
        self.send(PAGE.replace("“naik”", "café").encode("cp1252"), "text/html; charset=windows-1252")

    def words(self) -> None:
        self.send(f"{PROSE}\n\n{PROSE}".encode(), "text/plain")

    def moved(self) -> None:
        self.send(b"", code=302, Location="/page")

    def loop(self) -> None:
        self.send(b"", code=302, Location="/loop")

    def long_way(self) -> None:
        self.send(b"", code=302, Location=f"/long-way?{time.monotonic_ns()}")

    def to_file(self) -> None:
        self.send(b"", code=302, Location="file:///etc/hostname")

    def to_ftp(self) -> None:
        self.send(b"", code=302, Location="ftp://127.0.0.1/x")

    def huge(self) -> None:
        self.send(b"x" * 400_000)

    def slow(self) -> None:
        self.send(b"<html>", length=1000)
        time.sleep(2)

    def trickle(self) -> None:
        self.send(b"<html>", length=1000)
        for _ in range(20):
            time.sleep(0.1)
            self.wfile.write(b"x")

    def short(self) -> None:
        self.send(b"<html>", length=1000)

    def pdf(self) -> None:
        self.send(b"%PDF", "application/pdf")

    def missing(self) -> None:
        self.send(b"gone", code=404)

    def broken(self) -> None:
        self.wfile.write(b"nonsense\r\n\r\n")

    def log_message(self, *_: object) -> None:
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is what these tests are about."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with Server(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


# --- fetching ------------------------------------------------------------------------------------------------------------


def test_a_page_is_fetched_with_the_program_s_name(server: str) -> None:
    page, problems = fetching.fetch(f"{server}/page")
    assert problems == ()
    assert page == fetching.Fetched(PAGE.encode(), f"{server}/page", ".html", "utf-8")
    assert Handler.agents[-1].startswith("briefgen/")


def test_redirects_are_followed(server: str) -> None:
    page, _ = fetching.fetch(f"{server}/moved")
    assert page
    assert page.url == f"{server}/page"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("loop", "infinite loop"),
        ("long-way", "infinite loop"),
        ("to-file", "not allowed"),
        ("to-ftp", "not on the web"),
        ("huge", "more than 300,000 bytes"),
        ("slow", "in time"),
        ("trickle", "in time"),
        ("short", "ended before"),
        ("pdf", "application/pdf"),
        ("missing", "404"),
        ("broken", "BadStatusLine"),
    ],
)
def test_what_cannot_be_fetched_is_a_problem(server: str, path: str, words: str) -> None:
    page, (problem,) = fetching.fetch(f"{server}/{path}", timeout=0.4, max_bytes=300_000)
    assert page is None
    assert (problem.code, problem.severity) == ("fetch-failed", "error")
    assert words in problem.message


@pytest.mark.parametrize(
    "url", ["file:///etc/hostname", "ftp://a.example/x", "javascript://x", "http://", "http://[", "data://x"]
)
def test_only_the_web_is_fetched(url: str) -> None:
    assert fetching.fetch(url)[0] is None


@pytest.mark.parametrize(
    ("start", "to", "follows"),
    [
        ("https://warta.example/a", "https://www.warta.example/a", True),
        ("https://warta.example/a", "http://127.0.0.1/admin", False),
        ("https://warta.example/a", "http://localhost:8000/", False),
        ("https://warta.example/a", "http://192.168.1.1/", False),
        ("https://warta.example/a", "http://[::1]/", False),
        ("http://localhost/a", "http://127.0.0.1/b", True),
    ],
)
def test_the_open_web_does_not_lead_inside(start: str, to: str, follows: bool) -> None:
    request = fetching.urllib.request.Request(start)
    try:
        found = fetching._Redirects().redirect_request(request, None, 302, "", {}, to)  # type: ignore[arg-type]
    except fetching._RefusedError:
        found = None
    assert (found is not None) == follows


# --- the command -----------------------------------------------------------------------------------------------------------


def add(site: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["add", *arguments, "--config", str(site / "briefgen.toml")])


def test_an_article_is_written_with_its_metadata_and_the_file_as_it_came(server: str, site: Path) -> None:
    result = add(site, f"{server}/page")
    assert result.exit_code == 0, result.output
    stem = "2024-05-14-harga-beras-naik-2"
    assert (site / f"seeds/raw/{stem}.html").read_bytes() == PAGE.encode()
    text = (site / f"seeds/articles/{stem}.md").read_text("utf-8")
    matter = 'title: "Harga: beras “naik” #2"|outlet: "127.0.0.1"|published: 2024-05-14T09:30+07:00|url: "{}/page"|lang: id|---|'
    assert text.startswith("---\n" + matter.format(server).replace("|", "\n"))
    assert f"[siaran](<{server}/siaran>) \\*resmi\\* itu, harga\\_beras" in text
    assert "- Beranda" in result.output
    assert "@@ html:boilerplate @@" in result.output


def test_nothing_is_written_over_without_force(server: str, site: Path) -> None:
    add(site, f"{server}/page")
    (file,) = (site / "seeds/articles").iterdir()
    file.write_text("mine")
    result = add(site, f"{server}/page")
    assert result.exit_code == 1
    assert "error[add-exists]" in result.output
    assert file.read_text() == "mine"
    assert add(site, f"{server}/page", "--force").exit_code == 0
    assert file.read_text() != "mine"


def test_what_the_server_says_of_the_encoding_counts(server: str, site: Path) -> None:
    assert add(site, f"{server}/latin").exit_code == 0
    assert "café" in next((site / "seeds/articles").iterdir()).read_text("utf-8")


def test_files_are_added_too_and_names_stay_in_the_folder(site: Path, tmp_path: Path) -> None:
    file = tmp_path / "saved.txt"
    file.write_text(f"---\ntitle: ../../etc/passwd\npublished: 2024-05-14\n---\n{PROSE}\n\nBagikan\n", "utf-8")
    assert add(site, str(file)).exit_code == 0
    assert [path.name for path in (site / "seeds/articles").iterdir()] == ["2024-05-14-etc-passwd.md"]
    assert [path.name for path in (site / "seeds/raw").iterdir()] == ["2024-05-14-etc-passwd.txt"]


@pytest.mark.parametrize("name", ["missing.txt", "ftp://a.example/x"])
def test_trouble_is_reported_and_leaves_nothing(site: Path, name: str) -> None:
    result = add(site, name)
    assert result.exit_code == 1
    assert list((site / "seeds").rglob("*.*")) == []


# --- Markdown that reads back ------------------------------------------------------------------------------------------------


def read(data: str, path: str) -> Article:
    (found,), _ = article.read(Source(path, data.encode(), ""), default_lang="id", languages=("en", "id"))
    return found


@pytest.mark.parametrize(
    "text",
    [
        "* bintang * dan _garis_ dan `kode` dan ~~coret~~",
        "# bukan judul",
        "> bukan kutipan",
        "- bukan butir",
        "12. bukan nomor",
        "1) juga bukan",
        "[bukan](tautan) dan ![bukan](gambar) dan [^1]",
        "<b>bukan</b> &amp; &lt; & juga &copy; AT&T",
        "a | b | c",
        "=== bukan garis",
        "--- bukan garis",
        "+ tambah",
        "garis miring \\ dan \\* dan \\",
        "http://a.example/x_y_z dan <http://b.example>",
        "**tebal",
        "| a |\n| --- |",
        ": titik dua",
        "{{ templat }} {% if x %} ${x}",
    ],
)
def test_text_is_not_markup(text: str) -> None:
    page = read(f"---\nlang: id\ntitle: x\nkeep: [{text!r}]\n---\n{PROSE}", "a.txt")
    plain = article.unchanged({"lang": "id", "title": "x", "text": f"{PROSE}\n\n{text}\n\n{PROSE}"})
    for one in (page, plain):
        back = read(written.markdown_of(one), "a.md")
        assert back.text.split() == one.text.split()


@pytest.mark.parametrize(
    "source",
    [
        "Kata **menteri *itu*** dan [tautan](<http://a.example/x y>) dan `kode ` di sini.",
        "- satu\n- dua\n  - tiga\n\nparagraf",
        "> kutipan\n>> di dalam",
        "| a | b |\n|---|---|\n| 1 | dua *tiga* |",
        "```\nkode\n  `` dua\n```",
        "![gambar itu](http://a.example/b.png)",
        "a\n\n## Judul **kedua**\n\nb",
    ],
)
def test_structure_and_marks_read_back(source: str) -> None:
    one = read(f"---\ntitle: x\nlang: id\n---\n{source}", "a.md")
    back = read(written.markdown_of(one), "a.md")
    assert (back.text, back.blocks, back.marks) == (one.text, one.blocks, one.marks)


@pytest.mark.parametrize(
    "title", ['"a"', "a: b", "# a", "- a", "a\\b", "'", "null", "😀 \x7f\u2028\x9b", "{{x}}", "--- a", "yes", "&a *b !c"]
)
def test_front_matter_reads_back(title: str) -> None:
    one = article.unchanged({"lang": "id", "title": title, "byline": title, "url": "http://a.example", "text": PROSE})
    back = read(written.markdown_of(one), "a.md")
    assert (back.title, back.byline) == (title, title)


def test_markdown_of_markdown_has_one_block_a_block() -> None:
    assert markdown.parse("\\- a\n\nb").cleaned.text == "- a\n\nb"
