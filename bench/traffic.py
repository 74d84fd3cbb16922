"""What a page and its service worker sent and received, from the browser's own events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from .chromium import Event

KINDS = {"html": "html", "javascript": "js", "css": "css", "json": "json", "font": "font", "woff2": "font", "svg+xml": "image"}
Key = tuple[str | None, str]


def kind_of(mime: str) -> str:
    """Return the word for a type of file.

    >>> kind_of("text/javascript"), kind_of("image/png"), kind_of("")
    ('js', 'image', 'other')
    """
    family, _, name = mime.partition("/")
    return KINDS.get(name, family if family in ("image", "font") else "other")


@dataclass
class Request:
    """One thing asked of the network; ``began`` and ``ended`` are in seconds on the browser's clock.

    ``size`` is what was received for it, headers and all; ``head`` its headers; ``body`` what followed, once
    uncompressed. ``kept``: a cache or the service worker answered, and nothing was sent.
    """

    url: str
    kind: str
    began: float
    ended: float | None = None
    size: int = 0
    kept: bool = False
    head: int = 0
    body: int = 0

    @property
    def untold(self) -> bool:
        """Whether the browser gave the size of the headers only, as it does for a worker's own script."""
        return not self.kept and self.body > 0 and self.size <= self.head

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc


class Traffic:
    """Listens to the ``Network`` events of every target of one visitor."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        self._chains: dict[Key, list[Request]] = {}
        self.socket_bytes = 0

    def hear(self, method: str, event: Event, session: str | None) -> bool:
        """Take one event in; return whether it was about the network."""
        domain, _, name = method.partition(".")
        if domain != "Network":
            return False
        if name == "webSocketCreated":
            self._chains[session, event["requestId"]] = [Request(event["url"], "websocket", 0.0, 0.0)]
        elif name == "webSocketFrameReceived":
            self.socket_bytes += len(event["response"]["payloadData"])
        elif name == "requestWillBeSent":
            self._begin((session, event["requestId"]), event)
        else:
            self._go_on((session, event.get("requestId", "")), name, event)
        return True

    def _begin(self, key: Key, event: Event) -> None:
        url = event["request"]["url"]
        if not url.startswith("http"):
            return
        chain = self._chains.setdefault(key, [])
        if redirect := event.get("redirectResponse"):
            chain[-1].ended, chain[-1].size = event["timestamp"], int(redirect["encodedDataLength"])
        chain.append(Request(url, "other", event["timestamp"]))

    def _go_on(self, key: Key, name: str, event: Event) -> None:
        if name == "responseReceived" and key not in self._chains and event["response"]["url"].startswith("http"):
            # A worker's own script may have been asked for before anybody could watch.
            self._chains[key] = [Request(event["response"]["url"], "other", event["timestamp"])]
        if key not in self._chains:
            return
        request = self._chains[key][-1]
        if name == "responseReceived":
            response = event["response"]
            request.kind = kind_of(response.get("mimeType", ""))
            request.kept = bool(response.get("fromDiskCache") or response.get("fromServiceWorker"))
            request.head = int(response.get("encodedDataLength", 0))
        elif name == "dataReceived":
            request.body += event["dataLength"]
        elif name == "requestServedFromCache":
            request.kept = True
        elif name in ("loadingFinished", "loadingFailed"):
            request.ended = event["timestamp"]
            request.size = int(event.get("encodedDataLength", 0))

    def __iter__(self) -> Iterator[Request]:
        """Yield every request, those that a cache answered too."""
        for chain in self._chains.values():
            yield from chain

    @property
    def sent(self) -> list[Request]:
        """The requests that the network saw."""
        return [request for request in self if not request.kept]

    @property
    def settled(self) -> bool:
        """Whether nothing is being waited for."""
        return all(request.ended is not None for request in self)
