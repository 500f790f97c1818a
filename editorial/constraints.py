"""Database rules that several records share, each written out in both halves: a CHECK that comes to NULL passes."""

from datetime import timedelta

from django.db.models import CheckConstraint, F, Q, Value
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from editorial.choices import DatePrecision, LocationBasis

WIDTHS = {
    DatePrecision.DAYS: (1, 5),
    DatePrecision.WEEK: (6, 6),
    DatePrecision.MONTH: (7, 30),
    DatePrecision.YEAR: (31, 365),
}
"""Precision to the least and greatest `latest - earliest` in days; day and time are 0, open is wider or unbounded."""

POINT_BASES = [LocationBasis.GEOLOCATED, LocationBasis.SITE, LocationBasis.SETTLEMENT, LocationBasis.NEAR_PLACE]


def window_constraints(row: str, prefix: str) -> list[CheckConstraint]:
    """The rules of a date window `<prefix>_earliest`, `_latest`, `_precision`: the width agrees with the precision.

    An absent window has no bound and an empty precision.
    """
    earliest, latest, precision = f"{prefix}_earliest", f"{prefix}_latest", f"{prefix}_precision"
    absent = _bounds_absent(earliest, latest) & Q(**{precision: ""})
    return [
        CheckConstraint(
            name=f"{row}_{prefix}_window_is_as_wide_as_its_precision_says",
            condition=absent | _fits(earliest, latest, precision),
            violation_error_message=format_lazy("{}: {}", prefix, _("the two days do not fit the precision.")),
        )
    ]


def _bounds_absent(earliest: str, latest: str) -> Q:
    return Q(**{f"{earliest}__isnull": True, f"{latest}__isnull": True})


def _fits(earliest: str, latest: str, precision: str) -> Q:
    both = Q(**{f"{earliest}__isnull": False, f"{latest}__isnull": False})
    one = both & Q(**{latest: F(earliest)}) & Q(**{f"{precision}__in": [DatePrecision.DAY, DatePrecision.TIME]})
    rule = one | _fits_open(earliest, latest, precision)
    for name, (least, most) in WIDTHS.items():
        rule |= both & Q(**{precision: name}) & _between(earliest, latest, least, most)
    return rule


def _fits_open(earliest: str, latest: str, precision: str) -> Q:
    unbounded = Q(**{f"{earliest}__isnull": True, f"{latest}__isnull": False}) | Q(
        **{f"{earliest}__isnull": False, f"{latest}__isnull": True}
    )
    wider = Q(**{f"{earliest}__isnull": False, f"{latest}__isnull": False}) & Q(
        **{f"{latest}__gt": F(earliest) + Value(timedelta(days=365))}
    )
    return Q(**{precision: DatePrecision.OPEN}) & (unbounded | wider)


def _between(earliest: str, latest: str, least: int, most: int) -> Q:
    return Q(
        **{
            f"{latest}__gte": F(earliest) + Value(timedelta(days=least)),
            f"{latest}__lte": F(earliest) + Value(timedelta(days=most)),
        }
    )


def range_constraint(row: str, what: str) -> CheckConstraint:
    """A count `<what>_min` to `<what>_max`: absent, a minimum alone ("at least"), or min <= max; never negative."""
    low, high = f"{what}_min", f"{what}_max"
    absent = Q(**{f"{low}__isnull": True, f"{high}__isnull": True})
    at_least = Q(**{f"{low}__gte": 0, f"{low}__isnull": False, f"{high}__isnull": True})
    both = Q(**{f"{low}__gte": 0, f"{low}__isnull": False, f"{high}__isnull": False, f"{high}__gte": F(low)})
    return CheckConstraint(
        name=f"{row}_{what}_is_a_range_or_not_reported",
        condition=absent | at_least | both,
        violation_error_message=format_lazy(
            "{}: {}", what, _("give nothing, a minimum, or a minimum and a maximum that is not smaller.")
        ),
    )


def place_constraints(row: str) -> list[CheckConstraint]:
    """The rules of a place: both coordinates or neither; a point has a radius and a basis that can carry one."""
    point = Q(
        latitude__range=(-90, 90),
        longitude__range=(-180, 180),
        latitude__isnull=False,
        longitude__isnull=False,
        uncertainty_m__gte=1,
        uncertainty_m__isnull=False,
        location_basis__in=POINT_BASES,
    )
    nowhere = Q(latitude__isnull=True, longitude__isnull=True, uncertainty_m__isnull=True) & (
        Q(location_basis__in=["", LocationBasis.UNKNOWN])
        | Q(location_basis=LocationBasis.AREA, governorate__isnull=False)
    )
    return [
        CheckConstraint(
            name=f"{row}_has_both_coordinates_with_their_basis_or_neither",
            condition=point | nowhere,
            violation_error_message=_("Place: give latitude, longitude, uncertainty and basis, or none of them."),
        )
    ]
