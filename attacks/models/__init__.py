"""Rocket and other attacks, who was hurt, and who is said to have done them."""

from attacks.models.actors import Actor, Attribution, SeriesAttribution
from attacks.models.attacks import Attack, Casualties
from attacks.models.published import PublishedAttack, PublishedSeriesAttribution

__all__ = [
    "Actor",
    "Attack",
    "Attribution",
    "Casualties",
    "PublishedAttack",
    "PublishedSeriesAttribution",
    "SeriesAttribution",
]
