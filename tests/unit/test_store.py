"""The store saves work and never truth: whatever happens to its file, a value comes back right or not at all."""

import sqlite3

import pytest

from briefgen.publish import store
from briefgen.publish.store import PageRecord, open_store

PAGES = {"a.html": PageRecord("in", "out", 3, 17)}


@pytest.fixture
def state(tmp_path):
    return tmp_path / ".briefgen"


def test_values_and_page_records_come_back(state):
    with open_store(state) as kept:
        assert kept.get("key") is None
        kept.put("key", b"value")
        kept.put("key", b"newer")
        kept.put_pages("site", PAGES)
        assert kept.get("key") == b"newer"
    with open_store(state) as kept:
        assert kept.get("key") == b"newer"
        assert kept.pages("site") == PAGES
        assert kept.pages("other site") == {}
        kept.put_pages("site", {})
        assert kept.pages("site") == {}
        assert kept.problems == ()


def test_a_value_put_before_a_crash_is_there(state):
    with pytest.raises(RuntimeError), open_store(state) as kept:
        kept.put("key", b"value")
        raise RuntimeError
    with open_store(state) as kept:
        assert kept.get("key") == b"value"


@pytest.mark.parametrize("junk", [b"this is no database at all " * 100, b"SQLite format 3\0" + b"\1" * 5000])
def test_a_file_that_is_no_database_is_made_anew(state, junk):
    state.mkdir()
    (state / store.FILE).write_bytes(junk)
    with open_store(state) as kept:
        kept.put("key", b"value")
        assert [(p.code, p.severity) for p in kept.problems] == [("store-unusable", "warning")]
    with open_store(state) as kept:
        assert kept.get("key") == b"value"
        assert kept.problems == ()


def test_a_store_of_another_version_is_made_anew(state):
    with open_store(state) as kept:
        kept.put("key", b"value")
    database = sqlite3.connect(state / store.FILE)
    database.execute("PRAGMA user_version = 999")
    database.close()
    with open_store(state) as kept:
        assert kept.get("key") is None
        assert "another version" in kept.problems[0].message


def test_a_damaged_value_is_not_returned(state):
    with open_store(state) as kept:
        kept.put("key", b"value")
        kept.put("other", b"eulav")
    database = sqlite3.connect(state / store.FILE)
    database.execute("UPDATE kept SET value = (SELECT value FROM kept WHERE key = 'other') WHERE key = 'key'")
    database.commit()
    database.close()
    with open_store(state) as kept:
        assert kept.get("key") is None
        assert kept.get("other") == b"eulav"
        assert [p.code for p in kept.problems] == ["store-unusable"]
        kept.put("key", b"value")
        assert kept.get("key") == b"value"


def test_a_truncated_store_gives_nothing_wrong(state):
    values = {f"key{number}": bytes([number]) * 5000 for number in range(50)}
    with open_store(state) as kept:
        for key, value in values.items():
            kept.put(key, value)
    file = state / store.FILE
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    with open_store(state) as kept:
        assert all(kept.get(key) in (None, value) for key, value in values.items())
        kept.put("key0", b"again")
        assert kept.get("key0") == b"again"
        assert kept.problems
    with open_store(state) as kept:
        assert kept.problems == ()


def test_a_store_that_cannot_be_made_is_done_without(state):
    (state / store.FILE).mkdir(parents=True)
    with open_store(state) as kept:
        kept.put("key", b"value")
        kept.put_pages("site", PAGES)
        assert kept.get("key") == b"value"
        assert kept.pages("site") == PAGES
        assert {p.code for p in kept.problems} == {"store-unusable"}


def test_a_state_folder_that_is_a_file_is_done_without(state):
    state.write_text("mine")
    with open_store(state) as kept:
        kept.put("key", b"value")
        assert kept.get("key") == b"value"
        assert {p.code for p in kept.problems} == {"store-unusable"}
    assert state.read_text() == "mine"


def test_values_nobody_asks_for_are_dropped_in_time(state):
    with open_store(state) as kept:
        kept.put("forgotten", b"value")
        kept.put("used", b"value")
    for _ in range(store.KEPT_SESSIONS + 1):
        with open_store(state) as kept:
            assert kept.get("used") == b"value"
    with open_store(state) as kept:
        assert kept.get("forgotten") is None
