"""`python -m tests.production.smoke`: the site of docker-compose.yml, started, asked, restarted, stopped."""

from __future__ import annotations

import re
import sys
import time
from dataclasses import replace

from tests.production.stack import Stack
from tests.production.traffic import Answer, Loop

PAGES = ("/", "/ar/", "/timeline/", "/data/", "/about/")
API = "/api/v1/handovers/"
ORDER = ("beat", "worker", "web", "broker", "db")
LOOP = ("/", API, "/healthz")
ASK_FOR_A_JOB = """
import time
from editorial import jobs
job = jobs.ask("editorial.check_logs", key="")
for _ in range(300):
    time.sleep(0.2)
    job.refresh_from_db()
    if job.state not in ("waiting", "running"):
        break
print("state:", job.state)
"""


TOO_MANY = 429


class WrongAnswerError(Exception):
    """The site does not do what it must."""


def demand(holds: bool, what: str) -> None:
    if not holds:
        raise WrongAnswerError(what)


def began() -> float:
    return time.monotonic()


def say(what: str, since: float) -> None:
    sys.stdout.write(f"  {what}: {time.monotonic() - since:.1f} s\n")
    sys.stdout.flush()


def prepare(stack: Stack) -> None:
    """Servers, tables, the shipped record and the collected files, as an operator makes them."""
    since = began()
    stack.start_servers()
    migrate = stack.service("migrate").command
    stack.run(*migrate)
    stack.run("python", "manage.py", "load_dataset", "dataset")
    stack.run("python", "manage.py", "collectstatic", "--noinput", "--verbosity", "0", service="web")
    say("Servers, migrate, load_dataset, collectstatic", since)


def start(stack: Stack) -> None:
    since = began()
    stack.start_site()
    say(f"{stack.webs} webs, {stack.workers} workers, beat and nginx answer", since)


def look_round(stack: Stack) -> None:
    """Pages, the API and its ETag, files with both compressions, what is not to be had, a job."""
    since = began()
    asker = stack.asker()
    home = asker.ask("/", Accept_Encoding="gzip")
    for path in PAGES:
        demand(asker.ask(path).status == 200, f"{path} does not answer 200")
    demand(home.headers["Content-Encoding"] == "gzip", "pages are not compressed")
    demand(asker.ask("/metrics").status == 404, "/metrics is exposed")
    demand(asker.ask("/readyz").status == 200, f"not ready: {asker.ask('/readyz').body!r}")
    look_at_the_api(asker.ask(API, Accept_Encoding="gzip"), stack)
    look_at_files(asker.ask("/").body.decode(), stack)
    look_at_the_limit(stack)
    say("Pages, API, ETag, files, the limit", since)


def look_at_the_api(answer: Answer, stack: Stack) -> None:
    demand(answer.status == 200 and answer.headers["Content-Encoding"] == "gzip", "the API is not compressed")
    again = stack.asker().ask(API, Accept_Encoding="gzip", If_None_Match=answer.headers["ETag"])
    demand(again.status == 304 and not again.body, f"an ETag sent back is answered by {again.status}")


def look_at_the_limit(stack: Stack) -> None:
    """One address that asks too much is told when to come back; others are answered meanwhile."""
    greedy = replace(stack.asker(), client="198.51.100.7")
    answer = next((each for _ in range(2_000) if (each := greedy.ask("/healthz")).status == TOO_MANY), None)
    demand(answer is not None, "nobody is ever told to come back later")
    names = ("Retry-After", "RateLimit-Policy", "RateLimit-Remaining")
    demand(answer is None or all(answer.headers[name] for name in names), "the limit does not say when to come back")
    demand(stack.asker().ask("/healthz").status == 200, "the limit of one address is another's")


def look_at_files(page: str, stack: Stack) -> None:
    """Files come from nginx, packed beforehand, to be kept for ever."""
    found = re.search(r'"(/static/[^"]+\.(?:css|js))"', page)
    demand(found is not None, "the page names no file")
    path = found[1] if found else ""
    for coding in ("gzip", "br"):
        answer = stack.asker().ask(path, Accept_Encoding=coding)
        demand(answer.headers["Content-Encoding"] == coding, f"{path} does not come as {coding}")
        demand("immutable" in answer.headers["Cache-Control"], f"{path} is not kept")
    demand(stack.asker().ask("/static/none.css").status == 404, "a file that is not there is found")


def have_a_job_done(stack: Stack) -> None:
    since = began()
    said = stack.run("python", "manage.py", "shell", "-c", ASK_FOR_A_JOB, service="worker")
    demand("state: done" in said, f"no worker did the job: {said}")
    say("A job done by a worker", since)


def restart_webs(stack: Stack) -> None:
    """Each web in turn, while readers ask on."""
    since = began()
    loop = Loop(stack.asker(), LOOP, clients=3, pause=0.02)
    with loop.going():
        for number in range(1, stack.webs + 1):
            stack.restart_web(number)
    demand(not loop.complaints, str(loop))
    say(f"{stack.webs} webs restarted, {loop}", since)


def stop(stack: Stack) -> None:
    """nginx first, its readers answered to the end; then everything else, each ending as it was asked to."""
    since = began()
    loop = Loop(stack.asker(), LOOP, clients=3, until_refused=True)
    with loop.going():
        time.sleep(0.5)
        stack.stop("proxy-1")
    demand(not loop.complaints, str(loop))
    for kind in ORDER:
        for name, status in stack.stop_all(kind).items():
            demand(status == 0, f"{name} ended with {status}: {stack.log(name)[-1000:]}")
    say("All stopped", since)


def main() -> None:
    with Stack() as stack:
        prepare(stack)
        start(stack)
        look_round(stack)
        have_a_job_done(stack)
        restart_webs(stack)
        stop(stack)


if __name__ == "__main__":
    main()
