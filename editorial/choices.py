"""The vocabularies that all records share: states, verification, claims, dates and places."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(models.TextChoices):
    """What a person may do; each is a group of the same name."""

    CONTRIBUTOR = "contributor", _("contributor")
    EDITOR = "editor", _("editor")
    EDITOR_IN_CHIEF = "editor-in-chief", _("editor-in-chief")


class RecordKind(models.TextChoices):
    DRAWDOWN = "drawdown", _("drawdown")
    BASE = "base", _("base")
    PRESENCE = "presence", _("presence")
    HANDOVER = "handover", _("handover")
    ATTACK = "attack", _("attack")
    SERIES_ATTRIBUTION = "series-attribution", _("series attribution")
    CONTEXT_EVENT = "context-event", _("context event")


class WorkingState(models.TextChoices):
    """Where the editors' copy of a record stands."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    READY = "ready", _("ready")


class PublicState(models.TextChoices):
    """What the public sees of a record at an instant; derived from its versions, never stored."""

    NEVER = "never", _("never published")
    EMBARGOED = "embargoed", _("embargoed")
    PUBLISHED = "published", _("published")
    RETRACTED = "retracted", _("retracted")
    MERGED = "merged", _("merged")


class Retraction(models.TextChoices):
    """Why a version is a tombstone."""

    ERROR = "error", _("retracted as an error")
    SAFETY = "safety", _("withdrawn for safety")
    MERGED = "merged", _("merged into another record")


class Verification(models.TextChoices):
    """How far a citation was checked by the editors."""

    OPENED = "opened", _("opened by an editor")
    EXCERPT = "excerpt", _("seen in excerpt")
    ARCHIVED = "archived", _("archived")
    NONE = "none", _("not checked")


class ClaimStatus(models.TextChoices):
    ACCEPTED = "accepted", _("accepted")
    CONFLICT = "conflict", _("in conflict")


class NoteKind(models.TextChoices):
    """What a note of the staff goes with."""

    SAID = "said", _("note")
    SENT_BACK = "sent_back", _("sent back")


class NameKind(models.TextChoices):
    OFFICIAL = "official", _("official")
    ALIAS = "alias", _("alias")
    TRANSLITERATION = "transliteration", _("transliteration")


class PublisherKind(models.TextChoices):
    NEWS_AGENCY = "news_agency", _("news agency")
    NEWSPAPER = "newspaper", _("newspaper")
    BROADCASTER = "broadcaster", _("broadcaster")
    WEBSITE = "website", _("website")
    GOVERNMENT = "government", _("government")
    MILITARY = "military", _("military")
    INTERNATIONAL = "international", _("international organization")
    RESEARCH = "research", _("research")
    REFERENCE = "reference", _("reference work")
    BLOG = "blog", _("blog")
    MIRROR = "mirror", _("mirror or repost")
    STATE_MEDIA = "state_media", _("state media")
    ARMED_GROUP = "armed_group", _("armed group")
    EDITORS = "editors", _("the editors")


class DatePrecision(models.TextChoices):
    """How exactly a window of days is known; the width must agree (days, inclusive of neither bound)."""

    TIME = "time", _("to the minute")
    DAY = "day", pgettext_lazy("precision", "day")
    DAYS = "days", _("a few days")
    WEEK = "week", _("week")
    MONTH = "month", _("month")
    YEAR = "year", _("year")
    OPEN = "open", _("open")


class SourceDatePrecision(models.TextChoices):
    DAY = "day", pgettext_lazy("precision", "day")
    MONTH = "month", _("month")


class LocationBasis(models.TextChoices):
    """What a point rests on."""

    GEOLOCATED = "geolocated", _("geolocated")
    SITE = "site", _("the site")
    SETTLEMENT = "settlement", _("a settlement")
    NEAR_PLACE = "near_place", _("near a known place")
    AREA = "area", _("an area only")
    UNKNOWN = "unknown", _("unknown")


class ChangeOperation(models.TextChoices):
    INSERT = "INSERT", _("added")
    UPDATE = "UPDATE", _("changed")
    DELETE = "DELETE", _("deleted")


class JobState(models.TextChoices):
    """How far a job is."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    STOPPED = "stopped", _("stopped")
    SET_ASIDE = "set_aside", _("set aside")


class FetchProblem(models.TextChoices):
    """Why a source's page could not be fetched."""

    ADDRESS = "address", _("its address is none that may be fetched")
    NAME = "name", _("its host is not known any more")
    CONNECTION = "connection", _("its host does not answer as it should")
    TLS = "tls", _("its host does not prove who it is")
    TIME = "time", _("it took too long")
    SIZE = "size", _("it is too large")
    KIND = "kind", _("it is neither a page, a text nor a PDF")
    ENCODING = "encoding", _("it is packed in a way not read here")
    REDIRECTS = "redirects", _("it leads on and on")
    ROBOTS = "robots", _("its host asks machines to stay away")
    STATUS = "status", _("its host refuses it or has it no more")


class RequestState(models.TextChoices):
    """What became of a request for correction."""

    WAITING = "waiting", _("waiting")
    ANSWERED = "answered", _("answered")
    DECLINED = "declined", _("declined")


class PublicEvent(models.TextChoices):
    """What a version did to the public record."""

    PUBLISHED = "published", _("published")
    CHANGED = "changed", _("changed")
    RETRACTED = "retracted", _("retracted")
    MERGED = "merged", _("merged")
