"""What a record is, who says so, what was published of it, and the logs of both."""

from editorial.models.archive import SourceArchive, SourceArchiveQuerySet
from editorial.models.citing import Citation, Claim
from editorial.models.correcting import CorrectionRequest, Erasure, PublishedAnswer
from editorial.models.editing import Editing
from editorial.models.jobs import Job, JobQuerySet
from editorial.models.logs import Change, OpenRevision, PublicLogEntry, Revision, RevisionRequest, WaitingVersion
from editorial.models.naming import Name
from editorial.models.noting import Note
from editorial.models.published import Published, PublishedQuerySet, PublishedReference, PublishedUse
from editorial.models.record import Record, Redirect
from editorial.models.sourcing import Publisher, Source, SourceQuerySet
from editorial.models.user import User

__all__ = [
    "Change",
    "Citation",
    "Claim",
    "CorrectionRequest",
    "Editing",
    "Erasure",
    "Job",
    "JobQuerySet",
    "Name",
    "Note",
    "OpenRevision",
    "PublicLogEntry",
    "Published",
    "PublishedAnswer",
    "PublishedQuerySet",
    "PublishedReference",
    "PublishedUse",
    "Publisher",
    "Record",
    "Redirect",
    "Revision",
    "RevisionRequest",
    "Source",
    "SourceArchive",
    "SourceArchiveQuerySet",
    "SourceQuerySet",
    "User",
    "WaitingVersion",
]
