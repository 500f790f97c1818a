"""What a person types on the page that records an event from its source, and what the page says is wrong."""

from typing import Any

from tests.factories import make_area, make_base, make_drawdown, make_force

HERE, SIMILAR = "/admin/record/", "/admin/record/similar/"


def typed(kind: str, **changes: Any) -> dict[str, Any]:
    """What a person types of the article's handover or attack; changes by name, `__` for a prefix's hyphen."""
    source = {
        "source-address": "https://www.example.org/news/1?utm_source=feed",
        "source-title": "Coalition hands over Besmaya",
        "source-publisher": "The Example",
        "source-publisher_kind": "newspaper",
        "source-day": "25 July 2020",
        "source-language": "en",
        "checked-verification": "opened",
    }
    event = {"kind": kind, "drawdown": str(make_drawdown().pk), "base": "besmaya"}
    handover = {
        "date": "25 July 2020",
        "handover-status": "completed",
        "handover-portion": "coalition_portion",
        "handover-transferring": "Spain",
        "handover-receiving": "iraqi security forces",
        "handover-ordinal": "7",
        "handover-on_schedule": "true",
        "handover-counted": "on",
        "handover-counted_reason": "Both sides call it the seventh.",
    }
    attack = {
        "date": "Friday 24 July 2020",
        "attack-weapons": ["rocket"],
        "attack-munition": "Katyusha",
        "attack-munitions_words": "4",
        "attack-killed_words": "none",
        "attack-wounded_words": "not reported",
        "attack-outcome": "unknown",
        "attack-target": "base",
        "attack-launched_from": "Diyala",
        "attack-launch_area_text": "Diyala, east of Baghdad",
    }
    make_base(), make_force(), make_area("IQ-DI", "Diyala")
    make_force("iraqi-security-forces", name="Iraqi Security Forces")
    given = {name.replace("__", "-"): value for name, value in changes.items()}
    return source | event | (handover if kind == "handover" else attack) | given


def problems(response: Any) -> dict[str, str]:
    """What the page says is wrong, by the name of each field; under "" what belongs to none."""
    page = response.context["page"]
    general = {"": " ".join(page.general_problems)} if page.general_problems else {}
    return general | {bound.html_name: problem for bound, problem in page.problems}
