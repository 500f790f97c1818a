"""What the API is measured beside must answer, or nothing is measured."""

from __future__ import annotations

import urllib.request

import pytest
from django.db import connection

from benchmarks import site
from benchmarks.api_speed import CASES, named, told
from benchmarks.whole_lists import FORMATS
from tests.exchange.test_api_timeline import publish_a_story

GIVEN = {"{box}": "43.25,30.2", "{day}": "2020-07-01", "{seq}": "1", "{limit}": "100"}


@pytest.mark.django_db(transaction=True)
def test_the_peers_answer_every_question_of_the_benchmark() -> None:
    publish_a_story()
    slugs = named(place=0)
    paths = [path for case in CASES for path in (case.viewset, case.bare)]
    paths += [f"/bare/whole.{style}" for style in FORMATS]

    with site.web("benchmarks.peers.wsgi", site.database_address(connection.settings_dict["NAME"])) as (address, _):
        for path in paths:
            asked = told(address + path, slugs)
            for name, value in GIVEN.items():
                asked = asked.replace(name, value)
            with urllib.request.urlopen(asked) as answer:
                assert answer.read()
