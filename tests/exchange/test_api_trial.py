"""A sample of the requests that can be made from the API's document, right ones and wrong ones: none may surprise."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.schema_trial import trial
from tests.exchange.test_api_timeline import publish_a_story


@pytest.mark.django_db(transaction=True)
def test_no_answer_is_other_than_the_document_says(live_server: Any) -> None:
    publish_a_story()

    assert trial(live_server.url, "--phases=fuzzing", "--max-examples=2") == 0
