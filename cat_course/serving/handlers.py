"""The URLs of an app: its page, the websocket of that page, and the goodbye the page says when it closes."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jupyter_server.auth.identity import IdentityProvider, User
from tornado.iostream import StreamClosedError
from tornado.web import RequestHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from .notebooks import book_page_of, find_notebook
from .pages import FrenchErrors, failure, no_place
from .seats import Full, Seat, Seats

# An app asks for nothing outside this server; what a widget's module needs (its own text, styles) is inside.
POLICY = (
    "default-src 'self' 'unsafe-inline' 'unsafe-eval' blob: data:; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)

log = logging.getLogger(__name__)


class Anyone(IdentityProvider):
    """Everybody may visit, nobody is known: no token, and none of the cookies that Jupyter would set."""

    @property
    def auth_enabled(self) -> bool:
        return False

    def get_user(self, handler: RequestHandler) -> User:
        return User(username="anonyme")


class AppPage(FrenchErrors):
    """Sends the page of an app as it is written; the kernel behind it belongs to this visit."""

    def initialize(self, folder: Path, seats: Seats) -> None:
        self.folder, self.seats = folder, seats
        self.seat: Seat | None = None

    async def get(self, name: str) -> None:
        notebook = find_notebook(self.folder, name)
        if notebook is None:
            self.send_error(404)
            return
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.set_header("Content-Security-Policy", POLICY)
        self.set_header("X-Content-Type-Options", "nosniff")
        try:
            seat = await self.seats.take(notebook)
        except Full as full:
            self.set_status(503)
            self.set_header("Retry-After", str(full.seconds))
            self.finish(no_place(self.request.path, book_page_of(notebook.read()), full.seconds))
            return
        try:
            with self.seats.hold(seat):
                async for piece in seat.page.pieces():
                    self.write(piece)
                    await self.flush()
        except StreamClosedError:
            await self.seats.free(seat)  # the visitor left before the page was complete
        except Exception as exc:
            log.error("%s : l'application ne s'ouvre pas (%s)", notebook.path, exc)
            await self.seats.free(seat)
            if not self._headers_written:
                self.set_status(500)
            self.finish(failure())  # even after the head of the page: browsers show what follows it


class Channels(VoilaKernelWebsocketHandler):  # type: ignore[misc]
    """The websocket of a page; while it is open it stands in *lines*, and the page holds its seat."""

    def initialize(self, seats: Seats, lines: set[Channels]) -> None:
        self.seats, self.lines = seats, lines

    async def open(self, kernel_id: str) -> None:
        self.lines.add(self)
        self.seats.connected(kernel_id)
        await super().open(kernel_id)

    def on_close(self) -> None:
        if self in self.lines:
            self.lines.remove(self)
            self.seats.disconnected(self.kernel_id)
        super().on_close()

    def close(self, code: int | None = None, reason: str | None = None) -> None:
        """Close at once; a polite close waits for an answer that a phone in a tunnel does not give."""
        connection = self.ws_connection
        super().close(code, reason)
        if connection:
            connection.stream.close()

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        self.finish()  # scripts read the status; Jupyter's own page would set a cookie


class Goodbye(RequestHandler):
    """Frees the seat of a page that closes; saying it twice, or too late, does no harm.

    Voila's own handler wants a token that its pages are never given, so its kernels outlive them.
    """

    def initialize(self, seats: Seats) -> None:
        self.seats = seats

    async def post(self, kernel_id: str) -> None:
        origin = urlsplit(self.request.headers.get("Origin", "")).netloc
        if origin and origin != self.request.host:
            self.send_error(403)
            return
        if seat := self.seats.goodbye(kernel_id):
            await self.seats.free(seat)
        self.set_status(204)
