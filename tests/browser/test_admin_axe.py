"""Every kind of page at the desk, looked at by axe and by the browser's own content policy."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib import admin
from playwright.sync_api import Page

from attacks.models import Attack, SeriesAttribution
from editorial import jobs
from editorial.models import Claim, CorrectionRequest, Name, Record, Redirect, Revision, SourceArchive
from editorial.services.notes import say
from handovers.models import ContextEvent, Handover, MilitaryBase, Presence
from tests.browser.test_admin import Open, complaints, desk, settled  # noqa: F401  # the fixtures of the desk
from tests.desk import page as address
from tests.factories import (
    cite,
    make_actor,
    make_area,
    make_attack,
    make_context_event,
    make_drawdown,
    make_handover,
    make_presence,
    make_source,
    make_user,
    on_day,
    publish,
)

pytestmark = pytest.mark.django_db(transaction=True)

OF_A_RECORD = ("change", "review", "evidence", "history", "publish", "retract", "merge", "unmerge", "delete")
ALIKE = {MilitaryBase, Handover, Presence, ContextEvent, SeriesAttribution}
"""Kinds whose pages are made as an attack's are: of these the form, the review and the evidence are looked at."""


def a_row_of_each_kind() -> Attack:
    """The attack whose every page is looked at."""
    attack = make_attack()
    twice = make_attack("2020-07-24-besmaya-2")
    publish(attack, twice)
    other = cite(attack, make_source("Two", url="https://example.org/two"))
    Claim.objects.create(citation=other, field="munitions", value={"min": 3, "max": 3}, status="conflict", note="no")
    draft = make_attack("2020-08-01-besmaya", "2020-08-01")
    cite(draft, make_source("Three"), {"munitions": {"min": 3, "max": 3}})
    make_handover()
    make_presence()
    make_context_event()
    make_area()
    actor = make_actor()
    SeriesAttribution.objects.create(
        slug="a-series", drawdown=make_drawdown(), actor=actor, stance="suspected", speaker="an official",
        **on_day("2020-07-24"),
    )  # fmt: skip
    Name.objects.create(record_id=attack.pk, text="Bismayah", kind="alias")
    Redirect.objects.create(kind="attack", slug="2020-07-24-bismayah", record_id=attack.pk)
    SourceArchive.objects.create(source=other.source, url=other.source.url, problem="status", status=404)
    CorrectionRequest.objects.create(receipt="R-1", record_id=attack.pk, version=1, said="It was five.")
    jobs.ask("editorial.check_logs")
    say(attack, "Is this the same as Taji?", by=make_user())
    return attack


def of_the_desk(attack: Attack) -> Iterable[str]:
    """The desk's own pages, and every page of the attack."""
    first = Revision.objects.latest("seq")
    yield from ("/admin/", "/admin/record/", "/admin/password_change/")
    yield from (address(attack, name) for name in OF_A_RECORD)
    yield f"{address(attack, 'merge')}?into=2020-07-24-besmaya-2"
    yield f"{address(attack, 'bring_back')}?revision={first.seq}"


def lists(_attack: Attack) -> Iterable[str]:
    return (address(model, "changelist") for model in admin.site._registry)


def empty_forms(_attack: Attack) -> Iterable[str]:
    return (address(model, "add") for model in admin.site._registry)


def rows(_attack: Attack) -> Iterable[str]:
    """Of each kind the pages of one row."""
    for model in admin.site._registry:
        row = model._default_manager.first()
        if row is not None:
            yield address(row)
            yield from (address(row, name) for name in ("review", "evidence") if model in ALIKE)
            if not isinstance(row, Record):
                yield address(row, "delete")


@pytest.mark.parametrize(("pages", "least"), [(of_the_desk, 13), (lists, 24), (empty_forms, 13), (rows, 34)])
def test_no_kind_of_page_has_a_fault_of_access_or_breaks_the_content_policy(
    desk: Open,  # noqa: F811
    complaints: list[str],  # noqa: F811
    subtests: Any,
    pages: Callable[[Attack], Iterable[str]],
    least: int,
) -> None:
    looked_at = 0
    for path in dict.fromkeys(pages(a_row_of_each_kind())):
        with subtests.test(path):
            looked_at += look_at(desk(path), complaints)
    assert looked_at >= least


def look_at(page: Page, said: list[str]) -> bool:
    """Fail where axe or the browser finds a fault; False where there is no such page for anybody."""
    if any("403" in each or "404" in each for each in said):
        said.clear()
        return False
    settled(page)
    assert said == []
    found = Axe().run(page).response["violations"]
    # The rules' own script is not bound by the page's policy.
    said.clear()
    assert [f"{each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"][:4]] == []
    return True
