"""Tools from npm that only a bench needs: installed once into its cache, never into the project."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path


class MissingTool(RuntimeError):
    """Something cannot be measured here; the message says why."""


def package(cache: Path, name: str, version: str) -> Path:
    """Return the folder of an npm package, installed into *cache* the first time.

    :raises MissingTool: if it is not there and cannot be installed.
    """
    folder = cache / "node_modules" / name
    if shutil.which("node") is None:
        raise MissingTool("Node.js is not installed")
    if not folder.is_dir():
        npm = shutil.which("npm")
        if npm is None:
            raise MissingTool("npm is not installed")
        cache.mkdir(parents=True, exist_ok=True)
        (cache / "package.json").write_text('{"private": true}\n', encoding="utf-8")
        command = [npm, "install", "--silent", "--no-package-lock", "--no-save", "--no-audit", "--no-fund", f"{name}@{version}"]
        try:
            done = subprocess.run(command, cwd=cache, capture_output=True, text=True, timeout=300)
        except subprocess.TimeoutExpired:
            raise MissingTool(f"npm install {name} took more than five minutes") from None
        if done.returncode:
            raise MissingTool(f"npm install {name} failed: {done.stderr.strip().splitlines()[-1:]}")
    return folder
