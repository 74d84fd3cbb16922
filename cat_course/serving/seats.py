"""Who holds a kernel: a server has so many seats, and a kernel sits on each.

* A seat is *warm* when its page was written before anybody asked, and *taken* from the moment somebody did.
* A taken seat is *held* while its page is being sent or a websocket of that page is open. When nobody holds it
  any more it is *left*: a page that says goodbye frees it at once (``free``), and one that just vanishes, such as
  a phone that went under a bridge, keeps it for ``idle_seconds``, so that coming back finds everything in place.
* When every seat is in use, a newcomer gets a warm seat of another app, or else the seat left the longest ago,
  provided it has been left for a short while. Only when there is neither is the server full.

So "full" means as many people as seats, and nobody loses a page they are looking at.
"""

from __future__ import annotations

import asyncio
import logging
import math
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from .notebooks import Notebook
from .rendering import Page

FIRST_VISIT = 60.0  # a page on a weak network may take this long to open its websocket
COME_BACK = 15.0  # a lost network, or a page reloaded
LAST_CHANCE = 1.5  # how long a newcomer waits for a seat: a reloaded page says goodbye while it asks for its next
PAUSE = 3.0  # after a visit, before the next kernel is warmed: the visitor's browser is often on this machine
ALL_HELD = 60  # what to tell a newcomer when nobody has left

log = logging.getLogger(__name__)


class Full(Exception):
    """Every seat is held; one may be free in ``seconds``."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(f"no seat for {seconds} s")


class Seat:
    """One kernel and its page; ``left_at`` means something while nobody holds it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taken = False
        self.holders = 0
        self.visited = False
        self.left_at = 0.0


class Seats:
    """The seats of one server: ``max_kernels`` in all, *preheat* of them kept warm for each app.

    *open_page* makes the page of a notebook, not begun; *notebooks* lists the apps, and is asked again each time
    so that a notebook added or changed while the server runs is seen.
    """

    def __init__(
        self,
        open_page: Callable[[Notebook], Page],
        notebooks: Callable[[], list[Notebook]],
        *,
        max_kernels: int,
        preheat: int,
        idle_seconds: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._open_page, self._notebooks, self._clock = open_page, notebooks, clock
        self._max, self._preheat, self._idle = max_kernels, preheat, idle_seconds
        self._seats: list[Seat] = []
        self._broken: set[Notebook] = set()
        self._quiet_until = 0.0
        self._stir = asyncio.Event()
        self._freed = asyncio.Event()
        self._chores: list[asyncio.Task[None]] = []

    def __len__(self) -> int:
        return len(self._seats)

    def start(self) -> None:
        """Begin the chores: keep seats warm, and clear those left for too long."""
        self._chores = [asyncio.create_task(self._keep_warm()), asyncio.create_task(self._clear_left())]
        self._stir.set()

    async def close(self) -> None:
        """End every chore and every kernel."""
        for chore in self._chores:
            chore.cancel()
        await asyncio.gather(*self._chores, return_exceptions=True)
        seats, self._seats = self._seats, []
        await asyncio.gather(*(seat.page.close() for seat in seats), return_exceptions=True)

    async def take(self, notebook: Notebook) -> Seat:
        """Return a seat whose page is *notebook*'s, begun; raise `Full` when there is none to be had."""
        now = asyncio.get_running_loop().time
        deadline = now() + LAST_CHANCE
        while True:
            self._freed.clear()
            for stale in [seat for seat in self._warm(notebook.name) if seat.page.notebook != notebook]:
                await self.free(stale)  # the file has changed since
            self._quiet_until = now() + PAUSE
            if warm := self._warm(notebook.name):
                warm[0].taken, warm[0].left_at = True, self._clock()
                self._stir.set()
                return warm[0]
            victim = self._victim() if len(self._seats) >= self._max else None
            if victim or len(self._seats) < self._max:
                return await self._sit(notebook, victim)
            if (patience := deadline - now()) <= 0:
                raise Full(self._wait())
            with suppress(TimeoutError):
                await asyncio.wait_for(self._freed.wait(), patience)

    async def _sit(self, notebook: Notebook, victim: Seat | None) -> Seat:
        """Take a new seat, in the place of *victim* if there is one; the count never passes the limit."""
        seat = Seat(self._open_page(notebook))
        seat.taken, seat.left_at = True, self._clock()
        if victim:
            self._seats.remove(victim)
        self._seats.append(seat)
        if victim:
            await victim.page.close()
        seat.page.begin()
        self._stir.set()
        return seat

    @contextmanager
    def hold(self, seat: Seat) -> Iterator[None]:
        """Hold *seat* while its page is sent."""
        seat.holders += 1
        try:
            yield
        finally:
            self._let_go(seat)

    def connected(self, kernel_id: str) -> None:
        """A page's websocket has opened."""
        if seat := self._of(kernel_id):
            seat.holders, seat.visited = seat.holders + 1, True

    def disconnected(self, kernel_id: str) -> None:
        """A page's websocket has closed, which may be the network's doing: the seat is left, not freed."""
        if seat := self._of(kernel_id):
            self._let_go(seat)

    def goodbye(self, kernel_id: str) -> Seat | None:
        """Return the taken seat that a closing page may free; a warm seat belongs to nobody yet."""
        seat = self._of(kernel_id)
        return seat if seat and seat.taken else None

    async def free(self, seat: Seat) -> None:
        """End the kernel of *seat* and give its place to whoever comes."""
        if seat in self._seats:
            self._seats.remove(seat)
            self._freed.set()
            self._stir.set()
            await seat.page.close()

    def _of(self, kernel_id: str) -> Seat | None:
        return next((seat for seat in self._seats if seat.page.kernel_id == kernel_id), None)

    def _let_go(self, seat: Seat) -> None:
        seat.holders = max(0, seat.holders - 1)
        seat.left_at = self._clock()

    def _warm(self, name: str) -> list[Seat]:
        return [seat for seat in self._seats if not seat.taken and seat.page.notebook.name == name]

    def _grace(self, seat: Seat) -> float:
        """Seconds that a left seat still belongs to its page, however many people are waiting."""
        grace = min(COME_BACK if seat.visited else FIRST_VISIT, self._idle)
        return seat.left_at + grace - self._clock()

    def _left(self) -> list[Seat]:
        return sorted((seat for seat in self._seats if seat.taken and not seat.holders), key=lambda seat: seat.left_at)

    def _victim(self) -> Seat | None:
        """Return the seat that costs the least to lose, or None: nobody is turned out of a page that is open."""
        gone = next((seat for seat in self._left() if not seat.page.alive), None)
        warm = [seat for seat in self._seats if not seat.taken]
        left = next((seat for seat in self._left() if self._grace(seat) <= 0), None)
        spare = Counter(seat.page.notebook.name for seat in warm)
        return gone or max(warm, key=lambda seat: spare[seat.page.notebook.name], default=None) or left

    def _wait(self) -> int:
        return max(5, math.ceil(min((self._grace(seat) for seat in self._left()), default=ALL_HELD)))

    def _cold(self) -> Notebook | None:
        """Return the next app to warm: one with the fewest warm seats, and not one that has just failed."""
        apps = [notebook for notebook in self._notebooks() if notebook not in self._broken]
        notebook = min(apps, key=lambda notebook: len(self._warm(notebook.name)), default=None)
        return notebook if notebook and len(self._warm(notebook.name)) < self._preheat else None

    async def _keep_warm(self) -> None:
        """Warm one page at a time, and not just after a visit, so that visitors keep most of a small machine."""
        now = asyncio.get_running_loop().time
        while True:
            await self._stir.wait()
            self._stir.clear()
            while (pause := self._quiet_until - now()) > 0:
                await asyncio.sleep(pause)
            while len(self._seats) < self._max and (notebook := self._cold()):
                seat = Seat(self._open_page(notebook))
                self._seats.append(seat)
                seat.page.begin()
                if not await seat.page.written() and seat in self._seats:
                    self._broken.add(notebook)
                    log.error("%s : l'application ne s'ouvre pas ; elle n'est plus préparée d'avance", notebook.path)
                    await self.free(seat)

    async def _clear_left(self) -> None:
        """Free the seats left for ``idle_seconds``, and those whose kernel has died."""
        while True:
            await asyncio.sleep(min(5.0, self._idle / 3))
            for seat in self._left():
                if not seat.page.alive or self._clock() - seat.left_at > self._idle:
                    await self.free(seat)
            self._stir.set()  # a notebook may have been added
