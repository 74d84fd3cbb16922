"""One notebook, run in one kernel of its own, and written as one page.

The page is written as the cells run and kept, so a page begun before anybody asked (a warm one) and a page begun
on request are read in the same way. Voila runs the notebook and writes the cells; this module decides how each
output is shown. Voila's own front end weighs 5 MB and a hundred requests, because it is most of JupyterLab. What
HTML can show needs no script; an anywidget gets ``static/apps.js``, a few KB, as soon as its cell has run; only an
output that neither can show brings Voila's front end, at the end of the page.
"""

from __future__ import annotations

import asyncio
import logging
import re
import uuid
from collections.abc import AsyncIterator, Mapping
from typing import Any

from voila.notebook_renderer import NotebookRenderer

from .notebooks import Notebook, book_page_of, title_of
from .pages import labels, style

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
WIDGET_LINK = "IPY_MODEL_"
# What apps.js does not offer to a widget's module: remote calls to the kernel, and other widgets.
BEYOND_LIGHT = re.compile(r"experimental\.invoke|\.widget_manager|host\.get(Model|Widget)")

log = logging.getLogger(__name__)


def needs_script(output: Mapping[str, Any]) -> bool:
    """Whether only a script can show *output*: a widget, or a kind of data that HTML has no element for."""
    kinds = set(output.get("data", {}))
    shown = {kind for kind in kinds if kind.startswith(("text/", "image/")) and kind != "text/latex"}
    return WIDGET_VIEW in kinds or (kinds != shown and shown <= {"text/plain"})


def light_state(
    output: Mapping[str, Any], states: Mapping[str, Mapping[str, Any]], buffers: Mapping[str, Any]
) -> dict[str, Any] | None:
    """Return the state of the widget that *output* shows, or None when ``apps.js`` cannot show it.

    *states* and *buffers* hold what the kernel has said of each widget while the notebook ran.
    """
    model_id = output.get("data", {}).get(WIDGET_VIEW, {}).get("model_id")
    state = states.get(model_id)
    if state is None or model_id in buffers or not _is_light(state, states):
        return None
    return {key: value for key, value in state.items() if key != "layout"}


def late_changes(sent: Mapping[str, Mapping[str, Any]], states: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return what cells have changed in widgets that the page shows already: by widget, the new values.

    >>> late_changes({"m": {"n": 0, "title": "a"}}, {"m": {"n": 3, "title": "a"}, "unseen": {"n": 1}})
    {'m': {'n': 3}}
    """
    news = {
        model_id: {key: value for key, value in states[model_id].items() if key in state and value != state[key]}
        for model_id, state in sent.items()
    }
    return {model_id: changes for model_id, changes in news.items() if changes}


def _is_light(state: Mapping[str, Any], states: Mapping[str, Mapping[str, Any]]) -> bool:
    layout = states.get(str(state.get("layout", "")).removeprefix(WIDGET_LINK), {})
    rest = str({key: value for key, value in state.items() if key not in ("layout", "_esm", "_css")})
    return (
        state.get("_model_module") == "anywidget"
        and WIDGET_LINK not in rest
        and not BEYOND_LIGHT.search(str(state.get("_esm")))
        and all(value is None for key, value in layout.items() if not key.startswith("_"))
    )


class AppRenderer(NotebookRenderer):  # type: ignore[misc]
    """Voila's renderer, reading the notebook itself: no signature database is opened, no test cell is seen."""

    def __init__(self, notebook: Notebook, assets: str, **kwargs: Any) -> None:
        super().__init__(notebook_path=notebook.path.name, **kwargs)
        self.source, self.assets = notebook, assets
        self.needs_voila = False
        self.sent: dict[str, dict[str, Any]] = {}

    async def load_notebook(self, path: str) -> Any:
        return await self.fix_notebook(self.source.read())

    async def initialize(self, **kwargs: Any) -> None:
        await super().initialize(**kwargs)

        # Functions and not methods: nbconvert copies its resources, and would copy a method's owner with it.
        def light(output: Mapping[str, Any]) -> dict[str, Any] | None:
            state = light_state(output, self.executor.widget_state, self.executor.widget_buffers)
            if state is not None:
                self.sent[output["data"][WIDGET_VIEW]["model_id"]] = state
            return state

        def late() -> dict[str, Any]:
            return late_changes(self.sent, self.executor.widget_state)

        def left_to_voila(output: Mapping[str, Any]) -> bool:
            self.needs_voila |= needs_script(output)
            return needs_script(output)

        def failed(output: Mapping[str, Any]) -> str:
            log.error("%s : une cellule échoue (%s : %s)", self.source.path, output["ename"], output["evalue"])
            return ""

        def needs_voila() -> bool:
            return self.needs_voila

        self.resources["cat"] = {
            "title": title_of(self.notebook, self.source.name),
            "book_page": book_page_of(self.notebook),
            "assets": self.assets,
            "style": style(),
            "words": labels(),
            "light": light,
            "late": late,
            "left_to_voila": left_to_voila,
            "needs_voila": needs_voila,
            "failed": failed,
        }


class Page:
    """The page of one notebook and the kernel behind it; begun by ``begin``, ended by ``close``."""

    def __init__(self, notebook: Notebook, renderer: AppRenderer, kernels: Any) -> None:
        self.notebook, self.kernel_id = notebook, str(uuid.uuid4())
        self._renderer, self._kernels = renderer, kernels
        self._pieces: list[str] = []
        self._more = asyncio.Event()
        self._writing: asyncio.Task[None] | None = None
        self._starting: asyncio.Task[str] | None = None

    def begin(self) -> None:
        self._writing = asyncio.create_task(self._write())

    async def _write(self) -> None:
        try:
            await self._renderer.initialize()
            content = self._renderer.generate_content_generator(self.kernel_id, self._kernel())
            async for piece, _ in content:
                self._pieces.append(piece)
                self._more.set()
        finally:
            self._more.set()

    async def _kernel(self) -> Any:
        """Start the kernel, in the notebooks' folder; the renderer awaits it once the head of the page is out."""
        name = self._renderer.notebook.metadata.kernelspec.name
        start = self._kernels.start_kernel(kernel_name=name, kernel_id=self.kernel_id, path="")
        self._starting = asyncio.create_task(start)
        await asyncio.shield(self._starting)  # a start that is cut short leaves a process nobody knows
        return self._kernels.get_kernel(self.kernel_id)

    async def pieces(self) -> AsyncIterator[str]:
        """Yield the page as it is written, from its beginning; raise what stopped the writing, if anything did."""
        assert self._writing is not None
        sent = 0
        while True:
            self._more.clear()
            done = self._writing.done()
            if new := self._pieces[sent:]:
                sent += len(new)
                yield "".join(new)
            elif done:
                self._writing.result()
                return
            else:
                await self._more.wait()

    async def written(self) -> bool:
        """Wait until the page is complete; False when it could not be written."""
        assert self._writing is not None
        await asyncio.wait([self._writing])
        return not self._writing.cancelled() and self._writing.exception() is None

    @property
    def alive(self) -> bool:
        """Whether the kernel is there, or on its way."""
        return self.kernel_id in self._kernels or self._writing is None or not self._writing.done()

    async def close(self) -> None:
        """Stop writing and end the kernel at once: a kernel holds nothing that would have to be saved."""
        if self._writing is not None and not self._writing.done():
            self._writing.cancel()
            await asyncio.wait([self._writing])
            if client := getattr(getattr(self._renderer, "executor", None), "kc", None):
                client.stop_channels()
        if self._starting is not None:
            await asyncio.wait([self._starting])
        if self.kernel_id in self._kernels:
            await self._kernels.shutdown_kernel(self.kernel_id, now=True)
