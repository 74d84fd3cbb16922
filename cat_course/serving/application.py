"""Voila with the book at its root, its apps under ``/apps/``, and a limit to their number."""

from __future__ import annotations

import asyncio
import hashlib
import os
import shutil
import socket
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jupyter_server.services.kernels.handlers import KernelHandler
from tornado.httpserver import HTTPServer
from tornado.web import Application
from traitlets.config import Config
from voila.app import Voila
from voila.paths import collect_static_paths, collect_template_paths
from voila.utils import get_page_config

from .files import Files
from .handlers import Anyone, AppPage, Channels, Goodbye
from .notebooks import Notebook, list_notebooks
from .pages import TEMPLATES, NotFound
from .rendering import AppRenderer, Page
from .seats import Seats

APPS = "/apps/"
KERNEL_ID = r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"
POSIX = os.name == "posix"
BODY_LIMIT = 1_000_000  # nothing is ever uploaded: a goodbye is all that is posted


def settings_for(notebooks: Path) -> Config:
    """Return the settings that make Voila ours, whatever the machine's Jupyter settings say."""
    return Config(
        {
            "Voila": {
                "base_url": APPS,
                "root_dir": str(notebooks),
                "config_file_paths": [],
                "open_browser": False,
                "log_level": "ERROR",
                "identity_provider_class": Anyone,
            },
            "VoilaConfiguration": {
                "template": "cat",
                "allow_template_override": "NO",
                "allow_theme_override": "NO",
                "strip_sources": True,
                "extension_denylist": ["jupyterlab_pygments"],
                "show_tracebacks": True,  # to the template, which keeps them from the page and tells the console
            },
            # The kernel is this very Python, and nothing else a notebook may name.
            "KernelSpecManager": {"kernel_dirs": []},
            # Files that only this user can open, where the system has them: a TCP port found free may be taken by
            # someone else before the kernel is there, and then nobody answers for a minute.
            "KernelManager": {"transport": "ipc"} if POSIX else {},
            "MappingKernelManager": {
                "transport_encryption": "disabled" if POSIX else "auto",
                "allow_tracebacks": False,
                "traceback_replacement_message": "Cette partie de l'activité a rencontré une erreur.",
            },
            # A kernel that died has forgotten its page: the page is told, rather than given an empty one.
            "KernelRestarter": {"restart_limit": 0},
        }
    )


class CourseApp(Voila):  # type: ignore[misc]
    """One server: ``open`` it on a socket, ``close`` it; in between, the event loop does the rest."""

    def __init__(self, book: Path, notebooks: Path, *, max_kernels: int, idle_seconds: float, preheat: int) -> None:
        super().__init__(config=settings_for(notebooks))
        self.book, self.notebooks = book, notebooks
        self.idle_seconds = idle_seconds
        self.lines: set[Channels] = set()
        self.seats = Seats(
            self.open_page,
            lambda: list_notebooks(notebooks),
            max_kernels=max_kernels,
            preheat=preheat,
            idle_seconds=idle_seconds,
        )
        self.initialize([])

    def setup_template_dirs(self) -> None:
        """Find the package's own template first, then those it builds on; nothing is looked up by name."""
        self.template_paths = [str(TEMPLATES), *collect_template_paths(["voila", "nbconvert"], "lab", prune=True)]
        self.assets = {
            "cat": [TEMPLATES / "static"],
            "static": [Path(path) for path in collect_static_paths(["voila", "nbconvert"], "lab", prune=True)],
            "labextensions": [Path(path) for path in self.labextensions_path],
        }
        # In the address of every asset, so that browsers may keep them for ever: it changes with the versions.
        parts = [version(name) for name in ("voila", "jupyterlab_widgets", "anywidget", "nbconvert")]
        parts += [path.read_text(encoding="utf-8") for path in sorted((TEMPLATES / "static").glob("*.js"))]
        self.assets_url = f"{APPS}-/{hashlib.sha256(repr(parts).encode()).hexdigest()[:12]}"

    def init_settings(self) -> dict[str, Any]:
        ping = 1000 * min(10.0, self.idle_seconds / 3)  # so a phone that vanished is noticed, and leaves its seat
        settings: dict[str, Any] = super().init_settings()
        return settings | {
            "compress_response": True,
            "websocket_compression_options": {},
            "ws_ping_interval": ping,
            "ws_ping_timeout": 2.5 * ping,
            "default_handler_class": NotFound,
            "log_function": lambda handler: None,
        }

    def init_handlers(self) -> list[Any]:
        """Everything this server answers; Voila's tree, contents, themes, files and login are not among it."""
        kernel = rf"{APPS}api/kernels/{KERNEL_ID}"
        assets = [
            (rf"{self.assets_url}/{name}/(.*)", Files, {"roots": roots, "for_ever": True})
            for name, roots in self.assets.items()
        ]
        return [
            (kernel, KernelHandler),
            (rf"{kernel}/channels", Channels, {"seats": self.seats, "lines": self.lines}),
            (rf"{APPS}voila/api/shutdown/{KERNEL_ID}", Goodbye, {"seats": self.seats}),
            *assets,
            (rf"{APPS}([^/]+)", AppPage, {"folder": self.notebooks, "seats": self.seats}),
            (rf"{APPS.rstrip('/')}(?:/.*)?", NotFound),
            (r"/(.*)", Files, {"roots": [self.book]}),
        ]

    def open_page(self, notebook: Notebook) -> Page:
        """Return the page of *notebook*, with a renderer of its own."""
        page_config = get_page_config(self.base_url, self.app.settings, self.log, self.voila_configuration)
        page_config["fullStaticUrl"] = f"{self.assets_url}/static"
        page_config["fullLabextensionsUrl"] = f"{self.assets_url}/labextensions"
        renderer = AppRenderer(
            notebook,
            self.assets_url,
            page_config=page_config,
            voila_configuration=self.voila_configuration,
            traitlet_config=self.config,
            template_paths=self.template_paths,
            contents_manager=self.contents_manager,
            kernel_spec_manager=self.kernel_spec_manager,
            base_url=self.base_url,
        )
        return Page(notebook, renderer, self.kernel_manager)

    async def open(self, listener: socket.socket) -> None:
        """Answer on *listener* and begin to keep seats warm."""
        # The names of sockets are limited to a hundred letters or so, which some systems' own folder uses up.
        self.connection_dir = tempfile.mkdtemp(prefix="cat_", dir="/tmp" if POSIX else None)
        self.app = Application(self.init_handlers(), **self.init_settings())
        self.http = HTTPServer(self.app, max_body_size=BODY_LIMIT)
        self.http.add_sockets([listener])
        self.seats.start()

    async def close(self) -> None:
        """Stop answering and end every kernel."""
        # What breaks because everything is being stopped is nobody's news.
        asyncio.get_running_loop().set_exception_handler(lambda loop, context: None)
        self.http.stop()
        for line in list(self.lines):
            line.close(1001)
        await self.seats.close()
        await self.kernel_manager.shutdown_all(now=True)
        await asyncio.wait_for(self.http.close_all_connections(), 5)
        shutil.rmtree(self.connection_dir, ignore_errors=True)
