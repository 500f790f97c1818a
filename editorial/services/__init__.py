"""Writes that have a rule: saving, publishing, retracting, merging."""

from editorial.services.embargo import cancel_embargo, seal_public_log
from editorial.services.merge import merge, unmerge
from editorial.services.publish import publish, publish_many, publish_reference
from editorial.services.retract import retract
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
    "unmerge",
]
