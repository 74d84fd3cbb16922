"""What a build asks again and again, and that does not change meanwhile."""

from __future__ import annotations

from functools import cache


def plugins() -> None:
    """Find each citation style once: pybtex reads every installed package's metadata to answer, for each citation.

    It was a third of the time of a build of 84 pages.
    """
    import pybtex.plugin

    if not hasattr(pybtex.plugin._load_entry_point, "cache_info"):
        pybtex.plugin._load_entry_point = cache(pybtex.plugin._load_entry_point)
