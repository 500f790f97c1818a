"""Tests of what people type being understood."""
