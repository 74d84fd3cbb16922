"""The one place that writes what an exporter gives."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def write(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write ``{"name": bytes}`` under *folder* and return the paths.

    Folders are made as needed; a file that is there already is replaced.

    :raises OSError: if the disk refuses.
    """
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return [folder / name for name in files]
