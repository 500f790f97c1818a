"""The vocabulary of bases, forces and handovers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AreaKind(models.TextChoices):
    COUNTRY = "country", _("country")
    REGION = "region", _("region")
    GOVERNORATE = "governorate", _("governorate")
    DISTRICT = "district", _("district")


class ForceKind(models.TextChoices):
    COUNTRY = "country", _("forces of a country")
    COALITION = "coalition", _("coalition")
    HOST = "host", _("forces of the host nation")
    ALLIANCE = "alliance", _("alliance")
    CONTRACTOR = "contractor", _("contractor")
    OTHER = "other", _("other")


class BaseKind(models.TextChoices):
    AIR_BASE = "air_base", _("air base")
    CAMP = "camp", _("camp")
    HEADQUARTERS = "headquarters", _("headquarters")
    TRAINING_SITE = "training_site", _("training site")
    COMPOUND = "compound", _("compound")
    AIRPORT = "airport", _("airport")
    DISTRICT = "district", _("district of a city")
    EMBASSY = "embassy", _("embassy")
    LOGISTICS_SITE = "logistics_site", _("logistics site")
    OTHER = "other", _("other")


class HandoverStatus(models.TextChoices):
    ANNOUNCED = "announced", _("announced")
    SCHEDULED = "scheduled", _("scheduled")
    COMPLETED = "completed", _("completed")
    POSTPONED = "postponed", _("postponed")
    CANCELLED = "cancelled", _("cancelled")


class Portion(models.TextChoices):
    """How much of the base a handover covers."""

    WHOLE_SITE = "whole_site", _("the whole base")
    COALITION_PORTION = "coalition_portion", _("the coalition’s part of the base")
    FACILITY = "facility", _("a facility within the base")
    UNKNOWN = "unknown", _("not known")


class MilestoneKind(models.TextChoices):
    ANNOUNCEMENT = "announcement", _("announcement")
    TIMETABLE_AGREED = "timetable_agreed", _("timetable agreed")
    EQUIPMENT_TRANSFERRED = "equipment_transferred", _("equipment transferred")
    FORCES_DEPARTED = "forces_departed", _("forces departed")
    CEREMONY = "ceremony", _("ceremony")
    HOST_CONFIRMED = "host_confirmed", _("confirmed by the host")
    STATEMENT = "statement", _("statement")


class PresenceRole(models.TextChoices):
    OPERATOR = "operator", _("operator")
    TRAINER = "trainer", _("trainer")
    PARTNER = "partner", _("partner")


class EndKnown(models.TextChoices):
    """How the end of a presence is known."""

    ENDED = "ended", _("ended")
    ONGOING = "ongoing", _("ongoing")
    NOT_ESTABLISHED = "not_established", _("end not established")


class BaseStatus(models.TextChoices):
    """Who held a base on a day; computed by one function, never stored."""

    COALITION = "coalition", _("held by the coalition")
    SHARED = "shared", _("partly handed over")
    TRANSFERRED = "transferred", _("handed over")
    REOCCUPIED = "reoccupied", _("re-entered by the coalition")
    UNKNOWN = "unknown", _("not established")
