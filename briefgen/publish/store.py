"""What earlier builds found out, in one SQLite file: analysed documents by the digest of all that they depend on, and what each
page was drawn from. A store that cannot be trusted is rebuilt or done without, with a warning: it saves time, never truth.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from briefgen import codec
from briefgen.model import Location, Problem

T = TypeVar("T")

FILE = "store.sqlite"
SCHEMA = 1
"""Raise when a table changes; an older or newer store is rebuilt."""
KEPT_SESSIONS = 50
"""Builds after which a value that none of them asked for is dropped: switching between two branches keeps both."""
WAIT_S = 30.0
"""Seconds to wait for another build that is writing."""

_TABLES = """
CREATE TABLE kept (key TEXT PRIMARY KEY, value BLOB NOT NULL, sha BLOB NOT NULL, session INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE pages (site TEXT, path TEXT, inputs TEXT NOT NULL, output TEXT NOT NULL, size INTEGER NOT NULL,
                    mtime INTEGER NOT NULL, PRIMARY KEY (site, path)) WITHOUT ROWID;
CREATE TABLE session (number INTEGER NOT NULL);
INSERT INTO session VALUES (0);
"""


@dataclass(frozen=True, slots=True)
class PageRecord:
    """What was noted of a published page: digest of its inputs, SHA-256, size and time of change (ns) of the file written."""

    inputs: str
    output: str
    size: int
    mtime: int


@dataclass(eq=False)
class Store:
    """An open store. `get` and `put` never raise for a bad file: after the first trouble values are kept in memory only."""

    state: Path
    """The state folder that the store is in."""
    _database: sqlite3.Connection
    _session: int = 0
    _problems: list[Problem] = field(default_factory=list)
    _used: set[str] = field(default_factory=set)
    _damaged: bool = False

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Warnings so far: `store-unusable`, once a trouble."""
        return tuple(self._problems)

    def get(self, key: str) -> bytes | None:
        """The bytes put under this key, or None. A damaged value is forgotten, not returned."""
        try:
            row = self._database.execute("SELECT value, sha FROM kept WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error as error:
            self._give_up(error)
            return None
        if row is None:
            return None
        with contextlib.suppress(zlib.error):
            value = zlib.decompress(row[0])
            if _sha(key, value) == row[1]:
                self._used.add(key)
                return value
        self._problems.append(_unusable("a value in it is damaged; it is made again"))
        self._write("DELETE FROM kept WHERE key = ?", (key,))
        return None

    def has(self, key: str) -> bool:
        """True if there is a value under this key, which then counts as asked for."""
        try:
            found = self._database.execute("SELECT 1 FROM kept WHERE key = ?", (key,)).fetchone() is not None
        except sqlite3.Error as error:
            self._give_up(error)
            return False
        if found:
            self._used.add(key)
        return found

    def put(self, key: str, value: bytes) -> None:
        """Keep bytes under a key; they are on disk when this returns, so an interrupted build loses nothing done before."""
        self._used.add(key)
        packed = zlib.compress(value, 1)
        self._write("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", (key, packed, _sha(key, value), self._session))

    def once(self, key: str, kind: type[T], make: Callable[[], T]) -> T:
        """The value kept under a key; if there is none, what `make` gives, which is then kept."""
        if (known := self.get(key)) is not None:
            return codec.decode(kind, known)
        value = make()
        self.put(key, codec.encode(value))
        return value

    def pages(self, site: str) -> dict[str, PageRecord]:
        """The records of all pages of a site (output folder and base URL), by path."""
        try:
            rows = self._database.execute(
                "SELECT path, inputs, output, size, mtime FROM pages WHERE site = ?", (site,)
            ).fetchall()
        except sqlite3.Error as error:
            self._give_up(error)
            return {}
        return {path: PageRecord(*rest) for path, *rest in rows}

    def put_pages(self, site: str, records: Mapping[str, PageRecord]) -> None:
        """Replace all records of a site at once."""
        rows = [(site, path, one.inputs, one.output, one.size, one.mtime) for path, one in records.items()]
        try:
            with self._transaction():
                self._database.execute("DELETE FROM pages WHERE site = ?", (site,))
                self._database.executemany("INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?)", rows)
        except sqlite3.Error as error:
            self._give_up(error)

    def close(self) -> None:
        """Note what was used, drop what has not been for `KEPT_SESSIONS` builds, and close. A damaged file is deleted."""
        with contextlib.suppress(sqlite3.Error), self._transaction():
            used = [(self._session, key) for key in self._used]
            self._database.executemany("UPDATE kept SET session = ? WHERE key = ?", used)
            self._database.execute("DELETE FROM kept WHERE session < ?", (self._session - KEPT_SESSIONS,))
        self._database.close()
        if self._damaged:
            with contextlib.suppress(OSError):
                (self.state / FILE).unlink()

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")

    def _write(self, statement: str, values: tuple[object, ...]) -> None:
        try:
            self._database.execute(statement, values)
        except sqlite3.Error as error:
            self._give_up(error)
            with contextlib.suppress(sqlite3.Error):
                self._database.execute(statement, values)

    def _give_up(self, error: sqlite3.Error) -> None:
        self._damaged |= _is_damage(error)
        self._problems.append(_unusable(f"{error}; this build does without it"))
        with contextlib.suppress(sqlite3.Error):
            self._database.close()
        self._database = _connect(":memory:")


@contextlib.contextmanager
def open_store(state: Path) -> Iterator[Store]:
    """Open the store in the state folder, made or rebuilt if need be, and close it at the end."""
    problems: list[Problem] = []
    database = _open(state / FILE, problems)
    session = 0
    try:
        database.execute("UPDATE session SET number = number + 1")
        session = database.execute("SELECT number FROM session").fetchone()[0]
    except (sqlite3.Error, TypeError) as error:
        problems.append(_unusable(f"{error}; this build does without it"))
        database.close()
        database = _connect(":memory:")
    store = Store(state, database, session, problems)
    try:
        yield store
    finally:
        store.close()


def _open(path: Path, problems: list[Problem]) -> sqlite3.Connection:
    """A connection to a sound store of this schema; to an empty one in memory if the file cannot be made."""
    for attempt in ("as it is", "rebuilt"):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            return _connect(str(path))
        except (sqlite3.DatabaseError, OSError) as error:
            if not _is_damage(error) or attempt == "rebuilt":
                problems.append(_unusable(f"{error}; this build does without it"))
                break
            problems.append(_unusable(f"{error}; it is made anew"))
            try:
                for leftover in (path, path.with_name(path.name + "-journal")):
                    leftover.unlink(missing_ok=True)
            except OSError as trouble:
                problems.append(_unusable(f"{trouble}; this build does without it"))
                break
    return _connect(":memory:")


def _connect(name: str) -> sqlite3.Connection:
    database = sqlite3.connect(name, timeout=WAIT_S, isolation_level=None)
    try:
        version = database.execute("PRAGMA user_version").fetchone()[0]
        tables = database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if not tables:
            database.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {SCHEMA}; COMMIT;")
        elif version != SCHEMA:
            raise sqlite3.DatabaseError(f"it was made by another version of briefgen (schema {version}, not {SCHEMA})")
    except BaseException:
        database.close()
        raise
    return database


def _is_damage(error: Exception) -> bool:
    """True unless the file is only locked, read-only or out of reach: no reason to throw away what another build keeps there."""
    return isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError)


def _sha(key: str, value: bytes) -> bytes:
    return hashlib.sha256(key.encode() + b"\0" + value).digest()


def _unusable(reason: str) -> Problem:
    hint = "The folder .briefgen can be deleted; the next build makes it anew."
    return Problem("store-unusable", "warning", f"the store cannot be used: {reason}", Location(f".briefgen/{FILE}"), hint)
