"""The site as a WSGI application."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from config.operations.arming import arm

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

arm()
application = get_wsgi_application()

# All that is loaded stays for good; walking through it again and again would hold up one request in forty by 0.1 s.
get_resolver().url_patterns  # noqa: B018  (it loads every view)
gc.collect()
gc.freeze()
