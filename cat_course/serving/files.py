"""Static files: the book, and the assets of the apps.

What a caller may rely on: only a file below one of the roots is ever sent, a folder is its ``index.html`` and
never a listing, hidden files are not found, and a rebuilt book is seen at once (entity tags come from the
file's time and size, where Tornado would remember a digest for ever). Text is compressed once and kept in memory:
Voila's front end is 5 MB, and compressing it for each visitor would cost more time than it saves on a good network.
"""

from __future__ import annotations

import gzip
import mimetypes
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from tornado.web import HTTPError, StaticFileHandler

from .pages import FrenchErrors

ALWAYS_ASK = {".html", ".htm"}
SERVICE_WORKER = "sw.js"
ONE_HOUR = "public, max-age=3600"
FOR_EVER = "public, max-age=31536000, immutable"
# Spelled out where the machine's own table may be wrong: Windows registries call JavaScript text/plain.
TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".ics": "text/calendar",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}


def find(root: Path, url_path: str) -> Path | None:
    """Return what *url_path* (already decoded) names below *root*, or None.

    ``..``, empty and hidden parts are refused before the disk is asked; a link that leads out of *root* after.
    """
    parts = url_path.removesuffix("/").split("/") if url_path not in ("", "/") else []
    if any(not part or part.startswith(".") or "\\" in part or "\0" in part for part in parts):
        return None
    try:
        home, target = root.resolve(), root.joinpath(*parts).resolve()
        return target if target.is_relative_to(home) and target.exists() else None
    except OSError:
        return None  # a name too long for this disk, or a loop of links


def content_type(path: Path) -> str:
    """Return the type of *path*, with its character set when it is text.

    >>> content_type(Path("a/sw.js"))
    'text/javascript; charset=utf-8'
    """
    kind = TYPES.get(path.suffix.lower()) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def is_text(path: Path) -> bool:
    """Whether *path* is worth compressing."""
    kind = content_type(path)
    return kind.startswith("text/") or kind.endswith(("json", "xml"))


def cache_control(path: Path) -> str:
    """Pages and the service worker are asked for again each time, so that nobody reads last month's chapter."""
    asked = path.suffix.lower() in ALWAYS_ASK or path.name == SERVICE_WORKER
    return "no-cache" if asked else ONE_HOUR


@lru_cache(maxsize=1000)
def packed(path: Path, version: str) -> bytes:
    """Return the file compressed; *version* changes with the file, so that a changed one is read again."""
    return gzip.compress(path.read_bytes(), compresslevel=6, mtime=0)


class Files(FrenchErrors, StaticFileHandler):
    """Sends the files below *roots*, the first that has one; *for_ever* when the address changes with the file."""

    def initialize(self, roots: Sequence[Path], for_ever: bool = False) -> None:  # type: ignore[override]
        super().initialize(str(roots[0]))
        self.roots, self.for_ever = roots, for_ever
        self.body: bytes | None = None

    def parse_url_path(self, url_path: str) -> str:
        return url_path

    @classmethod
    def get_absolute_path(cls, root: str, path: str) -> str:
        return path  # all the work is validate_absolute_path's, which knows every root

    def validate_absolute_path(self, root: str, absolute_path: str) -> str | None:
        found = self._first(absolute_path)
        if found and found.is_dir():
            if absolute_path and not absolute_path.endswith("/"):
                self.redirect(self.request.path + "/", permanent=False)
                return None
            found = self._first(absolute_path + "index.html")
        elif absolute_path.endswith("/"):
            found = None
        if found is None or not found.is_file():
            raise HTTPError(404)
        self.file = found
        if is_text(found):
            self.request.headers.pop("Range", None)  # a part of a compressed text means nothing
        if is_text(found) and "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.body = packed(found, self.compute_etag())
        return str(found)

    def _first(self, url_path: str) -> Path | None:
        return next((path for root in self.roots if (path := find(root, url_path))), None)

    def get_content_size(self) -> int:
        return super().get_content_size() if self.body is None else len(self.body)

    def get_content(  # type: ignore[override]
        self, abspath: str, start: int | None = None, end: int | None = None
    ) -> Iterator[bytes] | bytes:
        return super().get_content(abspath, start, end) if self.body is None else self.body

    def get_content_type(self) -> str:
        return content_type(self.file)

    def compute_etag(self) -> str:
        stat = self.file.stat()
        return f'W/"{stat.st_mtime_ns:x}-{stat.st_size:x}"'

    def set_extra_headers(self, path: str) -> None:
        self.set_header("Cache-Control", FOR_EVER if self.for_ever else cache_control(self.file))
        self.set_header("X-Content-Type-Options", "nosniff")
        if self.body is not None:
            self.set_header("Content-Encoding", "gzip")
