"""One visit of one page, as a phone makes it: what was sent, and when the page could be used."""

from __future__ import annotations

import json
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit

from .chromium import Chromium, Event
from .traffic import Traffic

PROBE = (Path(__file__).parent / "probe.js").read_text(encoding="utf-8")
PHONE = {"width": 390, "height": 844, "deviceScaleFactor": 3, "mobile": True}
WATCHED = [{"type": "page"}, {"type": "service_worker"}]
QUIET = 0.6
"""Seconds without news from the network after which a page is taken to have all it wants."""
CALM = 0.3
"""Seconds for a new window to come to rest before anything is measured in it."""


@dataclass(frozen=True)
class Profile:
    """A network and a processor: ms for a round trip, bits per second (0: no limit), times slower."""

    name: str
    latency: float = 0
    rate: float = 0
    cpu: float = 1

    @property
    def conditions(self) -> dict[str, Any]:
        speed = self.rate / 8 if self.rate else -1
        return {"offline": False, "latency": self.latency, "downloadThroughput": speed, "uploadThroughput": speed}


FAST = Profile("fast")
SLOW = Profile("slow", latency=150, rate=1_500_000, cpu=4)


@dataclass(frozen=True)
class Control:
    """What makes a page usable: the first ``wanted`` gets a click, and something changes inside its ``root``."""

    root: str
    wanted: str


@dataclass(frozen=True)
class Visit:
    """What one visit cost. Bytes came over the network, headers and all; times are in seconds since its start.

    ``requests_before`` and ``bytes_before`` are what had been asked for when the page became usable; the rest
    is the service worker, the icon, and what a page loads late. ``ready``: the control is there
    (or, for a text, its scripts have run); ``usable``: it answered.
    """

    requests: int
    bytes: int
    requests_before: int
    bytes_before: int
    ready: float
    usable: float
    nodes: int
    socket_bytes: int
    parts: dict[str, int]
    outside: tuple[str, ...]


class Visitor:
    """Somebody who has never been here: nothing in the cache, no service worker, one page."""

    def __init__(self, browser: Chromium, profile: Profile, control: Control | None) -> None:
        self.browser, self.profile, self.control = browser, profile, control
        self.traffic = Traffic()
        self.page = ""
        self._news = 0.0
        self._said: dict[str, Any] = {}
        browser.listeners.append(self._hear)
        self.context = browser.ask("Target.createBrowserContext")["browserContextId"]
        # Every target waits until it is watched: no request is missed, not even a service worker's first.
        browser.ask("Target.setAutoAttach", autoAttach=True, waitForDebuggerOnStart=True, flatten=True, filter=WATCHED)
        browser.ask("Target.createTarget", url="about:blank", browserContextId=self.context)
        if not browser.wait(lambda: bool(self.page), 20):
            raise TimeoutError("no page to be had")
        self._prepare()
        browser.wait(lambda: False, CALM)

    def close(self) -> None:
        self.browser.listeners.remove(self._hear)
        self.browser.ask("Target.disposeBrowserContext", browserContextId=self.context)

    def visit(self, url: str, seconds: float = 120) -> Visit:
        """Go to *url*, use it, and wait until it asks for nothing more.

        :raises TimeoutError: if it cannot be used within *seconds*.
        """
        self.traffic.clear()
        self._said = {}
        self.browser.ask("Page.navigate", self.page, url=url)
        if not self.browser.wait(lambda: "usable" in self._said, seconds):
            raise TimeoutError(f"not usable after {seconds:.0f} s")
        self.browser.wait(lambda: self.traffic.settled and time.monotonic() - self._news > QUIET, 60)
        return self._counted(url)

    def _hear(self, method: str, event: Event, session: str | None) -> None:
        if self.traffic.hear(method, event, session):
            self._news = time.monotonic()
        elif method == "Target.attachedToTarget":
            self._attach(event["sessionId"], event["targetInfo"])
        elif method == "Runtime.bindingCalled" and session == self.page:
            said = json.loads(event["payload"])
            if click := said.get("click"):
                self._click(click["x"], click["y"])
            else:
                self._said = said

    def _attach(self, session: str, target: Event) -> None:
        """Watch a target of this visitor and slow its network down, before it runs."""
        if target.get("browserContextId") == self.context:
            self._news = time.monotonic()
            self.browser.tell("Network.enable", session)
            self.browser.tell("Network.emulateNetworkConditions", session, **self.profile.conditions)
            if target["type"] == "page":
                self.page = session
        self.browser.tell("Runtime.runIfWaitingForDebugger", session)

    def _prepare(self) -> None:
        """Make the page a phone, and have the probe in it before any script of its own."""
        ask, wanted = self.browser.ask, self.control
        arguments = json.dumps([wanted.root, wanted.wanted] if wanted else [None, None])
        ask("Page.enable", self.page)
        ask("Runtime.enable", self.page)
        ask("Runtime.addBinding", self.page, name="benchHears")
        ask("Page.addScriptToEvaluateOnNewDocument", self.page, source=f"({PROBE.strip()})(...{arguments})")
        ask("Emulation.setDeviceMetricsOverride", self.page, **PHONE)
        ask("Emulation.setCPUThrottlingRate", self.page, rate=self.profile.cpu)

    def _click(self, x: float, y: float) -> None:
        for kind in ("mousePressed", "mouseReleased"):
            self.browser.tell("Input.dispatchMouseEvent", self.page, type=kind, x=x, y=y, button="left", clickCount=1)

    def _counted(self, url: str) -> Visit:
        sent = self.traffic.sent
        for request in sent:
            if request.untold:
                request.size = fetched(request.url)
        usable = min(r.began for r in self.traffic if r.kind == "html") + self._said["usable"] / 1000
        before = [r for r in sent if r.began <= usable]
        parts = Counter[str]()
        for request in sent:
            parts[request.kind] += request.size
        requests, size = len(sent), sum(parts.values())
        if icon := self._icon_not_asked_for(url):
            requests, size = requests + 1, size + icon
            parts["image"] += icon
        return Visit(
            requests=requests,
            bytes=size,
            requests_before=len(before),
            bytes_before=sum(r.size for r in before),
            ready=self._said["ready"] / 1000,
            usable=self._said["usable"] / 1000,
            nodes=self._said["nodes"],
            socket_bytes=self.traffic.socket_bytes,
            parts=dict(sorted(parts.items())),
            outside=tuple(sorted({r.host for r in sent} - {urlsplit(url).netloc})),
        )

    def _icon_not_asked_for(self, url: str) -> int:
        """Return the bytes of the page's icon: a browser with a window fetches it, a headless one does not."""
        expression = "document.querySelector('link[rel~=icon]')?.href ?? ''"
        found = self.browser.ask("Runtime.evaluate", self.page, expression=expression, returnByValue=True)["result"]
        icon = urljoin(url, found.get("value") or "/favicon.ico")
        if not icon.startswith("http") or any(r.url == icon for r in self.traffic):
            return 0
        return fetched(icon)


def fetched(url: str) -> int:
    """Return how many bytes the answer to *url* has, compressed as a browser would get it, headers and all."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return len(answer.read()) + len(str(answer.headers))
    except HTTPError as error:
        return len(error.read()) + len(str(error.headers))


@contextmanager
def visitor(browser: Chromium, profile: Profile, control: Control | None) -> Iterator[Visitor]:
    """A new visitor, who is gone afterwards with all that the browser kept for them."""
    somebody = Visitor(browser, profile, control)
    try:
        yield somebody
    finally:
        somebody.close()
