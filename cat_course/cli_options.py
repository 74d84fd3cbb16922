"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

ROOT = click.option("--root", type=click.Path(path_type=Path), help="Dossier du cours (par défaut : celui où vous êtes).")
