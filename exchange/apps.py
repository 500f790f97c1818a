"""The exchange app."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from editorial.hooks import AFTER_WRITING


class ExchangeConfig(AppConfig):
    """Registers the app, and that new versions are written out for lists."""

    name = "exchange"

    def ready(self) -> None:
        texts = import_module("exchange.api.texts")
        AFTER_WRITING.append(texts.write_texts)
        AFTER_WRITING.append(import_module("exchange.api.entrytexts").write_texts)
