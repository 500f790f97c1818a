"""The words that the map's script needs, in the reader's language and in every plural form of it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from attacks.choices import Weapon
from dashboard.paneltexts import panel_texts
from dashboard.plurals import plural

STATUS_NAMES = [
    ("coalition", gettext_lazy("Held by the coalition")),
    ("shared", gettext_lazy("Shared: part handed over")),
    ("reoccupied", gettext_lazy("Coalition returned")),
    ("unknown", gettext_lazy("Not known")),
    ("transferred", gettext_lazy("Handed over, not counted")),
    ("none", gettext_lazy("Only attacked")),
]

KIND_NAMES = [
    ("weapon-rocket", gettext_lazy("rockets")),
    ("weapon-mortar", gettext_lazy("mortar rounds")),
    ("weapon-ied", gettext_lazy("roadside bombs")),
    ("weapon-drone", gettext_lazy("one-way drones")),
    ("weapon-missile", gettext_lazy("missiles")),
    ("weapon-other", gettext_lazy("other or several")),
]

STEP_NAMES = [
    ("day", gettext_lazy("The day before"), gettext_lazy("The next day")),
    ("week", gettext_lazy("A week before"), gettext_lazy("A week later")),
    ("month", gettext_lazy("A month before"), gettext_lazy("A month later")),
    ("attack", gettext_lazy("The attack before"), gettext_lazy("The next attack")),
    ("handover", gettext_lazy("The handover before"), gettext_lazy("The next handover")),
]


def map_texts() -> dict[str, Any]:
    """The script's catalogue: text by key, or a mapping of plural forms."""
    return {
        **counter_texts(),
        **bar_texts(),
        **card_texts(),
        **attack_texts(),
        **panel_texts(),
        "status": {code: str(name) for code, name in STATUS_NAMES},
        "weapon": {code: str(label) for code, label in Weapon.choices},
    }


def counter_texts() -> dict[str, Any]:
    """What the counter, the clock and the quiet line for screen readers say."""
    return {
        "sites": plural(lambda n: ngettext("site handed over", "sites handed over", n)),
        "said_sites": plural(
            lambda n: ngettext("%(count)s site handed over by %(day)s.", "%(count)s sites handed over by %(day)s.", n)
        ),
        "deadly": plural(lambda n: ngettext("%(count)s of them deadly", "%(count)s of them deadly", n)),
        "said": _("%(day)s: %(sites)s, %(attacks)s."),
        "said_compared": _("%(day)s Compared with %(other)s"),
        "said_sites_short": plural(lambda n: ngettext("%(count)s site handed over", "%(count)s sites handed over", n)),
        "said_attacks": plural(lambda n: ngettext("%(count)s attack shown", "%(count)s attacks shown", n)),
        "by": _("by %(day)s"),
        "announced": plural(lambda n: ngettext("%(count)s more announced", "%(count)s more announced", n)),
        "held": plural(lambda n: ngettext("%(count)s base known to be held", "%(count)s bases known to be held", n)),
        "show_on_map": _("Show %(name)s on the map"),
    }


def bar_texts() -> dict[str, Any]:
    """What the time bar, its marks, its steps and its play say."""
    return {
        "bar_attacks": plural(lambda n: ngettext("%(window)s: %(count)s attack", "%(window)s: %(count)s attacks", n)),
        "bar_uncertain": plural(
            lambda n: ngettext("%(count)s may lie outside this bar", "%(count)s may lie outside this bar", n)
        ),
        "bar_unchecked": _("Not checked to this day"),
        "bar_ahead": _("Still to come"),
        "handover_mark": _("Handover %(ordinal)s: %(name)s, %(day)s"),
        "event_mark": _("%(title)s, %(day)s"),
        "from_all": _("all before"),
        "play": _("Play"),
        "pause": _("Pause"),
        "kind": {code: str(name) for code, name in KIND_NAMES},
        "previous": {code: str(name) for code, name, _next in STEP_NAMES},
        "next": {code: str(name) for code, _previous, name in STEP_NAMES},
    }


def card_texts() -> dict[str, Any]:
    """What the card of a chosen place says, and the names of the marks on the map."""
    return {
        "site_mark": _("Site %(ordinal)s: %(name)s, handed over %(day)s"),
        "base_mark": _("%(name)s: %(status)s"),
        "attack_mark": plural(lambda n: ngettext("%(name)s: %(count)s attack", "%(name)s: %(count)s attacks", n)),
        "bunch_mark": plural(
            lambda n: ngettext(
                "%(places)s places, %(count)s attack: zoom in", "%(places)s places, %(count)s attacks: zoom in", n
            )
        ),
        "handed_over": _("Handed over %(day)s"),
        "from_to": _("%(from)s, to %(to)s"),
        "from_only": _("From %(from)s"),
        "list_and": _(" and "),
        "after_attack": plural(
            lambda n: ngettext("%(count)s day after the last attack", "%(count)s days after the last attack", n)
        ),
        "same_day": _("On the day of an attack"),
        "no_attack": _("No attack recorded before it"),
        "dispute": _("Sources disagree on: %(fields)s"),
        "sources": plural(lambda n: ngettext("%(count)s source", "%(count)s sources", n)),
        "independent": plural(lambda n: ngettext("%(count)s independent", "%(count)s independent", n)),
        "not_counted_base": _("Not one of the coalition's bases: it is on record because it was attacked."),
        "maybe": _("may be: %(statuses)s"),
        "on_day": _("on %(day)s"),
        "uncertain_place": _("Place known to within %(km)s km"),
        "launched_from": _("launched from %(area)s"),
        "open_handover": _("Open the dossier"),
        "open_base": _("The base, its forces and attacks"),
        "close": _("Close"),
        "copied": _("Copied."),
        "not_copied": _("The browser did not allow it: copy the address from its bar."),
    }


def attack_texts() -> dict[str, Any]:
    """What the list of a place's attacks says."""
    return {
        "attacks_year": plural(
            lambda n: ngettext(
                "%(count)s attack in the %(months)s months before",
                "%(count)s attacks in the %(months)s months before",
                n,
            )
        ),
        "attacks_window": plural(
            lambda n: ngettext("%(count)s attack: %(window)s", "%(count)s attacks: %(window)s", n)
        ),
        "attacks_all": plural(
            lambda n: ngettext("%(count)s attack up to this day", "%(count)s attacks up to this day", n)
        ),
        "more": plural(lambda n: ngettext("and %(count)s more", "and %(count)s more", n)),
        "killed": plural(lambda n: ngettext("%(count)s killed", "%(count)s killed", n)),
        "wounded": plural(lambda n: ngettext("%(count)s wounded", "%(count)s wounded", n)),
        "nobody_hurt": _("no one hurt"),
        "at_least": _("at least %(count)s"),
    }
