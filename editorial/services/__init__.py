"""Writes that have a rule: saving, publishing, retracting, merging."""

from editorial.services.publish import cancel_embargo, publish, publish_many, publish_reference, seal_public_log
from editorial.services.retract import merge, retract
from editorial.services.save import StaleRevisionError, changed, refuse_stale

__all__ = [
    "StaleRevisionError",
    "cancel_embargo",
    "changed",
    "merge",
    "publish",
    "publish_many",
    "publish_reference",
    "refuse_stale",
    "retract",
    "seal_public_log",
]
