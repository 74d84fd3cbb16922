"""The front end from pytest: its own tests, its types, and what pages and kernels receive."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from cat_course.frontend import (
    ACTIVITIES,
    LATER,
    FoldError,
    exported,
    fold,
    kernel_module,
    labels_of,
    later_module,
    page_module,
)
from tests.conftest import ROOT, TOOLS


def run(*args: str, cwd: Path = ROOT) -> str:
    done = subprocess.run(args, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    return done.stdout


@pytest.mark.node
def test_every_javascript_test_passes() -> None:
    assert (ROOT / "node_modules/happy-dom").is_dir(), "run « npm install » once (make test does)"
    out = run(str(TOOLS["node"]), "--test", *map(str, sorted(ROOT.glob("tests/frontend/*.test.js"))))
    assert "# fail 0" in out


@pytest.mark.node
def test_the_javascript_is_typed() -> None:
    run(str(TOOLS["node"]), str(ROOT / "node_modules/typescript/bin/tsc"), "-p", str(ROOT))


@pytest.mark.node
@pytest.mark.parametrize("activity", ACTIVITIES)
def test_a_kernel_receives_one_module_that_is_a_widget(activity: str, tmp_path: Path) -> None:
    (tmp_path / "w.mjs").write_text(kernel_module(activity), encoding="utf-8")
    out = run(
        str(TOOLS["node"]),
        "--input-type=module",
        "-e",
        'import w from "./w.mjs"; console.log(Object.keys(w).join())',
        cwd=tmp_path,
    )
    assert out.strip() == "render"


@pytest.mark.node
@pytest.mark.parametrize("activity", ACTIVITIES)
def test_a_page_receives_one_script_that_parses_and_imports_nothing(activity: str, tmp_path: Path) -> None:
    script = page_module(activity)
    (tmp_path / "p.mjs").write_text(script, encoding="utf-8")
    run(str(TOOLS["node"]), "--check", str(tmp_path / "p.mjs"))
    assert "\nimport " not in script
    assert "https://" not in script
    assert f'mountAll("{activity}",{exported(activity)}' in script


@pytest.mark.node
@pytest.mark.parametrize("activity", LATER)
def test_what_a_page_loads_later_parses_exports_one_thing_and_has_its_labels(activity: str, tmp_path: Path) -> None:
    name, sections = LATER[activity]
    assert re.search(rf'import\("\./{name}\.js\?v=[0-9a-f]{{8}}"\)', page_module(activity))
    assert f'"./{name}.js' not in kernel_module(activity), "a kernel receives all at once"
    (tmp_path / "later.mjs").write_text(later_module(activity), encoding="utf-8")
    code = 'import * as m from "./later.mjs"; console.log(JSON.stringify([Object.keys(m), Object.keys(m.laterLabels)]))'
    out = json.loads(run(str(TOOLS["node"]), "--input-type=module", "-e", code, cwd=tmp_path))
    assert out == [["laterLabels", exported(name)], list(sections)] or out == [[exported(name), "laterLabels"], list(sections)]
    assert set(sections) <= set(labels_of(activity))


def test_no_module_of_the_front_end_calls_another_host() -> None:
    for path in (ROOT / "cat_course/frontend/static").rglob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert "http://www.w3.org" in text or "http://" not in text, path
        assert "https://" not in text, path


def test_a_cycle_of_imports_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text('import { b } from "./b.js";\n')
    (tmp_path / "b.js").write_text('import { a } from "./a.js";\n')
    with pytest.raises(FoldError, match=r"cycle: \./a\.js -> \./b\.js -> \./a\.js"):
        fold("a", root=tmp_path)


@pytest.mark.parametrize(
    "line",
    ['import * as x from "./b.js";', 'import x from "https://elsewhere.example/x";', 'export { y } from "./b.js";'],
)
def test_syntax_that_cannot_be_folded_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.js").write_text(line + "\n")
    with pytest.raises(FoldError, match="unsupported"):
        fold("a", root=tmp_path)


def test_every_label_that_an_activity_names_is_in_the_catalogue() -> None:
    catalogue = json.loads((ROOT / "cat_course/labels/fr.json").read_text(encoding="utf-8"))
    known = {key for section in catalogue.values() for key in section}
    for path in (ROOT / "cat_course/frontend/static/cat_course").glob("*.js"):
        text = re.sub(r"/\*.*?\*/|[\w-]+\.js", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for key in re.findall(r'\b(?:labels|words)(?:\.(\w+)|\["([\w-]+)"\])', text):
            name = key[0] or key[1]
            assert name in known or name in catalogue, (path.name, name)
