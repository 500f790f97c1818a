"""What the public reads of drawdowns, bases, presences, handovers and context events."""

from handovers.documents.bases import BASE, PRESENCE
from handovers.documents.drawdowns import CONTEXT_EVENT, DRAWDOWN
from handovers.documents.handovers import HANDOVER
from handovers.documents.references import AREA, FORCE

__all__ = ["AREA", "BASE", "CONTEXT_EVENT", "DRAWDOWN", "FORCE", "HANDOVER", "PRESENCE"]
