"""Loading a set of files into the record: all of it or nothing, and a second time without a trace."""

from exchange.loading.loader import ACCOUNT, load
from exchange.loading.results import Count, Outcome, Problem, RefusedError

__all__ = ["ACCOUNT", "Count", "Outcome", "Problem", "RefusedError", "load"]
