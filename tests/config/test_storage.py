"""Files for browsers: what pages name is there, and is small on the way."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.core.files.base import ContentFile

from config.apps import FilesConfig
from config.storage import FilesForBrowsers

CHECKOUT = Path(__file__).resolve().parents[2]
NAMED = re.compile(r"""{%\s*static\s+["']([^"']+)["']""")


def test_every_file_that_a_template_names_is_there() -> None:
    templates = [*(CHECKOUT / "templates").rglob("*.html"), *CHECKOUT.glob("*/templates/**/*.html")]
    named = {name for template in templates for name in NAMED.findall(template.read_text())}

    assert [name for name in sorted(named) if finders.find(name) is None] == []


def test_source_maps_and_the_pages_of_rest_framework_are_not_collected() -> None:
    collected = [name for finder in finders.get_finders() for name, _file in finder.list(FilesConfig.ignore_patterns)]

    assert "leaflet/leaflet.js" in collected
    assert [name for name in collected if name.endswith(".map") or name.startswith("rest_framework/")] == []


def test_a_collected_file_is_kept_under_its_digest_alone_and_compressed(tmp_path: Path) -> None:
    storage = FilesForBrowsers(location=str(tmp_path))
    storage.save("site.css", ContentFile("body { color: teal }\n" * 500))
    source = StaticFilesStorage(location=str(tmp_path))

    list(storage.post_process({"site.css": (source, "site.css")}))

    hashed = Path(storage.url("site.css")).name
    assert re.fullmatch(r"site\.[0-9a-f]{12}\.css", hashed)
    assert sorted(path.name for path in tmp_path.glob("site*")) == [hashed, f"{hashed}.br", f"{hashed}.gz"]
    assert gzip.decompress((tmp_path / f"{hashed}.gz").read_bytes()) == (tmp_path / hashed).read_bytes()


def test_a_name_that_was_not_collected_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Missing staticfiles manifest entry"):
        FilesForBrowsers(location=str(tmp_path)).url("not-collected.css")
