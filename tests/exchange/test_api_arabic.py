"""What consumers who ask in Arabic are told where their request fails."""

from __future__ import annotations

from typing import Any

import pytest

from attacks.models import Attack
from editorial import services
from tests.exchange.api import ask, blamed
from tests.factories import make_attack, make_user, publish

pytestmark = pytest.mark.django_db

NOT_UNDERSTOOD = {
    "wepon=rocket": ("wepon", "لا يوجد هنا معامل باسم «wepon»."),
    "weapon=rocet": ("weapon", "«rocet» غير معروف هنا."),
    "base=nowhere": ("base", "«nowhere» غير موجود في السجل العلني."),
    "radius_km=5": ("radius_km", "اذكر معه «near»."),
    "datetime=2020-07-25/2020-07-24": ("datetime", "تنتهي الفترة قبل أن تبدأ."),
    "killed_min=-1": ("killed_min", "اذكر عددًا صحيحًا من 0 إلى"),
    "limit=few": ("limit", "اذكر عددًا صحيحًا من 1 إلى"),
    "area=1": ("area", "اذكر معه format=geojson."),
    "format=csv&include=sources": ("include", "ليس في CSV عمود لقوائم الكائنات: sources."),
}


def test_a_refusal_in_arabic_names_the_parameter_as_it_is_written() -> None:
    publish(make_attack())

    found: dict[str, Any] = {asked: blamed(f"attacks/?lang=ar&{asked}")[0] for asked in NOT_UNDERSTOOD}

    for asked, (name, reason) in NOT_UNDERSTOOD.items():
        assert found[asked]["name"] == name
        assert found[asked]["reason"].startswith(reason)
    assert ask("attacks/?lang=ar&x=1").json()["detail"] == "في الطلب معاملات غير مفهومة."


def test_what_is_not_there_and_what_was_taken_back_is_said_in_arabic() -> None:
    publish(make_attack())
    services.retract(Attack.objects.get(), by=make_user(), why="x", reason="It never took place.")

    gone = ask("attacks/2020-07-24-besmaya/?lang=ar").json()
    nowhere = ask("attacks/nowhere/", accept_language="ar").json()

    assert gone["detail"] == "كان هذا السجل علنيًا ثم سُحب."
    assert nowhere["detail"] == "لا شيء علنيًا بهذا العنوان."
