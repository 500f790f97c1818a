"""The clock's tasks, by a real worker."""

import subprocess
import time

import pytest
from django.db import connection

from editorial.models import PublicLogEntry
from editorial.tasks import seal_public_log
from tests.worker import until

pytestmark = pytest.mark.worker


def test_a_lapsed_embargo_enters_the_public_log_once_however_often_the_clock_strikes(
    celery_worker: subprocess.Popen[bytes],
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO editorial_waitingversion (kind, slug, version, event, published_from, document_digest)"
            " VALUES ('attack', 'lapsed', 1, 'published', now() + interval '300 milliseconds', repeat('0', 64))"
        )
    time.sleep(0.4)

    for _strike in range(3):
        seal_public_log.delay()

    assert until(lambda: PublicLogEntry.objects.filter(slug="lapsed").exists())
    assert PublicLogEntry.objects.count() == 1
