"""The vocabulary of attacks and of who did them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Weapon(models.TextChoices):
    ROCKET = "rocket", _("rocket")
    MORTAR = "mortar", _("mortar")
    ONE_WAY_DRONE = "one_way_drone", _("one-way drone")
    BALLISTIC_MISSILE = "ballistic_missile", _("ballistic missile")
    CRUISE_MISSILE = "cruise_missile", _("cruise missile")
    IED = "ied", _("roadside bomb")
    SMALL_ARMS = "small_arms", _("small arms")
    OTHER = "other", _("other")
    UNKNOWN = "unknown", _("not known")


class Outcome(models.TextChoices):
    IMPACT_INSIDE = "impact_inside", _("fell inside")
    IMPACT_OUTSIDE = "impact_outside", _("fell outside")
    INTERCEPTED = "intercepted", _("intercepted")
    FAILED_LAUNCH = "failed_launch", _("failed launch")
    FOUND_UNFIRED = "found_unfired", _("found unfired")
    UNKNOWN = "unknown", _("not known")


class Target(models.TextChoices):
    BASE = "base", _("base")
    DIPLOMATIC = "diplomatic", _("diplomatic site")
    CONVOY = "convoy", _("convoy")
    COMPANY = "company", _("company")
    OTHER = "other", _("other")


class Side(models.TextChoices):
    """Whose people were hurt."""

    COALITION = "coalition", _("coalition")
    HOST_FORCES = "host_forces", _("host nation’s forces")
    CONTRACTOR = "contractor", _("contractors")
    CIVILIAN = "civilian", _("civilians")
    ATTACKER = "attacker", _("attackers")
    UNKNOWN = "unknown", _("not known")


class Stance(models.TextChoices):
    """What a speaker says of an actor and an attack."""

    CLAIMED = "claimed", _("claimed")
    ACCUSED = "accused", _("accused")
    SUSPECTED = "suspected", _("suspected")
    DENIED = "denied", _("denied")


class ActorKind(models.TextChoices):
    ORGANISATION = "organisation", _("organization")
    FRONT_NAME = "front_name", _("front name")
    UMBRELLA = "umbrella", _("umbrella")
    STATE_FORCE = "state_force", _("force of a state")
    LABEL = "label", _("label, not an organization")
