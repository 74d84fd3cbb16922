"""Situations that call for a word of caution before any format is chosen: editorial, as the points of matching are.

The table of :func:`.matching.compile_matching` carries them; ``matching-alerts.js`` reads it as :func:`alerts` does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .matching import Situation


@dataclass(frozen=True, slots=True)
class Alert:
    """One of them.

    ``tension``: from, to; ``purpose``: sought; ``people``: at most. ``None``: whatever it is.
    """

    id: str
    tension: tuple[int, int]
    purpose: str | None = None
    people: int | None = None


ALERTS = (
    Alert("few", (0, 4), purpose="conflit", people=3),
    Alert("calm", (0, 1), purpose="conflit"),
    Alert("polarised", (3, 3)),
    Alert("open", (4, 4)),
)


def alerts(table: Mapping[str, Any], situation: Situation) -> list[str]:
    """Return the ids of the alerts that *situation* calls for, in the order of the table."""
    return [alert["id"] for alert in table["alerts"] if _called(alert, situation)]


def _called(alert: Mapping[str, Any], situation: Situation) -> bool:
    low, high = alert["tension"]
    sought = alert["purpose"] is None or alert["purpose"] in situation.purposes
    few = alert["people"] is None or situation.people <= alert["people"]
    return low <= situation.tension <= high and sought and few
