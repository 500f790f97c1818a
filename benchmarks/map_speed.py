"""What the map costs a reader's browser: scripting per step of the clock, frames per second of a play, bytes.

Run `python -m benchmarks.map_speed [ATTACKS]` in the checkout (10,000 unless given). No view is begun after two
minutes. The front end's files are collected first; Chromium asks a web process on loopback.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from time import monotonic
from typing import Any

import django
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import Page, sync_playwright

from benchmarks import site
from config import servers
from tests import chromium

ATTACKS = 10_000
STEPS = 20
LIMITS = {10_000: (50, 30), 100_000: (150, 20)}
"""Up to so many attacks, the milliseconds that a step may take and the frames a second that a play has to hold."""
BYTES = 500_000
"""What a view may move."""
SECONDS = 120
VIEWS = {
    "whole country, 12 months": "/?on=2024-06-30",
    "whole country, all": "/?on=2024-06-30&mode=cumulative",
    "one weapon, all": "/?on=2024-06-30&mode=cumulative&weapon=rocket",
}

STEP = """(back) => new Promise((done) => {
  const slider = document.querySelector("[data-widget=clock] [data-hand=on]")
  slider.value = String(Number(slider.value) - back)
  slider.dispatchEvent(new Event("input", { bubbles: true }))
  requestAnimationFrame(() => requestAnimationFrame(() => done()))
})"""

PLAY = """(seconds) => new Promise((done) => {
  document.querySelector("[data-act=play]").click()
  const begun = performance.now()
  let frames = 0
  const count = () => {
    frames += 1
    if (performance.now() - begun < 1000 * seconds) requestAnimationFrame(count)
    else done(frames / seconds)
  }
  requestAnimationFrame(count)
})"""
PLAYED = 2
"""Seconds of a play."""


def main(attacks: int) -> None:
    """Print the table."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    with tempfile.TemporaryDirectory() as files, servers.in_use():
        os.environ["STATIC_ROOT"] = files
        django.setup()
        call_command("collectstatic", interactive=False, verbosity=0)
        with site.database_with(attacks) as name:
            address = site.database_address(name)
            connection.close()
            with site.web("config.wsgi", address, workers=1) as (origin, _):
                table(attacks, origin, monotonic() + SECONDS)


def table(attacks: int, origin: str, end: float) -> None:
    """Measure each view in a browser of its own profile, until the time is over."""
    say(f"\n{attacks:,} attacks{'ms: median':>29}{'most':>8}{'frames/s':>12}{'bytes':>12}  over")
    milliseconds, least = LIMITS[min((size for size in LIMITS if size >= attacks), default=max(LIMITS))]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.FLAGS)
        for view, address in VIEWS.items():
            if monotonic() > end:
                say(f"{view:28}  not measured: the time was over")
                continue
            moved, steps, frames = measured(browser.new_page(), origin + address)
            median, most = statistics.median(steps), max(steps)
            over = " ".join(
                ["time"] * (median > milliseconds) + ["frames"] * (frames < least) + ["bytes"] * (moved > BYTES)
            )
            say(f"{view:28}{median:16.1f}{most:8.1f}{frames:12.0f}{moved:12,}  {over}")
        browser.close()


def measured(page: Page, address: str) -> tuple[int, list[float], float]:
    """Bytes moved for the first view, milliseconds of scripting of each step of a week, frames a second of a play."""
    session = page.context.new_cdp_session(page)
    moved: list[int] = []
    session.on("Network.loadingFinished", lambda told: moved.append(int(told["encodedDataLength"])))
    session.send("Network.enable")
    session.send("Performance.enable")
    page.goto(address, wait_until="networkidle")
    page.wait_for_selector("[data-page=map].is-ready")
    first_view = sum(moved)
    steps = []
    for _ in range(STEPS):
        before = scripting(session)
        page.evaluate(STEP, 7)
        steps.append((scripting(session) - before) * 1000)
    frames = page.evaluate(PLAY, PLAYED)
    page.close()
    return first_view, steps, frames


def scripting(session: Any) -> float:
    """Seconds of scripting in the page until now."""
    told = session.send("Performance.getMetrics")["metrics"]
    return next(float(each["value"]) for each in told if each["name"] == "ScriptDuration")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else ATTACKS)
