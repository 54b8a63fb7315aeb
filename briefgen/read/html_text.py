"""Bytes of a web page → its text, whatever encoding it has or claims: byte order mark, XML declaration or `meta`, and what the
bytes themselves say, where that is certain.
"""

from __future__ import annotations

import codecs
import re

from briefgen.model import Location, Problem

HEAD = 4096
"""Bytes in which a page declares its encoding; the standard asks for the first 1,024, pages have it a little later."""
MISREAD = 20
"""With more unreadable bytes than this in 10,000 the page is in another encoding than it says."""

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_BARE_UTF16 = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))
_DECLARED = re.compile(
    rb"<(?:meta\b|\?xml\b)[^>]{0,400}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE
)
_FORMATS = ((b"%PDF-", "a PDF"), (b"PK\x03\x04", "a zip archive"), (b"\x1f\x8b", "compressed"), (b"\x89PNG", "an image"))
_ENCODINGS = r"(?:iso8859|cp|koi8|mac|gb|hz|big5|shift|euc|ascii|tis|ptcp|kz1048|iso2022_jp)"
"""Names of encodings of text; Python's `base64` or `rot13` are none."""
_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
}
"""Browsers read these labels as a larger encoding, and so do pages mean them (WHATWG Encoding Standard)."""


def decode(data: bytes, path: str, *, declared: str = "") -> tuple[str, tuple[Problem, ...]]:
    """The text of a page without NULs; `declared` is the encoding that the server names, which goes before what the page says.
    Bytes that cannot be read become U+FFFD and a warning, `html-encoding`; what is no page at all is an error, `article-binary`.
    """
    for start, what in _FORMATS:
        if data.startswith(start):
            return "", (Problem("article-binary", "error", f"this is {what}, not a web page", Location(path, 1)),)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _read(data[len(mark) :], name, path)
    for start, name in _BARE_UTF16:
        if data.lstrip().startswith(start):
            return _read(data, name, path)
    data = data.replace(b"\x00", b"")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _read(data, _declared(data, declared), path)


def _declared(data: bytes, given: str) -> str:
    """The encoding a page that is no UTF-8 declares, else that of most such pages."""
    if not given and (found := _DECLARED.search(data[:HEAD])):
        given = found[1].decode("ascii")
    try:
        name = codecs.lookup(given).name if given else ""
    except LookupError:
        name = ""
    if name == "utf-8" and _misread(data.decode("utf-8", "replace")) <= MISREAD * len(data) / 10_000:
        return name
    is_text = bool(name) and not name.startswith(
        ("utf", "base64", "bz2", "hex", "quopri", "rot", "uu", "zlib", "punycode", "idna")
    )
    return _SUPERSETS.get(name, name) if is_text else "cp1252"


def _read(data: bytes, name: str, path: str) -> tuple[str, tuple[Problem, ...]]:
    text = data.decode(name, "replace").replace("\x00", "")
    count = _misread(text)
    if not count:
        return text, ()
    message = f"{count:,} {'character' if count == 1 else 'characters'} cannot be read as {name}"
    place = Location(path, text[: text.index("\ufffd")].count("\n") + 1)
    hint = "Save the page as UTF-8, or correct the encoding that it declares."
    return text, (Problem("html-encoding", "warning", message, place, hint),)


def _misread(text: str) -> int:
    return text.count("\ufffd")
