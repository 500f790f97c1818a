"""`python -m config.launch.healthcheck`: whether the web process of this machine answers, said by the exit status."""

from __future__ import annotations

import sys
from http.client import HTTPConnection, HTTPException


def is_alive(port: int = 8000) -> bool:
    """Whether `/healthz` answers 200 within 3 s."""
    try:
        connection = HTTPConnection("127.0.0.1", port, timeout=3)
        connection.request("GET", "/healthz", headers={"Host": "localhost"})
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False


if __name__ == "__main__":
    sys.exit(not is_alive())
