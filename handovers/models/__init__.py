"""Bases, the forces at them, and their handovers; the editors' working rows and the published versions."""

from handovers.models.bases import DrawdownBase, MilitaryBase
from handovers.models.drawdowns import Coverage, Drawdown
from handovers.models.events import ContextEvent
from handovers.models.handovers import Handover, Milestone, TransferringForce
from handovers.models.presences import Presence
from handovers.models.published import (
    PublishedContextEvent,
    PublishedDrawdown,
    PublishedHandover,
    PublishedMilitaryBase,
    PublishedPresence,
)
from handovers.models.references import Area, Force

__all__ = [
    "Area",
    "ContextEvent",
    "Coverage",
    "Drawdown",
    "DrawdownBase",
    "Force",
    "Handover",
    "Milestone",
    "MilitaryBase",
    "Presence",
    "PublishedContextEvent",
    "PublishedDrawdown",
    "PublishedHandover",
    "PublishedMilitaryBase",
    "PublishedPresence",
    "TransferringForce",
]
