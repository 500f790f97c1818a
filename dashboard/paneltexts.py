"""The words of the map's filters, of its table and of what is taken away of it, for the script."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboard.plurals import plural


def panel_texts() -> dict[str, Any]:
    """Text by key, or a mapping of plural forms."""
    return {
        "filter": _("Filter the attacks"),
        "filters_set": plural(lambda n: ngettext("%(count)s filter set", "%(count)s filters set", n)),
        "filtered": plural(
            lambda n: ngettext(
                "The filters leave %(count)s attack of the whole record.",
                "The filters leave %(count)s attacks of the whole record.",
                n,
            )
        ),
        "not_filtered": _("The server gave no answer to these filters; what is shown answers the ones before."),
        "remove_filter": _("Take out the filter %(filter)s"),
        "words_chip": _("Words: %(words)s"),
        "window_chip": _("In the map's window"),
        "hexagon": plural(lambda n: ngettext("%(count)s attack here", "%(count)s attacks here", n)),
        "steps": _("attacks in a hexagon: from %(steps)s on; by whole months where there are more than 10,000"),
        "map_on": _("Map on %(day)s"),
        "compared": _("%(day)s: %(sites)s; %(attacks)s"),
        "saved": _("Saved as %(file)s."),
        "not_saved": _("The browser could not draw it."),
        "comma": _(", "),
        "first_rows": _("%(text)s; the first %(count)s of them"),
        "none": _("none"),
        "unreported": _("not reported"),
        "no_day": _("day not reported"),
        "citation": _("Handover Watch, record as of %(day)s: %(what)s. CC BY 4.0. %(address)s"),
        "citation_release": _(
            "Handover Watch, release of %(release)s, read on %(day)s: %(what)s. CC BY 4.0. %(address)s"
        ),
    }
