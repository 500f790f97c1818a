"""A person at a keyboard: Tab, letters and Enter alone, with every field and every click counted."""

from __future__ import annotations

from playwright.sync_api import Page

from editorial.choices import Role
from tests.factories import make_user

SECRET = "a-long-and-odd-secret"

FURTHEST = 120
"""Presses of Tab after which a field counts as out of reach."""

FOCUSED = "() => ((e) => e.name || e.id || e.textContent.trim())(document.activeElement)"


def with_password(username: str, role: Role) -> None:
    """One more editor, who can sign in with the secret."""
    user = make_user(username, role)
    user.set_password(SECRET)
    user.save()


def sign_in(page: Page, username: str) -> None:
    """Fill in the form and wait for the page behind it, whole: its scripts have run."""
    page.fill("#id_username", username)
    page.fill("#id_password", SECRET)
    with page.expect_navigation():
        page.click("input[type=submit]")


class Hands:
    """What is typed, chosen or pressed on a page. Going from field to field is neither a field nor a click."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.fields: list[str] = []
        self.clicks: list[str] = []
        self.tabs = 0

    @property
    def effort(self) -> int:
        return len(self.fields) + len(self.clicks)

    def go_to(self, name: str) -> None:
        """On with Tab until the field, button or link of this name has the focus."""
        for _ in range(FURTHEST):
            if self.page.evaluate(FOCUSED) == name:
                return
            self.page.keyboard.press("Tab")
            self.tabs += 1
        raise AssertionError(f"{name} is not reached with Tab")

    def write(self, name: str, text: str) -> None:
        self.go_to(name)
        self.page.keyboard.type(text)
        self.fields.append(name)

    def choose(self, name: str, begins: str, chosen: str) -> None:
        """Choose from a list by the first letters."""
        self.go_to(name)
        self.page.keyboard.type(begins)
        assert self.page.evaluate("() => document.activeElement.value") == chosen
        self.fields.append(name)

    def press(self, name: str, key: str = "Enter") -> None:
        """Press a button, a box or a link."""
        self.go_to(name)
        self.page.keyboard.press(key)
        self.clicks.append(name)

    def shortcut(self, keys: str) -> None:
        self.page.keyboard.press(keys)
        self.clicks.append(keys)
