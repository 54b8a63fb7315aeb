"""The settings of a site: defaults, what a file may say, and what is refused before anything is built."""

from pathlib import Path

import pytest

from briefgen import config
from briefgen.model import Location


@pytest.fixture
def site(tmp_path):
    def write(text: str) -> Path:
        (tmp_path / "briefgen.toml").write_text(text, "utf-8")
        return tmp_path

    return write


def test_an_empty_file_is_a_site(site):
    folder = site("")
    settings, problems = config.load(folder)
    assert problems == ()
    assert (settings.title, settings.lang, settings.base_url, settings.engine) == ("Briefings", "id", "", "processes")
    assert (settings.output, settings.seeds, settings.state) == (folder / "site", folder / "seeds", folder / ".briefgen")
    assert (settings.templates, settings.static) == (folder / "templates", folder / "static")


def test_the_file_or_its_folder_may_be_named(site):
    folder = site("[site]\ntitle = 'Kabar'\n")
    assert config.load(folder) == config.load(folder / "briefgen.toml")


def test_every_documented_key_is_read(site):
    settings, problems = config.load(
        site("""
[site]
title = "Kabar"
lang = "en"
base_url = "https://example.org/kabar"
publish = "quotes"
edit_url = "https://example.org/edit/{path}"
[site.outlet_timezones]
"Kantor Berita" = "Asia/Jakarta"
[build]
output = "public/html"
jobs = 2
engine = "serial"
strict = true
max_article_bytes = 5000
[glossary]
layers = ["builtin"]
languages = ["id", "en"]
[search]
enabled = false
""")
    )
    assert problems == ()
    assert (settings.title, settings.lang, settings.base_url) == ("Kabar", "en", "https://example.org/kabar/")
    assert (settings.publish, settings.edit_url) == ("quotes", "https://example.org/edit/{path}")
    assert settings.outlet_timezones == (("Kantor Berita", "Asia/Jakarta"),)
    assert settings.output == settings.root / "public" / "html"
    assert (settings.jobs, settings.engine, settings.strict, settings.max_article_bytes) == (2, "serial", True, 5000)
    assert (settings.layers, settings.languages) == (("builtin",), ("id", "en"))
    assert settings.search is False


def test_all_mistakes_are_reported_with_their_lines(site):
    settings, problems = config.load(
        site('[site]\ntitel = "x"\n[biuld]\njobs = 2\n[build]\njobs = "two"\nengine = "dusk"\n[search]\nenabled = []\n')
    )
    assert settings is None
    assert [(p.location, p.message, p.hint) for p in problems] == [
        (Location("briefgen.toml", 2, 1), 'unknown key "site.titel"', 'Did you mean "title"?'),
        (Location("briefgen.toml", 3, 1), 'unknown key "biuld"', 'Did you mean "build"?'),
        (Location("briefgen.toml", 6, 1), '"build.jobs" must be a whole number, not "two"', ""),
        (Location("briefgen.toml", 7, 1), "\"build.engine\" must be 'serial', 'processes' or 'dask', not \"dusk\"", ""),
        (Location("briefgen.toml", 9, 1), '"search.enabled" must be true or false, not a list', ""),
    ]
    assert {p.code for p in problems} == {"config-invalid"}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('[site]\nbase_url = "example.org"', 2, "not an address"),
        ('[site]\nbase_url = "https://example.org/?page=1"', 2, "not an address"),
        ('[site]\nbase_url = "http://[::1"', 2, "not an address"),
        ('[site]\nlang = "Bahasa Indonesia"', 2, "not a language code"),
        ('[glossary]\nlanguages = ["id", "?"]', 2, "not a language code"),
        ('[site]\nedit_url = "example.org"', 2, "not an address"),
        ('[site]\nedit_url = "javascript:alert({page})"', 2, "not an address"),
        ('[site]\nedit_url = "https://example.org/{file}"', 2, "no slot"),
        ('[site.outlet_timezones]\n"Kantor Berita" = "Asia/Jakartaa"', 1, "not a time zone"),
        ('[site.outlet_timezones]\n"Kantor Berita" = "../etc/passwd"', 1, "not a time zone"),
        ("[build]\njobs = -1", 2, "or more"),
        ("[build]\nmax_article_bytes = 0", 2, "or more"),
    ],
)
def test_values_that_cannot_be_meant_are_refused(site, text, line, words):
    settings, (problem,) = config.load(site(text))
    assert settings is None
    assert (problem.code, problem.location) == ("config-invalid", Location("briefgen.toml", line, 1))
    assert words in problem.message


@pytest.mark.parametrize(
    "output", [".", "", "..", "/", "seeds", "seeds/out", "static", "templates/x", ".briefgen", "site/../seeds", "./"]
)
def test_an_output_folder_that_endangers_the_site_is_refused(site, output):
    settings, (problem,) = config.load(site(f'[build]\noutput = "{output}"'))
    assert settings is None
    assert problem.code == "config-invalid"
    assert problem.location == Location("briefgen.toml", 2, 1)


def test_a_link_to_the_seeds_is_no_output_folder(site):
    folder = site('[build]\noutput = "out"')
    (folder / "seeds").mkdir()
    (folder / "out").symlink_to("seeds")
    assert config.load(folder)[0] is None


def test_the_command_line_wins_and_is_checked_too(site, tmp_path, monkeypatch):
    settings, _ = config.load(site('[site]\ntitle = "Kabar"\n[build]\njobs = 4'))
    monkeypatch.chdir(tmp_path.parent)
    changed, problems = config.replace(settings, output="elsewhere", base_url="https://example.org/x", jobs=None)
    assert problems == ()
    assert (changed.output, changed.base_url) == (tmp_path.parent / "elsewhere", "https://example.org/x/")
    assert (changed.jobs, changed.title) == (4, "Kabar")
    refused, (problem,) = config.replace(settings, output=str(settings.seeds))
    assert refused is None
    assert problem.location is None


def test_a_broken_or_missing_file_is_a_problem(site, tmp_path):
    assert [p.code for p in config.load(tmp_path)[1]] == ["config-missing"]
    assert [(p.code, p.location.line) for p in config.load(site("[site\n"))[1]] == [("toml-syntax", 1)]
    (tmp_path / "briefgen.toml").write_bytes(b"title = '\xff'")
    assert [p.code for p in config.load(tmp_path)[1]] == ["config-invalid"]
