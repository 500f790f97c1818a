"""The site as a WSGI application."""

from __future__ import annotations

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from config.operations.arming import arm

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

arm()
application = get_wsgi_application()

# All that is loaded stays for good; walking through it again and again would hold up one request in forty by 0.1 s.
import_module(settings.ROOT_URLCONF)  # and with it every view
gc.collect()
gc.freeze()
