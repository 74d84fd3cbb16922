"""What a build asks again and again, and that does not change meanwhile."""

from __future__ import annotations

from functools import cache


def plugins() -> None:
    """Find each citation style once: pybtex reads every installed package's metadata to answer, for each citation.

    It was a third of the time of a build of 84 pages. A pybtex that no longer looks them up this way is left alone.
    """
    import pybtex.plugin

    find = getattr(pybtex.plugin, "_load_entry_point", None)
    if find is not None and not hasattr(find, "cache_info"):
        pybtex.plugin._load_entry_point = cache(find)
