"""On whose request this thread works: the id of the request, or of the one that asked for the job it runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="")
job_key: ContextVar[int | None] = ContextVar("job_key", default=None)


@contextmanager
def on_request(identifier: str, job: int | None = None) -> Iterator[None]:
    """What is logged or sealed inside names the request, and the job if there is one."""
    request, key = request_id.set(identifier), job_key.set(job)
    try:
        yield
    finally:
        request_id.reset(request)
        job_key.reset(key)
