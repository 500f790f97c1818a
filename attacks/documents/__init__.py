"""What the public reads of attacks, series attributions and actors."""

from attacks.documents.actors import ACTOR, SERIES_ATTRIBUTION
from attacks.documents.attacks import ATTACK

__all__ = ["ACTOR", "ATTACK", "SERIES_ATTRIBUTION"]
