"""A sample of the requests that can be made from the API's document, right ones and wrong ones: none may surprise."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.schema_trial import trial
from tests.exchange.test_api_timeline import publish_a_story

SAMPLES = {
    "a few of every address": ["--phases=fuzzing", "--max-examples=2"],
    # What parameters ask of each other shows where all are given at once.
    "every parameter of one record": ["--phases=coverage", "--include-path=/api/v1/attacks/{slug}/"],
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("options", SAMPLES.values(), ids=SAMPLES)
def test_no_answer_is_other_than_the_document_says(live_server: Any, options: list[str]) -> None:
    publish_a_story()

    assert trial(live_server.url, *options) == 0
