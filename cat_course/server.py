"""Serve the built book and the notebook apps on one port.

The book needs no server; this is for a room, a notebook author, or a school that wants the apps too.
"""

from __future__ import annotations

import asyncio
import errno
import logging
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import ServeError
from .serving.application import CourseApp


def serve(
    book: Path | Callable[[], Path],
    notebooks: Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    max_kernels: int = 8,
    idle_seconds: float = 300,
    preheat: int = 1,
    ready: Callable[[str], object] | None = None,
) -> None:
    """Serve *book* at ``/`` and each notebook of the folder *notebooks* at ``/apps/<its name>``, until stopped.

    *book* is a folder of pages, or what builds them: that is called once the port is ours, so that nobody waits for a
    build to learn that it is taken. Returns when the process gets Ctrl-C or SIGTERM, with every kernel ended. *ready*
    is called once with the address, when the port answers; with ``port=0`` the system picks a free one. At most
    *max_kernels* people use an app at a time (a kernel weighs 60 MB, or 120 with pandas), *preheat* pages of each app
    are ready before anybody asks, and the kernel of a page that vanished is ended after *idle_seconds*.

    Raises `ServeError` when there is no built book, no folder of notebooks, or no such port to be had.
    """
    if not notebooks.is_dir():
        raise ServeError(f"{notebooks} : dossier de notebooks introuvable ; indiquez celui qui contient les .ipynb")
    logging.getLogger("tornado").setLevel(logging.ERROR)  # a visitor's typing error is not the console's business
    listener = _bind(host, port)
    try:
        pages = book if isinstance(book, Path) else book()
        if not (pages / "index.html").is_file():
            missing = "pas de livre construit ici (index.html manque)"
            raise ServeError(f"{pages} : {missing} ; construisez-le d'abord avec `cat-course build`")
        app = CourseApp(pages, notebooks, max_kernels=max_kernels, idle_seconds=idle_seconds, preheat=min(preheat, max_kernels))
        asyncio.run(_run(app, listener, ready, _address(host, listener)))
    finally:
        listener.close()


async def _run(app: CourseApp, listener: socket.socket, ready: Callable[[str], object] | None, address: str) -> None:
    stopped = asyncio.Event()
    with _stop_signals(asyncio.get_running_loop(), stopped):
        await app.open(listener)
        try:
            if ready:
                ready(address)
            await stopped.wait()
        finally:
            await app.close()


@contextmanager
def _stop_signals(loop: asyncio.AbstractEventLoop, stopped: asyncio.Event) -> Iterator[None]:
    """Let Ctrl-C and SIGTERM set *stopped*, in the main thread; another thread cannot be told by signals.

    Not ``loop.add_signal_handler``, which Windows does not have.
    """
    numbers = (signal.SIGINT, signal.SIGTERM) if threading.current_thread() is threading.main_thread() else ()
    before = {n: signal.signal(n, lambda *_: loop.call_soon_threadsafe(stopped.set)) for n in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _bind(host: str, port: int) -> socket.socket:
    """Return a socket that listens, before anything is started that would have to be stopped again."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.create_server((host, port), family=family, backlog=128)
        listener.setblocking(False)
        return listener
    except OSError as exc:
        if exc.errno == errno.EADDRINUSE:
            way_out = f"le port {port} est déjà pris ; choisissez-en un autre avec `--port {port + 1}`"
        elif exc.errno == errno.EACCES:
            way_out = f"le port {port} est réservé au système ; choisissez-en un autre avec `--port 8000`"
        else:
            way_out = f"impossible d'écouter sur {host}:{port} ; vérifiez `--host` et `--port`"
        raise ServeError(way_out) from exc


def _address(host: str, listener: socket.socket) -> str:
    shown = socket.gethostname() if host in ("", "0.0.0.0", "::") else host
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{listener.getsockname()[1]}/"
