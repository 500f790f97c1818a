"""Feeds and a calendar: what became public, for readers and programs that ask again and again."""
