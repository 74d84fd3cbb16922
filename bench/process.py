"""A server as a process of its own: started on a free port, left to come to rest, ended with its kernels."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil  # type: ignore[import-untyped]

PATIENCE = 120


@contextmanager
def running(command: list[str], folder: Path) -> Iterator[tuple[str, psutil.Process]]:
    """Start a server whose *command* holds ``{port}``; yield its address and its process, and end both after.

    The machine's own Jupyter settings stay out of it.
    """
    port = free_port()
    env = os.environ | {"JUPYTER_CONFIG_DIR": str(folder / "settings"), "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
    with (folder / "server.log").open("a") as log:
        process = subprocess.Popen([part.replace("{port}", str(port)) for part in command], stdout=log, stderr=log, env=env)
    try:
        _wait_for_port(port, process)
        yield f"http://127.0.0.1:{port}", psutil.Process(process.pid)
    finally:
        family = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for kernel in family:
            with suppress(psutil.NoSuchProcess):
                kernel.kill()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_for_port(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            raise OSError(f"the server ended at once with code {process.returncode}")
        with socket.socket() as caller:
            if caller.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise TimeoutError("the server does not answer")


def settle(process: psutil.Process, share: float = 0.05) -> None:
    """Wait until a server and its kernels have used less than *share* of a processor, two seconds in a row."""
    end = time.monotonic() + PATIENCE
    used, calm = _used(process), 0
    while calm < 2 and time.monotonic() < end:
        time.sleep(1)
        now = _used(process)
        calm = calm + 1 if now - used < share else 0
        used = now


def _used(process: psutil.Process) -> float:
    """Return the processor seconds that a process and its descendants have used."""
    seconds = 0.0
    for one in (process, *process.children(recursive=True)):
        try:
            times = one.cpu_times()
        except psutil.Error:
            continue
        seconds += times.user + times.system
    return seconds
