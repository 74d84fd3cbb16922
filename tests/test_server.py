"""The server, seen from outside: one process, one port, and only what a browser could ask."""

from __future__ import annotations

import asyncio
import gzip
import http.client
import json
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
import psutil
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from cat_course.errors import ServeError
from cat_course.server import serve
from cat_course.serving import seats as seats_module
from cat_course.serving.notebooks import Notebook
from cat_course.serving.rendering import light_state, needs_script
from cat_course.serving.seats import Full, Seats

REPO = Path(__file__).parents[1]
VIEW = "application/vnd.jupyter.widget-view+json"
WIDGET = """
import anywidget, os, traitlets
class Compteur(anywidget.AnyWidget):
    _esm = '''
    export default { render({ model, el }) {
      const button = document.createElement("button");
      const draw = () => { button.textContent = `${model.get("n")} puis ${model.get("reponse")}`; };
      button.addEventListener("click", () => { model.set("n", model.get("n") + 1); model.save_changes(); });
      model.on("change", draw); draw(); el.append(button);
    } };
    '''
    n = traitlets.Int(0).tag(sync=True)
    reponse = traitlets.Int(0).tag(sync=True)
    dossier = traitlets.Unicode().tag(sync=True)
    @traitlets.observe("n")
    def _compte(self, change): self.reponse = 10 * change["new"]
    def __repr__(self): return f"Compteur({self.n})"
compteur = Compteur(dossier=os.getcwd())
compteur
"""


# ---- the course that is served


def write_notebook(path: Path, *cells: Any, **metadata: Any) -> None:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nb = nbformat.v4.new_notebook(cells=list(cells), metadata={"kernelspec": kernel, **metadata})
    nbformat.write(nb, path)


def code(source: str, *tags: str) -> Any:
    return nbformat.v4.new_code_cell(source, metadata={"tags": list(tags)})


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("cours")
    book, notebooks = root / "livre", root / "exercices"
    (book / "niveau-1" / "vide").mkdir(parents=True)
    (book / "index.html").write_text("<!DOCTYPE html><title>Le livre</title>" + "<p>Écouter.</p>" * 200, "utf-8")
    (book / "niveau-1" / "index.html").write_text("<title>Niveau 1</title>", "utf-8")
    (book / "sw.js").write_text("// service worker", "utf-8")
    (book / "jeu.js").write_text("export default 1;" * 200, "utf-8")
    (book / "son.mp3").write_bytes(bytes(range(256)) * 8)
    (book / ".buildinfo").write_text("secret", "utf-8")
    (root / "secret.html").write_text("secret", "utf-8")
    (book / "dehors.html").symlink_to(root / "secret.html")
    notebooks.mkdir()
    write_notebook(
        notebooks / "jeu.ipynb",
        nbformat.v4.new_markdown_cell("# Le jeu\n\nUn texte **avant**."),
        code(WIDGET),
        code("print('preuve-de-test')\nassert compteur.n == 0", "test"),
        cat_course={"page": "niveau-1/index.html"},
    )
    write_notebook(notebooks / "curseur.ipynb", code("import ipywidgets\nipywidgets.IntSlider(description='Pas')"))
    write_notebook(notebooks / "suite.ipynb", code(WIDGET), code("compteur.n = 3"))
    fault = "import sys\nprint('remarque-interne', file=sys.stderr)\nraise ValueError('détail-interne')"
    write_notebook(notebooks / "faute.ipynb", code(fault))
    (notebooks / "dehors.ipynb").symlink_to(root / "secret.ipynb")
    write_notebook(root / "secret.ipynb", nbformat.v4.new_markdown_cell("secret"))
    return root


class Server:
    """A served course and the questions the tests put to it."""

    def __init__(self, process: subprocess.Popen[str], port: int, log: Path) -> None:
        self.process, self.port, self.log = process, port, log

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, headers={key.replace("_", "-"): value for key, value in headers.items()})
            answer = connection.getresponse()
            return answer.status, {key.lower(): value for key, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def text(self, path: str) -> str:
        return self.ask(path)[2].decode()

    def kernels(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def goodbye(self, page: str) -> int:
        return self.ask(f"/apps/voila/api/shutdown/{kernel_of(page)}", "POST")[0]

    def socket(self, page: str, **options: Any) -> Any:
        return connect(f"ws://127.0.0.1:{self.port}/apps/api/kernels/{kernel_of(page)}/channels", **options)


def json_in(page: str, name: str) -> Any:
    found = re.search(rf'<script id="{name}" type="application/json">(.*?)</script>', page, re.DOTALL)
    return found and json.loads(found[1])


def light_widgets(page: str) -> dict[str, Any]:
    found = re.findall(r'data-model="(\w+)">\s*<script type="application/json">(.*?)</script>', page, re.DOTALL)
    return {model: json.loads(state) for model, state in found}


def kernel_of(page: str) -> str:
    return str(json_in(page, "jupyter-config-data")["kernelId"])


def eventually(condition: Any) -> bool:
    """Whether *condition* comes true; the limit is only there so that a failure ends."""
    for _ in range(300):
        if condition():
            return True
        time.sleep(0.1)
    return False


@contextmanager
def served(course: Path, log: Path, **options: Any) -> Iterator[Server]:
    options = {"port": 0, **options}
    program = (
        "from pathlib import Path; from cat_course.server import serve\n"
        f"serve(Path({str(course / 'livre')!r}), Path({str(course / 'exercices')!r}), **{options!r},\n"
        "      ready=lambda url: print(f'Le cours est servi sur {url}', flush=True))"
    )
    with log.open("w") as errors:
        process = subprocess.Popen([sys.executable, "-c", program], cwd=REPO, stdout=subprocess.PIPE, stderr=errors, text=True)
    assert process.stdout
    with process, process.stdout:
        try:
            ready = re.search(r"http://127\.0\.0\.1:(\d+)/", process.stdout.readline())
            assert ready, log.read_text()
            yield Server(process, int(ready[1]), log)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


@pytest.fixture(scope="module")
def server(course: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with room for two, for every test that leaves it as it found it."""
    with served(course, tmp_path_factory.mktemp("log") / "log", max_kernels=2, idle_seconds=30, preheat=1) as server:
        yield server


# ---- the book


def test_the_book_is_at_the_root(server: Server) -> None:
    status, headers, body = server.ask("/")
    assert (status, headers["content-type"], headers["cache-control"]) == (200, "text/html; charset=utf-8", "no-cache")
    assert "Écouter." in body.decode()
    assert "Niveau 1" in server.text("/niveau-1/")
    assert server.ask("/niveau-1")[1]["location"] == "/niveau-1/"


def test_what_a_page_asks_for_is_typed_and_kept_a_while(server: Server) -> None:
    _, headers, _ = server.ask("/jeu.js")
    assert headers["content-type"].startswith("text/javascript")
    assert headers["cache-control"] == "public, max-age=3600"
    assert server.ask("/sw.js")[1]["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/", "/jeu.js"])
def test_text_travels_compressed(server: Server, path: str) -> None:
    _, plain_headers, plain = server.ask(path)
    _, headers, body = server.ask(path, Accept_Encoding="gzip")
    assert headers["content-encoding"] == "gzip" and "content-encoding" not in plain_headers
    assert headers["vary"] == "Accept-Encoding"
    assert gzip.decompress(body) == plain and len(body) < len(plain) / 4


def test_an_unchanged_page_is_not_sent_again_and_a_rebuilt_one_is(server: Server, course: Path) -> None:
    _, headers, _ = server.ask("/niveau-1/")
    known = {"If_None_Match": headers["etag"]}
    assert server.ask("/niveau-1/", **known)[0] == 304
    assert server.ask("/niveau-1/", If_Modified_Since=headers["last-modified"])[0] == 304
    page = course / "livre" / "niveau-1" / "index.html"
    before = page.read_text("utf-8")
    page.write_text(before.replace("1", "2"), "utf-8")
    assert "Niveau 2" in server.ask("/niveau-1/", **known)[2].decode()
    page.write_text(before, "utf-8")


def test_a_part_of_a_sound_can_be_asked_for_but_not_a_part_of_a_text(server: Server) -> None:
    status, headers, body = server.ask("/son.mp3", Range="bytes=2-4")
    assert (status, headers["content-range"], body) == (206, "bytes 2-4/2048", b"\x02\x03\x04")
    assert server.ask("/jeu.js", Range="bytes=0-3", Accept_Encoding="gzip")[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.html",
        "/%2e%2e/secret.html",
        "/..%2fsecret.html",
        "/niveau-1/../../secret.html",
        "/..%5csecret.html",
        "/%00",
        "//etc/passwd",
        "/dehors.html",
        "/.buildinfo",
        "/niveau-1/vide/",
        "/index.html/",
        "/absent.html",
        "/" + "a" * 3000,
    ],
)
def test_nothing_else_is_found_and_the_page_says_so_in_french(server: Server, path: str) -> None:
    status, headers, body = server.ask(path)
    assert (status, headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "Cette page n&#x27;existe pas" in body.decode() and "secret" not in body.decode()


# ---- the apps


def test_an_app_shows_its_text_and_its_widget_and_not_its_code(server: Server) -> None:
    status, headers, body = server.ask("/apps/jeu")
    page = body.decode()
    assert (status, headers["cache-control"]) == (200, "no-store")
    assert '<html lang="fr">' in page and "<title>Le jeu</title>" in page and "<strong>avant</strong>" in page
    assert len(light_widgets(page)) == 1 and "traitlets" not in page and "voila.js" not in page
    assert "preuve-de-test" not in page and "assert" not in page
    assert '<a href="/niveau-1/index.html">← Retour au livre</a>' in page
    assert server.goodbye(page) == 204


def test_an_app_asks_nothing_of_another_host_and_leaves_no_cookie(server: Server) -> None:
    _, headers, body = server.ask("/apps/jeu", Accept_Encoding="gzip")
    page = gzip.decompress(body).decode()
    assert "https://" not in page and "http://" not in page
    assert headers["content-security-policy"].startswith("default-src 'self'")
    assert "set-cookie" not in headers
    for url in re.findall(r'(?:src|href)="(/apps/[^"]+)"', page):
        status, headers, script = server.ask(url, Accept_Encoding="gzip")
        assert (status, headers["content-encoding"]) == (200, "gzip")
        assert "immutable" in headers["cache-control"] and "set-cookie" not in headers
        assert b"://" not in gzip.decompress(script)
    server.goodbye(page)


def test_the_kernel_works_in_the_notebooks_folder(server: Server, course: Path) -> None:
    page = server.text("/apps/jeu")
    (state,) = light_widgets(page).values()
    assert state["dossier"] == str(course / "exercices")
    server.goodbye(page)


def test_a_click_reaches_the_kernel_and_its_answer_comes_back(server: Server) -> None:
    page = server.text("/apps/jeu")
    (model,) = light_widgets(page)
    with server.socket(page) as line:
        line.send(message(model, {"method": "update", "state": {"n": 4}, "buffer_paths": []}))
        answer = next(data for data in comm_messages(line) if data["method"] == "update")
        assert answer["state"] == {"reponse": 40}
    server.goodbye(page)


def message(comm_id: str, data: Any, kind: str = "comm_msg") -> str:
    header = {"msg_id": kind, "msg_type": kind, "session": "s", "username": "", "version": "5.3", "date": ""}
    content = {"comm_id": comm_id, "data": data} if kind == "comm_msg" else data
    return json.dumps({"channel": "shell", "header": header, "parent_header": {}, "metadata": {}, "content": content})


def comm_messages(line: Any) -> Iterator[Any]:
    while True:
        got = json.loads(line.recv(timeout=30))
        if got["msg_type"] == "comm_msg":
            yield got["content"]["data"]


def test_what_a_later_cell_changes_is_in_the_page(server: Server) -> None:
    page = server.text("/apps/suite")
    ((model, state),) = light_widgets(page).items()
    shown = state | (json_in(page, "cat-late") or {}).get(model, {})
    assert (shown["n"], shown["reponse"]) == (3, 30)
    server.goodbye(page)


def test_a_visitor_cannot_run_code(server: Server) -> None:
    page = server.text("/apps/jeu")
    (model,) = light_widgets(page)
    with server.socket(page) as line:
        line.send(message("", {"code": "compteur.n = 7", "silent": False}, "execute_request"))
        line.send(message(model, {"method": "update", "state": {"n": 1}, "buffer_paths": []}))
        answer = next(data for data in comm_messages(line) if data["method"] == "update")
        assert answer["state"] == {"reponse": 10}
    server.goodbye(page)


def test_a_websocket_from_another_site_is_refused(server: Server) -> None:
    page = server.text("/apps/jeu")
    with pytest.raises(InvalidStatus) as refused, server.socket(page, origin="http://ailleurs.example"):
        pass
    assert refused.value.response.status_code == 403
    status, _, _ = server.ask(f"/apps/voila/api/shutdown/{kernel_of(page)}", "POST", Origin="http://ailleurs.example")
    assert status == 403
    server.goodbye(page)


def test_a_page_with_other_widgets_gets_voilas_own_front_end(server: Server) -> None:
    page = server.text("/apps/curseur")
    assert light_widgets(page) == {}
    (script,) = re.findall(r'<script src="([^"]+/voila\.js)">', page)
    assert server.ask(script)[0] == 200
    names = [extension["name"] for extension in json_in(page, "jupyter-config-data")["federated_extensions"]]
    assert "@jupyter-widgets/jupyterlab-manager" in names and "jupyterlab_pygments" not in names
    server.goodbye(page)


def test_a_cell_that_fails_says_so_without_a_traceback(server: Server) -> None:
    page = server.text("/apps/faute")
    assert "n'a pas pu se préparer" in page
    assert "ValueError" not in page and "interne" not in page and "Traceback" not in page
    server.goodbye(page)
    assert re.search("faute.ipynb : une cellule échoue .ValueError : détail-interne", server.log.read_text())


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/apps",
            "/apps/",
            "/apps/absente",
            "/apps/jeu.ipynb",
            "/apps/dehors",
            "/apps/..%2fsecret",
            "/apps/%2e%2e/secret",
        ),
        *("/apps/voila/tree", "/apps/voila/render/jeu.ipynb", "/apps/voila/files/jeu.ipynb", "/apps/api/kernels"),
        *("/voila/render/jeu.ipynb", "/api/kernels", "/login", "/apps/login", "/exercices/jeu.ipynb"),
    ],
)
def test_only_the_apps_of_the_folder_can_be_opened(server: Server, path: str) -> None:
    status, _, body = server.ask(path)
    assert status == 404 and "secret" not in body.decode()


# Click faster than the kernel answers, and return the numbers that came back after a greater one was shown.
BACKWARDS = """async () => {
  const button = document.querySelector(".cat-widget button"), seen = [];
  const note = () => seen.push(parseInt(button.textContent));
  new MutationObserver(note).observe(button, { childList: true, characterData: true, subtree: true });
  for (let i = 0; i < 20; i++) { button.click(); await new Promise((go) => setTimeout(go, 5)); }
  await new Promise((go) => setTimeout(go, 800));
  return seen.filter((n, i) => seen.slice(0, i).some((before) => before > n));
}"""


@pytest.mark.browser
def test_the_browser_shows_the_widget_and_plays_it(server: Server, chromium: Any) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        errors: list[Any] = []
        asked: list[str] = []
        page.on("pageerror", lambda error: errors.append(error))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"http://127.0.0.1:{server.port}/apps/jeu")
        page.get_by_role("button", name="0 puis 0").click()
        page.get_by_role("button", name="1 puis 10").click()
        page.get_by_role("button", name="2 puis 20").wait_for()
        assert page.get_by_text("La page se prépare").count() == 0
        assert page.evaluate(BACKWARDS) == []
        assert len(asked) <= 5, asked
        assert page.context.cookies() == []
        page.goto(f"http://127.0.0.1:{server.port}/apps/suite")
        page.get_by_role("button", name="3 puis 30").wait_for()
        page.goto(f"http://127.0.0.1:{server.port}/apps/curseur")
        page.get_by_text("Pas", exact=True).wait_for()
        page.locator(".widget-slider").wait_for()
        outside = [url for url in asked if not url.startswith((f"http://127.0.0.1:{server.port}/", "blob:", "data:"))]
        assert (errors, outside) == ([], [])
        page.goto("about:blank")
    # Every page said goodbye as it was left, so both places are free again.
    for name in ("jeu", "curseur"):
        page = server.text(f"/apps/{name}")
        assert server.goodbye(page) == 204


# ---- places


def test_a_full_server_says_so_in_french_and_a_closed_page_frees_its_place(course: Path, tmp_path: Path) -> None:
    with served(course, tmp_path / "log", max_kernels=2, idle_seconds=30, preheat=1) as server:
        pages = [server.text("/apps/jeu"), server.text("/apps/curseur")]
        with server.socket(pages[0]), server.socket(pages[1]):
            status, headers, body = server.ask("/apps/jeu")
            text = body.decode()
            assert (status, headers["content-type"]) == (503, "text/html; charset=utf-8")
            assert 5 <= int(headers["retry-after"]) <= 60
            assert "Toutes les places sont prises" in text and "Réessayez dans" in text
            assert 'href="/niveau-1/index.html"' in text and "Traceback" not in text
            assert len(server.kernels()) == 2
            assert server.ask("/")[0] == 200  # the book needs no place
            assert server.goodbye(pages[0]) == 204
            status, _, body = server.ask("/apps/jeu")
            assert status == 200
            assert len(server.kernels()) <= 2
            assert server.ask("/apps/faute")[0] == 503
            assert server.goodbye(body.decode()) == 204
        assert server.goodbye(pages[1]) == server.goodbye(pages[1]) == 204  # twice does no harm


def test_warm_kernels_never_keep_a_visitor_out(course: Path, tmp_path: Path) -> None:
    with served(course, tmp_path / "log", max_kernels=1, idle_seconds=30, preheat=1) as server:
        assert eventually(lambda: len(server.kernels()) == 1)
        for name in ("jeu", "curseur", "jeu"):
            status, _, body = server.ask(f"/apps/{name}")
            assert status == 200
            assert len(server.kernels()) == 1
            server.goodbye(body.decode())


def test_a_phone_that_just_disappears_leaves_its_place(course: Path, tmp_path: Path) -> None:
    with served(course, tmp_path / "log", max_kernels=1, idle_seconds=4, preheat=0) as server:
        page = server.text("/apps/jeu")
        with server.socket(page) as line:
            time.sleep(5)  # longer than idle_seconds: a page that is open keeps its place, and its websocket
            line.send(message("", {}, "kernel_info_request"))
            assert line.recv(timeout=30)
        # A client that opens the websocket and then says nothing more, not even that it has gone.
        with socket.create_connection(("127.0.0.1", server.port)) as silent:
            silent.sendall(
                (
                    f"GET /apps/api/kernels/{kernel_of(page)}/channels HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
                    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
                ).encode()
            )
            assert b"101" in silent.recv(100)
            assert server.ask("/apps/jeu")[0] == 503
            assert eventually(lambda: not server.kernels())
        assert server.goodbye(server.text("/apps/jeu")) == 204


def test_a_page_whose_kernel_dies_is_told_and_its_place_is_free(course: Path, tmp_path: Path) -> None:
    with served(course, tmp_path / "log", max_kernels=1, idle_seconds=30, preheat=0) as server:
        page = server.text("/apps/jeu")
        with server.socket(page) as line:
            server.kernels()[0].kill()
            while True:
                got = json.loads(line.recv(timeout=30))
                if got["msg_type"] == "status" and got["content"]["execution_state"] == "dead":
                    break
        assert server.ask("/apps/jeu")[0] == 200


# ---- starting and stopping


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stopped_server_leaves_no_kernel_and_a_quiet_log(course: Path, tmp_path: Path, number: int) -> None:
    log = tmp_path / "log"
    with served(course, log, max_kernels=3, idle_seconds=30, preheat=1) as server:
        page = server.text("/apps/jeu")
        with server.socket(page):
            assert eventually(lambda: len(server.kernels()) == 3)
            kernels = server.kernels()
            server.process.send_signal(number)
            assert server.process.wait(30) == 0
        assert not any(kernel.is_running() for kernel in kernels)
    # The notebook that fails is its author's business; nothing else is said.
    assert [line for line in log.read_text().splitlines() if "faute.ipynb" not in line] == []


def test_a_port_already_taken_is_one_french_line_with_a_way_out(course: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ServeError, match=f"le port {port} est déjà pris.*--port") as refused:
            serve(course / "livre", course / "exercices", port=port)
    assert "\n" not in str(refused.value)


def test_a_book_that_is_not_built_and_a_folder_that_is_not_there_are_refused(tmp_path: Path, course: Path) -> None:
    with pytest.raises(ServeError, match="pas de livre construit"):
        serve(tmp_path, course / "exercices", port=0)
    with pytest.raises(ServeError, match="introuvable"):
        serve(course / "livre", tmp_path / "absent", port=0)


# ---- the rules, without a kernel


class FakePage:
    """A page that is written at once by no kernel at all."""

    def __init__(self, notebook: Notebook) -> None:
        self.notebook, self.kernel_id = notebook, f"{notebook.name}-{id(self)}"
        self.begun = self.closed = False

    def begin(self) -> None:
        self.begun = True

    async def written(self) -> bool:
        return self.notebook.name != "cassé"

    @property
    def alive(self) -> bool:
        return not self.closed

    async def close(self) -> None:
        self.closed = True


class Room:
    """Seats with fake pages, a clock that is set by hand, and apps named at will."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *names: str, **options: Any) -> None:
        monkeypatch.setattr(seats_module, "LAST_CHANCE", 0.0)
        monkeypatch.setattr(seats_module, "PAUSE", 0.0)
        self.now = 0.0
        self.apps = [Notebook(name, Path(f"{name}.ipynb"), 1) for name in names]
        self.pages: list[FakePage] = []
        options = {"max_kernels": 2, "preheat": 1, "idle_seconds": 300.0, **options}
        self.seats = Seats(self.open, lambda: self.apps, clock=lambda: self.now, **options)  # type: ignore[arg-type]

    def open(self, notebook: Notebook) -> FakePage:
        self.pages.append(FakePage(notebook))
        return self.pages[-1]

    def open_names(self) -> list[str]:
        return [page.notebook.name for page in self.pages if page.begun and not page.closed]


def run(play: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Run a coroutine in a thread of its own: a browser fixture keeps a loop running in this one."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(play())).result()


async def settle() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


def test_each_app_is_warmed_and_a_broken_one_is_tried_once(monkeypatch: pytest.MonkeyPatch) -> None:
    async def play() -> None:
        room = Room(monkeypatch, "a", "cassé", "b", max_kernels=4)
        room.seats.start()
        await settle()
        assert room.open_names() == ["a", "b"]
        seat = await room.seats.take(room.apps[0])
        assert seat.page is room.pages[0]
        await settle()
        assert room.open_names() == ["a", "b", "a"]
        assert [page.notebook.name for page in room.pages].count("cassé") == 1
        await room.seats.close()
        assert room.open_names() == []

    run(play)


def test_a_newcomer_gets_a_warm_seat_of_another_app_before_a_left_one(monkeypatch: pytest.MonkeyPatch) -> None:
    async def play() -> None:
        room = Room(monkeypatch, "a", "b", max_kernels=2)
        mine = await room.seats.take(room.apps[0])
        room.seats.start()
        await settle()
        assert len(room.seats) == 2
        room.now = 1000
        await room.seats.take(room.apps[1])
        await settle()
        await room.seats.take(room.apps[1])
        assert mine.page.closed
        assert len(room.seats) == 2
        await room.seats.close()

    run(play)


def test_nobody_loses_an_open_page_and_a_left_one_is_kept_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    async def play() -> None:
        room = Room(monkeypatch, "a", max_kernels=1, preheat=0)
        seat = await room.seats.take(room.apps[0])
        room.seats.connected(seat.page.kernel_id)
        room.now = 10_000
        with pytest.raises(Full) as full:
            await room.seats.take(room.apps[0])
        assert full.value.seconds == seats_module.ALL_HELD
        room.seats.disconnected(seat.page.kernel_id)
        room.now += 5
        with pytest.raises(Full) as full:
            await room.seats.take(room.apps[0])
        assert full.value.seconds == seats_module.COME_BACK - 5
        room.now += seats_module.COME_BACK
        assert (await room.seats.take(room.apps[0])) is not seat
        assert seat.page.closed and len(room.seats) == 1

    run(play)


def test_a_changed_notebook_is_never_shown_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    async def play() -> None:
        room = Room(monkeypatch, "a")
        room.seats.start()
        await settle()
        changed = room.apps[0] = Notebook("a", Path("a.ipynb"), 2)
        seat = await room.seats.take(changed)
        assert seat.page.notebook == changed and room.pages[0].closed
        await room.seats.close()

    run(play)


def test_a_page_says_goodbye_for_itself_only(monkeypatch: pytest.MonkeyPatch) -> None:
    async def play() -> None:
        room = Room(monkeypatch, "a")
        room.seats.start()
        await settle()
        assert room.seats.goodbye(room.pages[0].kernel_id) is None  # warm: nobody's yet
        assert room.seats.goodbye("inconnu") is None
        seat = await room.seats.take(room.apps[0])
        assert room.seats.goodbye(seat.page.kernel_id) is seat
        await room.seats.close()

    run(play)


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (["text/plain"], False),
        (["text/plain", "text/html"], False),
        (["image/png", "text/plain"], False),
        (["text/plain", VIEW], True),
        (["text/plain", "application/vnd.vegalite.v5+json"], True),
        (["text/latex", "text/plain"], True),
        (["application/vnd.plotly.v1+json", "text/html"], False),
        ([], False),
    ],
)
def test_only_what_html_cannot_show_needs_a_script(kinds: list[str], expected: bool) -> None:
    assert needs_script({"data": dict.fromkeys(kinds, "")}) is expected


LIGHT = {"_model_module": "anywidget", "_esm": "export default {}", "layout": "IPY_MODEL_l", "n": 1}


@pytest.mark.parametrize(
    ("change", "light"),
    [
        ({}, True),
        ({"_model_module": "@jupyter-widgets/controls"}, False),
        ({"children": ["IPY_MODEL_x"]}, False),
        ({"_esm": "experimental.invoke('f')"}, False),
        ({"layout": "IPY_MODEL_wide"}, False),
        ({"data": "buffer"}, False),
    ],
)
def test_a_widget_beyond_the_light_front_end_is_left_to_voila(change: dict[str, Any], light: bool) -> None:
    output = {"data": {VIEW: {"model_id": "m"}}}
    states = {"m": LIGHT | change, "l": {"_model_name": "LayoutModel", "width": None}, "wide": {"width": "9em"}}
    buffers = {"m": {}} if "data" in change else {}
    state = light_state(output, states, buffers)
    assert state == ({key: value for key, value in LIGHT.items() if key != "layout"} if light else None)
    assert light_state({"data": {"text/plain": "rien"}}, states, {}) is None
