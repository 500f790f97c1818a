"""What the desk understands of a typed text, told before anything is saved: one page for every kind of input."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from django.contrib.admin.sites import AdminSite
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, JsonResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from editorial import coordinates
from editorial.admin import access
from editorial.coordinates import CoordinatesError
from editorial.desk import PAGES
from editorial.intake import counts, dates, windows
from editorial.intake.problems import LONGEST, IntakeError
from editorial.intake.windows import Window
from editorial.models import User


@dataclass(frozen=True)
class Choice:
    """One of several things that a text may mean: what to write for it, and what it is."""

    text: str
    label: str


@dataclass(frozen=True)
class Understood:
    """What a text was read as, in words; or what is wrong with it, and what it may mean.

    `link` leads to the row that was found, `values` are for the page's scripts: a point's degrees.
    """

    words: str = ""
    problem: bool = False
    choices: list[Choice] = field(default_factory=list)
    link: str = ""
    values: dict[str, Any] = field(default_factory=dict)


Reader = Callable[[str, User], Understood]
READERS: dict[str, Reader] = {}
"""By the name that an input gives. Apps of higher floors add their own."""


def understand(kind: str, text: str, user: User) -> Understood:
    """What an input of a kind understands; nothing of an empty text. Raises KeyError for a kind that there is not."""
    reader = READERS[kind]
    if not text.strip():
        return Understood()
    try:
        return reader(text.replace("\x00", ""), user)
    except (IntakeError, CoordinatesError) as error:
        return Understood(str(error), problem=True)


@require_POST
def understand_view(request: HttpRequest) -> HttpResponse:
    """`as` and `text` in, JSON out. Nobody's text is written into a log: it comes in the body, not in the address."""
    kind, text = request.POST.get("as", ""), request.POST.get("text", "")
    if kind not in READERS:
        return HttpResponseNotFound()
    return JsonResponse(asdict(understand(kind, text, access.staff(request))))


def _page(site: AdminSite) -> URLPattern:
    return path("understand/", site.admin_view(understand_view), name="understand")


PAGES.append(_page)


# --- what every app's inputs share


def _window(text: str, user: User) -> Understood:
    return Understood(windows.describe(dates.read(text)))


def _day(text: str, user: User) -> Understood:
    day = dates.read_day(text)
    return Understood(windows.describe(Window.of(day, day)))


def _count(thing: str) -> Reader:
    return lambda text, user: Understood(counts.describe(counts.read(text), thing))


def _point(text: str, user: User) -> Understood:
    point = coordinates.parse(text[:LONGEST])
    degrees = {"latitude": point.latitude, "longitude": point.longitude}
    if point.looks_swapped:
        said = _("Latitude and longitude look swapped: is “%(swapped)s” meant?") % {"swapped": point.swapped}
        return Understood(said, problem=True, choices=[Choice(str(point.swapped), str(point.swapped))])
    words = _("%(latitude)s° north, %(longitude)s° east") % dict(zip(degrees, str(point).split(", "), strict=True))
    if point.square_m:
        side = _("%d m") % point.square_m if point.square_m < 1000 else _("%d km") % (point.square_m // 1000)
        words = _("%(point)s: the middle of a square of %(side)s") % {"point": words, "side": side}
    return Understood(words, values=degrees)


READERS |= {
    "window": _window,
    "day": _day,
    "point": _point,
    "count": _count(""),
    **{thing: _count(thing) for thing in counts.COUNTED},
}
