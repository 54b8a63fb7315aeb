"""A page from the web, for `briefgen add`: the only module that uses the network. Everything is bounded (time, bytes, redirects),
and only `http` and `https` are spoken.
"""

from __future__ import annotations

import http.client
import ipaddress
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from email.message import Message
from typing import IO, Any
from urllib.parse import urlsplit

from briefgen import __version__
from briefgen.model import Problem

TIMEOUT = 20.0
"""Seconds to wait for the next bytes, and half of what a page may take in all."""
MAX_BYTES = 10_000_000
"""A news page has a tenth of it."""
MAX_REDIRECTS = 5
CHUNK = 65_536
KINDS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
}
"""Content type → suffix of the file."""
USER_AGENT = f"briefgen/{__version__} (saves single articles on request)"


@dataclass(frozen=True, slots=True)
class Fetched:
    """`url` is where the last redirect led; `charset` what the server says of the encoding, or empty."""

    data: bytes
    url: str
    suffix: str
    charset: str


class _RefusedError(Exception):
    """Why a page is not fetched, in words."""


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows few redirects, to the web only, and from the open web never into this machine or its network."""

    max_redirections = MAX_REDIRECTS
    max_repeats = 2

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        if urlsplit(newurl).scheme not in ("http", "https"):
            raise _RefusedError(f"it leads to {newurl[:200]}, which is not on the web")
        if _is_local(newurl) and not _is_local(req.full_url):
            raise _RefusedError(f"it leads to {newurl[:200]}, which is inside this network")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def fetch(url: str, *, timeout: float = TIMEOUT, max_bytes: int = MAX_BYTES) -> tuple[Fetched | None, tuple[Problem, ...]]:
    """The page at an address, or None and the problem (`fetch-failed`)."""
    try:
        return _fetched(url, timeout, max_bytes), ()
    except _RefusedError as error:
        reason = str(error)
    except urllib.error.HTTPError as error:
        reason = f"the server answers {error.code} {error.reason}"
        error.close()
    except TimeoutError:
        reason = "the server does not answer in time"
    except urllib.error.URLError as error:
        late = isinstance(error.reason, TimeoutError)
        reason = "the server does not answer in time" if late else str(getattr(error.reason, "strerror", None) or error.reason)
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = f"{type(error).__name__}: {error}"
    hint = "Save the page in your browser and give `briefgen add` the file."
    return None, (Problem("fetch-failed", "error", f"{url[:200]} cannot be fetched: {reason}", None, hint),)


def _fetched(url: str, timeout: float, max_bytes: int) -> Fetched:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise _RefusedError("only addresses that begin with http:// or https:// are fetched")
    deadline = time.monotonic() + 2 * timeout
    headers = {"User-Agent": USER_AGENT, "Accept": ", ".join([*KINDS, "*/*;q=0.1"])}
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 the scheme is checked above
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler,
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.HTTPErrorProcessor,
        _Redirects,
    ):
        opener.add_handler(handler())
    answer = opener.open(request, timeout=timeout)
    if answer is None:
        raise _RefusedError("there is no answer")
    with answer:
        return _read(answer, deadline, max_bytes)


def _read(answer: Any, deadline: float, max_bytes: int) -> Fetched:
    headers: Message = answer.headers
    kind = headers.get_content_type() if headers.get("Content-Type") else "text/html"
    if kind not in KINDS:
        raise _RefusedError(f"it is {kind}, not a page or text")
    data = bytearray()
    while chunk := answer.read1(CHUNK):
        data += chunk
        if len(data) > max_bytes:
            raise _RefusedError(f"it has more than {max_bytes:,} bytes")
        if time.monotonic() > deadline:
            raise TimeoutError
    if answer.length:
        raise _RefusedError("the connection ended before the page did")
    return Fetched(bytes(data), answer.geturl(), KINDS[kind], headers.get_content_charset() or "")


def _is_local(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local", ".internal")) or "." not in host
