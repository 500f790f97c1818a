"""Attacks counted per bar of a time axis, and by weapon: what is certain, and what may fall into it."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet

from analysis.setbased import over

STEPS = {"day": "1 day", "week": "7 days", "month": "1 month", "year": "1 year"}
EPOCH = date(1970, 1, 1)

COUNT = """
WITH dated AS MATERIALIZED (
  SELECT weapons, coalesce(date_earliest, least(date_latest, min(date_earliest) OVER ())) AS first,
         coalesce(date_latest, greatest(date_earliest, max(date_latest) OVER ())) AS last, date_latest
    FROM {rows} q WHERE date_earliest IS NOT NULL OR date_latest IS NOT NULL
), sure AS (
  SELECT date_trunc('STEP', last)::date AS bar, weapons, count(*) AS certain, 0 AS possible,
         count(date_latest) AS latest
    FROM dated WHERE date_trunc('STEP', first) = date_trunc('STEP', last) GROUP BY 1, 2
), unsure AS (
  SELECT bar::date AS bar, weapons, 0 AS certain, count(*) AS possible,
         count(*) FILTER (WHERE bar::date = date_trunc('STEP', date_latest)::date) AS latest
    FROM dated, generate_series(date_trunc('STEP', first), date_trunc('STEP', last), interval 'EACH') AS bar
   WHERE date_trunc('STEP', first) <> date_trunc('STEP', last) GROUP BY 1, 2
)
SELECT bar - DATE '1970-01-01', weapons, sum(certain)::int, sum(possible)::int, sum(latest)::int
  FROM (SELECT * FROM sure UNION ALL SELECT * FROM unsure) b GROUP BY 1, 2 ORDER BY 1, 2
"""


class Bar(NamedTuple):
    """Of one bar and one set of weapons: attacks certainly in it, others possibly, and those whose latest day is.

    `day` is the bar's first day, counted from 1970-01-01.
    """

    day: int
    weapons: list[str]
    certain: int
    possible: int
    latest: int


def bars(rows: QuerySet[Any], step: str) -> list[Bar]:
    """Bars of a `day`, `week` (from Monday), `month` or `year`; an open window reaches to the set's first or last."""
    columns = rows.order_by().values_list("weapons", "date_earliest", "date_latest")
    statement = COUNT.replace("STEP", step).replace("EACH", STEPS[step])
    return [Bar(*row) for row in over(columns, statement)]
