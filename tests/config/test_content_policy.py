"""The content policy as a browser applies it."""

from __future__ import annotations

from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer


def test_the_sign_in_page_of_the_admin_breaks_no_rule_of_the_policy(page: Page, live_server: LiveServer) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))

    page.goto(f"{live_server.url}/admin/login/")

    assert page.locator("input[name=username]").is_visible()
    assert [complaint for complaint in complaints if "Content Security Policy" in complaint] == []
