"""What tells of hidden work without showing it: errors, cookies, caches, time."""

from __future__ import annotations

import logging
import math
import os
import random
import re
import statistics
import sys
from time import perf_counter

import pytest
from django.test import Client

from attacks.models import Attack
from editorial import services
from editorial.choices import Role
from editorial.models import Record
from handovers.models import MilitaryBase
from tests.desk import filled, page, sign_in
from tests.factories import make_attack, make_base, make_drawdown, make_source, make_user, publish
from tests.leak.crawler import ask

pytestmark = pytest.mark.django_db
REQUESTS, WARMING = 500, 20
HIDDEN, ABSENT = "hidden-7f3a", "absent-7f3a"


def test_a_contributor_who_records_the_same_is_told_nothing_of_the_hidden_one() -> None:
    publish(make_drawdown())
    hidden = make_attack("2020-06-13-taji", "2020-06-13", base=make_base("taji"), place="Taji")
    contributor = sign_in("amal", Role.CONTRIBUTOR)
    add = page(Attack, "add")
    form = contributor.get(add)
    typed = {"place": "Taji", "target": "base", "weapons": ["rocket"], "drawdown": str(make_drawdown().pk)}
    day = {"date_earliest": "2020-06-13", "date_latest": "2020-06-13", "date_precision": "day"}

    response = contributor.post(add, filled(form, **typed, **day, slug=hidden.slug), follow=True)

    recorded = Attack.objects.exclude(pk=hidden.pk).get()
    assert response.status_code == 200
    assert str(hidden) not in response.text.replace(str(recorded), "")
    assert "already" not in response.text
    assert f"/{hidden.pk}/" not in response.text


def test_slugs_are_made_by_the_server_so_that_none_can_be_tried() -> None:
    contributor = sign_in("amal", Role.CONTRIBUTOR)

    for model in (Attack, MilitaryBase):
        assert 'name="slug"' not in contributor.get(page(model, "add")).text


def test_public_keys_tell_nothing_of_how_many_drafts_there_are() -> None:
    attack = make_attack()
    publish(attack)
    told = ask(Client(), "/api/v1/attacks/2020-07-24-besmaya/")

    assert re.findall(rb'"(?:id|pk|record_id|record)": ?\d+', told.body) == []
    assert re.fullmatch(r"[a-z0-9]{10}", make_source("Another").public_id)


def test_no_public_answer_takes_or_sets_a_cookie_and_a_session_changes_nothing() -> None:
    publish(make_attack())
    editor, stranger = sign_in(), Client()

    for address in ("/", "/attacks/", "/attacks/2020-07-24-besmaya/", "/api/v1/attacks/", "/attacks/nothing/"):
        as_editor, as_stranger = ask(editor, address), ask(stranger, address)
        assert as_editor == as_stranger
        assert "Set-Cookie" not in dict(as_stranger.headers)
        assert "Cookie" not in dict(as_stranger.headers).get("Vary", "")


def test_signing_out_clears_what_the_browser_kept() -> None:
    response = sign_in().post("/admin/logout/")

    assert response["Clear-Site-Data"] == '"cache"'
    assert "no-store" in response["Cache-Control"]


def test_a_script_cannot_read_the_cookie_of_the_desk_nor_another_site_send_it() -> None:
    editor = make_user()
    editor.set_password("a-long-and-odd-secret")
    editor.save()
    client = Client()
    client.get("/admin/login/")

    signed_in = client.post("/admin/login/", {"username": "layla", "password": "a-long-and-odd-secret"})

    session = signed_in.cookies["sessionid"]
    assert (session["httponly"], session["samesite"]) == (True, "Lax")


def test_an_edit_moves_no_validator_of_what_is_public() -> None:
    attack = make_attack()
    publish(attack)
    detail = "attacks/2020-07-24-besmaya/"
    addresses = (f"/{detail}", f"/api/v1/{detail}", "/api/v1/attacks/", "/sitemap.xml")
    before = {address: ask(Client(), address).headers for address in addresses}

    Attack.objects.filter(pk=attack.pk).update(summary="Something else entirely.")
    services.changed(Record.objects.get(pk=attack.pk), make_user())

    assert {address: ask(Client(), address).headers for address in addresses} == before


@pytest.mark.skipif("LEAK_TIME" not in os.environ, reason="needs a quiet machine: benchmarks.leak_sweep --time")
@pytest.mark.parametrize("address", ["/attacks/{}/", "/bases/{}/", "/api/v1/attacks/{}/", "/api/v1/bases/{}/"])
def test_a_hidden_record_takes_as_long_to_refuse_as_one_that_never_was(address: str) -> None:
    publish(make_attack("2020-07-01-other"))
    make_attack(HIDDEN, summary="x" * 10_000)
    make_base(HIDDEN, summary="x" * 10_000)
    logging.disable(logging.INFO)
    taken = times(address)
    logging.disable(logging.NOTSET)

    hidden, absent = statistics.median(taken[HIDDEN]), statistics.median(taken[ABSENT])
    chance = mann_whitney(taken[HIDDEN], taken[ABSENT])
    sys.stdout.write(f"{address}: {hidden * 1e3:.2f} ms, {absent * 1e3:.2f} ms absent, p {chance:.3f}\n")
    assert abs(hidden - absent) / absent <= 0.05
    assert chance > 0.01


def times(address: str) -> dict[str, list[float]]:
    """Seconds that each of two slugs was answered in, asked in no order, the first few left out."""
    client, order = Client(), [HIDDEN, ABSENT] * (REQUESTS + WARMING)
    random.Random(4).shuffle(order)
    taken: dict[str, list[float]] = {HIDDEN: [], ABSENT: []}
    for slug in order:
        path = address.format(slug)
        began = perf_counter()
        client.get(path)
        taken[slug].append(perf_counter() - began)
    return {slug: each[WARMING:] for slug, each in taken.items()}


def mann_whitney(one: list[float], other: list[float]) -> float:
    """The chance of ranks at least as far apart if both were alike (two-sided, by the normal approximation)."""
    ranked = sorted([(each, 0) for each in one] + [(each, 1) for each in other])
    ranks = sum(place for place, (_value, of) in enumerate(ranked, 1) if of == 0)
    size = len(one) * len(other)
    score = ranks - len(one) * (len(one) + 1) / 2
    z = (score - size / 2) / math.sqrt(size * (len(one) + len(other) + 1) / 12)
    return math.erfc(abs(z) / math.sqrt(2))
