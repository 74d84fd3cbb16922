"""The bench counts what it says it counts; how long anything takes is its business, and no test's."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bench import __main__ as command
from bench import chromium, deck, engine, growth, ink, lighthouse, npm, peers, process, voila
from bench.measured import COLUMNS, Measured, measure, measure_walk, table
from bench.report import Bar, Section, document, section_text, spread, write
from bench.traffic import Traffic
from bench.visit import FAST, SLOW, Control, Visit, visitor
from bench.weight import activity_of, player_weight
from cat_course import Course
from cat_course.engine.matching import compile_matching, rank
from cat_course.engine.roleplay import compile_roleplay
from tests.site import serving

BUTTON = Control("main", "main button")
SLOWLY = {"requests": 3, "bytes": 2500, "requests_before": 2, "bytes_before": 2000, "ready": 0.5, "usable": 0.6, "nodes": 9}


def visit(**figures: Any) -> Visit:
    return Visit(**{**SLOWLY, "socket_bytes": 0, "parts": {"html": 2500}, "outside": (), **figures})


# ---- report


def test_a_bar_says_what_was_measured_and_whether_it_holds():
    bars = [Bar("light", 59.5, 60, "KB"), Bar("heavy", 60.5, 60, "KB"), Bar("absent", None, 60, "KB")]
    lines = [" ".join(line.split()) for line in section_text(Section("T", ["page"], [["a"]], bars)).splitlines()]
    assert lines[-3:] == ["light 59.5 KB ≤ 60 KB yes", "heavy 60.5 KB ≤ 60 KB NO", "absent not measured ≤ 60 KB NO"]


def test_a_row_shows_medians_and_keeps_the_extremes_for_the_file():
    found = Measured("page", {FAST.name: [visit(usable=0.2)], SLOW.name: [visit(usable=u) for u in (0.9, 0.7, 1.4)]})
    assert found.row() == ["page", "3", "2.5", "2 / 2.0 KB", "9", "0.20 s", "0.90 s"]
    assert found.as_json()["slow"]["usable"] == {"median": 0.9, "min": 0.7, "max": 1.4}
    assert found.as_json()["slow"]["runs"] == 3


def test_a_page_that_was_not_measured_has_a_row_and_a_reason():
    out = table(
        "T", [Measured("page", problem="npm is not installed"), Measured("other", {FAST.name: [visit(outside=("cdn",))]})]
    )
    assert [len(row) for row in out.rows] == [len(COLUMNS)] * 2
    assert out.rows[0][1:] == ["-"] * 6
    assert out.rows[1][-2:] == ["0.60 s", "-"]
    assert out.notes == ["page: npm is not installed", "other: asks cdn, which the bench does not let answer"]


def test_the_file_is_named_by_its_date_and_holds_rows_and_bars(tmp_path: Path):
    section = Section("T", ["what"], [["one"]], [Bar("b", 1, 2, "s")], data=[{"name": "one", "s": spread([1])}])
    path = write(tmp_path / "results", document([section], {"cpus": 2}))
    data = json.loads(path.read_text(encoding="utf-8"))
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d{6}\.json", path.name)
    assert data["sections"][0]["bars"] == [{"name": "b", "measured": 1, "limit": 2, "unit": "s", "holds": True}]
    assert data["sections"][0]["rows"][0]["name"] == "one"


# ---- what is counted


def heard(*events: tuple[str, dict[str, Any]]) -> Traffic:
    traffic = Traffic()
    for name, event in events:
        traffic.hear(f"Network.{name}", {"requestId": "1", "timestamp": 1.0, **event}, "page")
    return traffic


SENT = ("requestWillBeSent", {"request": {"url": "http://here/a.js"}})


def test_what_a_cache_answers_is_not_sent():
    kept = ("responseReceived", {"response": {"fromServiceWorker": True}})
    assert heard(SENT, kept, ("loadingFinished", {"encodedDataLength": 900})).sent == []
    [request] = heard(
        SENT,
        ("responseReceived", {"response": {"mimeType": "text/javascript"}}),
        ("loadingFinished", {"encodedDataLength": 900}),
    ).sent
    assert (request.size, request.kind, request.host) == (900, "js", "here")


def test_a_redirection_is_a_request_of_its_own():
    again = ("requestWillBeSent", {"request": {"url": "http://here/b.js"}, "redirectResponse": {"encodedDataLength": 70}})
    requests = heard(SENT, again, ("loadingFinished", {"encodedDataLength": 900})).sent
    assert [(r.url[-4:], r.size) for r in requests] == [("a.js", 70), ("b.js", 900)]


def test_a_size_that_is_only_that_of_the_headers_is_not_believed():
    head = ("responseReceived", {"response": {"encodedDataLength": 200}})
    [request] = heard(SENT, head, ("dataReceived", {"dataLength": 1500}), ("loadingFinished", {"encodedDataLength": 200}))
    assert request.untold


def test_a_workers_script_counts_though_nobody_saw_it_asked_for():
    answer = ("responseReceived", {"response": {"url": "http://here/sw.js", "mimeType": "text/javascript"}})
    [request] = heard(answer, ("loadingFinished", {"encodedDataLength": 300})).sent
    assert (request.url, request.size) == ("http://here/sw.js", 300)


def test_texts_inside_the_page_are_no_requests_and_nothing_is_settled_before_its_end():
    assert list(heard(("requestWillBeSent", {"request": {"url": "data:,"}}))) == []
    assert not heard(SENT).settled
    assert heard(SENT, ("loadingFailed", {})).settled


# ---- a visit, in a real browser


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A page whose button is covered at first, with a script, an icon and a service worker; and some others."""
    (tmp_path / "a.js").write_text(
        """
        document.querySelector("button").onclick = () => document.querySelector("main").append("!");
        setTimeout(() => document.querySelector("#cover").remove(), 100);
        navigator.serviceWorker.register("sw.js");
        """
    )
    (tmp_path / "sw.js").write_text(
        "onactivate = (e) => e.waitUntil(clients.claim());"
        "onfetch = (e) => e.respondWith(caches.open('1').then(async (c) => await c.match(e.request)"
        " ?? fetch(e.request).then((r) => { c.put(e.request, r.clone()); return r; })));"
    )
    (tmp_path / "icon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    for name in ("index", "next"):
        (tmp_path / f"{name}.html").write_text(
            '<!doctype html><meta name=viewport content="width=device-width"><link rel=icon href=icon.svg>'
            '<main style="padding-top:2000px"><button>Go</button></main>'
            '<div id=cover style="position:fixed;inset:0"></div><script src=a.js></script>'
        )
    (tmp_path / "text.html").write_text("<!doctype html><link rel=icon href=icon.svg><p>Un texte.")
    (tmp_path / "outside.html").write_text(
        "<!doctype html><link rel=icon href='data:,'><script src=http://elsewhere.invalid/x.js></script><p>Un texte."
    )
    (tmp_path / "late.html").write_text(
        "<!doctype html><link rel=icon href='data:,'><main><button disabled>Go</button></main><script>"
        "const button = document.querySelector('button'); button.onclick = () => button.append('!');"
        "setTimeout(() => { button.disabled = false; button.before('x', document.createElement('hr')); }, 100);</script>"
    )
    (tmp_path / "dead.html").write_text("<!doctype html><main><button disabled>Go</button></main>")
    return tmp_path


@pytest.fixture(scope="module")
def browser() -> Iterator[chromium.Chromium]:
    with chromium.running() as running:
        yield running


@pytest.mark.browser
def test_a_visit_counts_the_page_its_script_its_icon_and_its_service_worker(browser: chromium.Chromium, folder: Path):
    with serving(folder) as site:
        found = measure(browser, "page", f"{site}/index.html", BUTTON, {SLOW: 1})
    [one] = found.visits["slow"]
    assert (one.requests, one.outside) == (4, ())
    assert one.bytes == sum(one.parts.values())
    assert one.parts["html"] > 0 and one.parts["js"] > 0
    assert one.nodes == 8, "the cover was still there: nobody could click"
    assert 0 < one.ready <= one.usable
    assert len(found.row()) == len(COLUMNS)


@pytest.mark.browser
def test_the_next_page_costs_what_the_browser_has_not_kept(browser: chromium.Chromium, folder: Path):
    with serving(folder) as site:
        urls = {"first": f"{site}/index.html", "second": f"{site}/next.html", "again": f"{site}/next.html"}
        second, again = measure_walk(browser, urls, BUTTON, {FAST: 1})
    assert second.visits["fast"][0].parts["html"] > 0
    assert again.visits["fast"][0].parts.get("html", 0) == 0, "the service worker answers, nothing is sent"


@pytest.mark.browser
def test_a_text_is_usable_without_a_control(browser: chromium.Chromium, folder: Path):
    with serving(folder) as site:
        found = measure(browser, "text", f"{site}/text.html", None, {FAST: 2})
    assert [v.requests for v in found.visits["fast"]] == [2, 2]
    assert found.row()[-1] == "-"


@pytest.mark.browser
def test_a_page_that_asks_another_host_is_seen_asking(browser: chromium.Chromium, folder: Path):
    with serving(folder) as site:
        found = measure(browser, "page", f"{site}/outside.html", None, {FAST: 1})
    assert found.visits["fast"][0].outside == ("elsewhere.invalid",)
    assert found.visits["fast"][0].requests == 2


@pytest.mark.browser
def test_a_control_that_is_not_enabled_yet_is_not_ready(browser: chromium.Chromium, folder: Path):
    with serving(folder) as site:
        found = measure(browser, "page", f"{site}/late.html", BUTTON, {FAST: 1})
    assert found.visits["fast"][0].nodes == 8, "counted before the script had enabled the button, and added a line"


@pytest.mark.browser
def test_a_page_whose_control_never_answers_is_not_usable(browser: chromium.Chromium, folder: Path):
    with serving(folder) as site, visitor(browser, FAST, BUTTON) as somebody, pytest.raises(TimeoutError):
        somebody.visit(f"{site}/dead.html", seconds=1)


# ---- how light an activity is


PAGE = """<body><p>x</p><div class="cc-activity" data-activity="quiz" data-key="quiz/a"><script type="application/json">{"a":1}</script>
<div class="cc-fallback"><div>Un texte, puis un autre.</div></div></div><p>y</p></body>"""


def test_an_activity_is_its_whole_element_and_no_more():
    found = activity_of(PAGE)
    assert (found.name, found.island) == ("quiz", '{"a":1}')
    assert found.html.startswith("<div") and found.html.endswith("autre.</div></div></div>")
    with pytest.raises(ValueError):
        activity_of("<p>Un texte.</p>")


def test_the_weight_of_an_activity_tells_its_player_from_its_data(tmp_path: Path):
    (tmp_path / "_static/cat-course").mkdir(parents=True)
    (tmp_path / "_static/cat-course/quiz.js").write_text("x" * 1000)
    (tmp_path / "page.html").write_text(PAGE)
    weight = player_weight(tmp_path, "page.html")
    assert 0 < weight["island"] < weight["element"]
    assert 0 < weight["player"] < 1000


# ---- the same content, told by others


@pytest.fixture(scope="module")
def scene(course: Course) -> dict[str, Any]:
    return compile_roleplay("le-silence", course.roleplay("le-silence"), course.framework)


def texts_of(scene: dict[str, Any]) -> Iterator[str]:
    for node in scene["nodes"].values():
        yield from (node["title"], node["text"], node.get("debrief", ""))
        yield from (choice[key] for choice in node.get("choices", ()) for key in ("text", "feedback"))
    yield scene["context"]


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\\", ""))


def test_the_default_book_and_ink_tell_every_text_of_the_role_play(course: Course, scene: dict[str, Any]):
    others = [plain(peers.reading_markdown(course, "le-silence")), plain(ink.story(scene))]
    for text in texts_of(scene):
        for part in re.split(r"\n\s*\n", text):
            assert all(plain(part).strip() in other for other in others), part


def test_the_story_in_ink_has_the_gauges_and_the_doors_of_the_role_play():
    choice = {
        "text": "Dire [oui]",
        "to": "fin-b",
        "effects": {"calme": -1},
        "when": {"calme": [2, 4]},
        "feedback": "Bien - vu.",
    }
    nodes = {
        "debut": {"title": "Début", "text": "Un.", "choices": [choice]},
        "fin-b": {"title": "Fin", "text": "Deux.", "tone": "mitige", "debrief": "Trois."},
    }
    gauges = [{"id": "calme", "start": 3, "min": 0, "max": 4}]
    lines = ink.story({"context": "", "cast": {}, "gauges": gauges, "start": "debut", "nodes": nodes}).splitlines()
    assert lines[0] == "VAR g_calme = 3"
    assert r"+ {g_calme >= 2 && g_calme <= 4} [Dire \[oui\]]" in lines
    assert "  ~ g_calme = MIN(MAX(g_calme + -1, 0), 4)" in lines
    assert lines[-1] == "-> END"


def test_without_npm_inkjs_says_why_it_is_not_measured(course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("bench.npm.shutil.which", {"node": "node"}.get)
    with pytest.raises(npm.MissingTool, match="npm is not installed"):
        peers.ink_page(course, "le-silence", tmp_path, tmp_path / "cache")


def test_lighthouse_says_what_cost_points_and_not_what_is_advice():
    def audit(score: float | None, mode: str = "numeric") -> dict[str, Any]:
        return {"title": f"title {score}", "score": score, "scoreDisplayMode": mode}

    audits = {"fast": audit(1), "slow": audit(0.4), "advice": audit(0), "nothing": audit(None, "notApplicable")}
    weights = {"fast": 10, "slow": 30, "advice": 0, "nothing": 3}
    category = {"score": 0.87, "auditRefs": [{"id": name, "weight": weight} for name, weight in weights.items()]}
    found = lighthouse.judgement({"categories": {"performance": category}, "audits": audits})
    assert found == {"performance": {"points": 87, "lost": ["title 0.4"]}}


def test_without_node_lighthouse_says_why_it_is_not_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("bench.npm.shutil.which", {}.get)
    out = lighthouse.section(tmp_path, tmp_path, tmp_path, 1, lambda _: None)
    assert out.notes == ["not measured: Node.js is not installed"]
    assert not out.rows


def test_the_notebook_finds_its_course_and_a_server_is_ended(tmp_path: Path, copy: Path):
    for given in ("none", "one"):
        apps = voila.put_notebook(copy, tmp_path / given)
        assert (apps / voila.NOTEBOOK).is_file()
        assert (apps.parent / "_toc.yml").is_file() and (apps.parent / "book/course.yml").is_file()
        (copy / "exercises").mkdir(exist_ok=True)
        (copy / "exercises" / voila.NOTEBOOK).write_text("{}")
    assert (apps / voila.NOTEBOOK).read_text() == "{}"
    server = [sys.executable, "-m", "http.server", "--bind", "127.0.0.1", "{port}"]
    with process.running(server, tmp_path) as (address, running):
        assert address.startswith("http://127.0.0.1:") and running.is_running()
        process.settle(running)
    assert not running.is_running()
    with pytest.raises(OSError, match="ended at once"), process.running([sys.executable, "-c", "1"], tmp_path):
        pass


# ---- engine and build


def test_a_course_with_many_formats_ranks_them_all_and_not_all_alike(course: Course):
    size = 2 * len(course.formats)
    large = engine.with_formats(course, size)
    found = compile_matching(large)
    assert len({entry["id"] for entry in found["formats"]}) == size
    copies = {str(entry["bands"]["minutes"]) for entry in found["formats"][len(course.formats) :]}
    assert len(copies - {str(entry["bands"]["minutes"]) for entry in found["formats"][: len(course.formats)]}) > 10
    for situation in engine.situations(course):
        assert len(rank(found, situation)) == size


@pytest.mark.node
def test_matching_is_timed_in_both_languages(course: Course):
    row = engine.matching(course, 15, runs=2)
    assert row["formats"] == 15
    for key in ("compile", "rank", "rank_js", "rank_js_reasons"):
        assert 0 < row[key]["min"] <= row[key]["median"] <= row[key]["max"]


def test_a_grown_course_passes_the_check_and_lists_its_new_pages(course: Course, tmp_path: Path):
    growth.grow(course, tmp_path / "cours", len(course.modules) + 2)
    grown = Course.load(tmp_path / "cours")
    assert len(grown.ordered_modules) == len(course.modules) + 2
    contents = (tmp_path / "cours/_toc.yml").read_text(encoding="utf-8")
    assert all(grown.page_of("module", module_id) in contents for module_id in grown.modules)


def test_the_command_reports_and_exits_0_whatever_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any):
    monkeypatch.setattr(sys, "argv", ["bench", "--quick", "--only", "engine", "--output", str(tmp_path)])
    monkeypatch.setattr(engine, "SIZES", (10,))
    monkeypatch.setattr(engine, "MOST_CHECK_SECONDS", 0)
    command.main()
    printed = capsys.readouterr().out
    assert re.search(r"cat-course check on the whole course .* ≤ 0 s +NO", printed)
    [path] = tmp_path.glob("*.json")
    bars = {bar["name"]: bar["holds"] for bar in json.loads(path.read_text(encoding="utf-8"))["sections"][0]["bars"]}
    assert bars["cat-course check on the whole course"] is False


def test_the_help_names_the_options():
    done = subprocess.run([sys.executable, "-m", "bench", "--help"], capture_output=True, text=True, cwd=command.ROOT)
    assert done.returncode == 0
    assert all(option in done.stdout for option in ("--only", "--quick", "--output"))


def test_the_deck_of_all_the_formats_is_held_to_its_bar(course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def made(options: list[str]) -> float:
        Path(options[options.index("--output") + 1]).write_bytes(b"x" * 3000)
        return 4.0 if options[-2:] == ["--what", "formats"] else 12.0

    monkeypatch.setattr(deck, "seconds", made)
    out = deck.section(course, tmp_path, 2, lambda _: None)
    [bar] = out.bars
    assert (bar.measured, bar.limit, bar.unit, bar.holds) == (4.0, 10.0, "s", True)
    assert [row[2:] for row in out.rows] == [["4.00", "3"], ["12.00", "3"], ["12.00", "3"]]
