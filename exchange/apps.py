"""The exchange app."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from editorial.hooks import AFTER_WRITING


class ExchangeConfig(AppConfig):
    """Registers the app, that new versions are written out for lists, and how what was written out is read."""

    name = "exchange"

    def ready(self) -> None:
        import_module("exchange.api.sent").register()
        texts = import_module("exchange.api.texts")
        AFTER_WRITING.append(texts.write_texts)
        AFTER_WRITING.append(import_module("exchange.api.entrytexts").write_texts)
