"""The site as a WSGI application."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from config.operations.arming import arm

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

arm()
application = get_wsgi_application()
