"""A headless Chromium spoken to over its debugging protocol.

Playwright hides service workers' traffic and adds its own; here every target is followed from its first
request, and nothing but what a test asks is sent. One thread, one socket: events are handled while a reply or
a condition is awaited.
"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import websocket

from tests.chromium import FLAGS, PROGRAM

EXTRA = [
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,AimEnabled",
    "--remote-debugging-port=0",
    "--remote-allow-origins=*",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
"""The features would load pages of the browser's own beside each page measured: a second of processor time. The
last one keeps every request on this machine: a page that calls another host is seen trying, and fails."""

Event = dict[str, Any]


class ProtocolError(RuntimeError):
    """Chromium refused a command."""


class Chromium:
    """A running browser. ``listeners`` get every event as ``(method, params, session)``."""

    def __init__(self, address: str) -> None:
        self._socket = websocket.create_connection(address, max_size=None)
        self._last = 0
        self._replies: dict[int, Any] = {}
        self.listeners: list[Callable[[str, Event, str | None], None]] = []

    def tell(self, method: str, session: str | None = None, **params: Any) -> int:
        """Send a command and return its number, without waiting: commands are carried out in order."""
        self._last += 1
        message = {"id": self._last, "method": method, "params": params} | ({"sessionId": session} if session else {})
        self._socket.send(json.dumps(message))
        return self._last

    def ask(self, method: str, session: str | None = None, **params: Any) -> Event:
        """Send a command and return its result.

        :raises ProtocolError: with Chromium's own words.
        """
        number = self.tell(method, session, **params)
        if not self.wait(lambda: number in self._replies, 60):
            raise ProtocolError(f"{method}: no answer")
        reply = self._replies.pop(number)
        self._replies.clear()
        if "error" in reply:
            raise ProtocolError(f"{method}: {reply['error']['message']}")
        return dict(reply["result"])

    def wait(self, condition: Callable[[], bool], seconds: float) -> bool:
        """Handle events until *condition* holds; return whether it did within *seconds*."""
        end = time.monotonic() + seconds
        while not condition():
            left = end - time.monotonic()
            if left <= 0:
                return False
            self._receive(min(left, 0.05))
        return True

    def _receive(self, seconds: float) -> None:
        self._socket.settimeout(seconds)
        try:
            message = json.loads(self._socket.recv())
        except websocket.WebSocketTimeoutException:
            return
        if "id" in message:
            self._replies[message["id"]] = message
            return
        for listener in list(self.listeners):
            listener(message["method"], message["params"], message.get("sessionId"))

    def close(self) -> None:
        self._socket.close()


@contextmanager
def running() -> Iterator[Chromium]:
    """Start a browser with a profile of its own; end it and remove the profile after."""
    path = PROGRAM
    if path is None:
        raise FileNotFoundError("Chromium is not installed")
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as profile:
        command = [path, *FLAGS, *EXTRA, f"--user-data-dir={profile}", "about:blank"]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        try:
            browser = Chromium(_address(process))
            try:
                yield browser
            finally:
                browser.tell("Browser.close")
                browser.close()
        finally:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            assert process.stderr
            process.stderr.close()


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stderr
    for line in process.stderr:
        if match := re.search(r"DevTools listening on (ws://\S+)", line):
            return match[1]
    raise RuntimeError("Chromium ended before it could be spoken to")
