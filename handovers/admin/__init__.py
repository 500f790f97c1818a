"""The desks of bases, forces, handovers and what happened around them."""

from handovers.admin import bases, drawdowns, events, handovers, presences, references, spelled, waiting

__all__ = ["bases", "drawdowns", "events", "handovers", "presences", "references", "spelled", "waiting"]
