"""The page on a screen as narrow as a phone's, or as a wide one at 400 %."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.test_browser import box, heading


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/?q=bay&source=The+Dial&not.person=Ben+Oak",
        "/?q=zzz",
        "/facets/person",
        "/timeline?q=bay&vs=a",
        "/nowhere",
    ],
)
def test_nothing_is_wider_than_a_narrow_screen(phone, path):
    page = phone.new_page()
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


def test_on_a_narrow_screen_the_filters_are_a_sheet_that_stays_while_ticking(phone):
    page = phone.new_page()
    page.goto("/?q=bay&source=The+Dial")
    expect(page.locator("#facets")).to_be_hidden()
    page.get_by_role("button", name="Filters (1)").click()
    box(page, "Rain Gazette").check()
    expect(page.get_by_role("button", name="Show 16 articles")).to_be_visible()
    page.get_by_role("button", name="Show 16 articles").click()
    expect(page.locator("#facets")).to_be_hidden()
    heading(page, "16 articles")
    page.close()
