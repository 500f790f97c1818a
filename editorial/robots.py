"""What a host asks of machines in its robots.txt (RFC 9309), fetched as safely as its pages."""

from http import HTTPStatus
from urllib.robotparser import RobotFileParser

from editorial.addresses import Target
from editorial.choices import FetchProblem
from editorial.fetching import Fetcher, FetchError, Limits, with_kinds

MOST_BYTES = 500 * 1024
ANYBODY = "*"
"""We give no name of our own, so the rules for everyone are ours."""


class Robots:
    """The rules of the hosts met in one run, each asked for once."""

    def __init__(self, limits: Limits) -> None:
        self._fetcher = Fetcher(with_kinds(limits, "text/plain", most_bytes=MOST_BYTES))
        self._rules: dict[str, RobotFileParser | bool] = {}

    def allow(self, asked: Target) -> bool:
        """Whether the host lets machines ask for this path."""
        if asked.origin not in self._rules:
            self._rules[asked.origin] = self._ask(asked.origin)
        rules = self._rules[asked.origin]
        return rules if isinstance(rules, bool) else rules.can_fetch(ANYBODY, asked.url)

    def _ask(self, origin: str) -> RobotFileParser | bool:
        try:
            page = self._fetcher.fetch(f"{origin}/robots.txt")
        except FetchError as error:
            return _without_rules(error)
        rules = RobotFileParser()
        rules.parse(page.content.decode("utf-8-sig", "replace").splitlines())
        return rules


def _without_rules(error: FetchError) -> bool:
    """A host that has no rules forbids nothing; one that cannot tell them now forbids all."""
    if error.problem == FetchProblem.STATUS and error.status is not None:
        return HTTPStatus.BAD_REQUEST <= error.status < HTTPStatus.INTERNAL_SERVER_ERROR
    return error.problem in {FetchProblem.KIND, FetchProblem.REDIRECTS}
