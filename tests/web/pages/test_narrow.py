"""The page on a screen as narrow as a phone's, or as a wide one at 400 %."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import browsing
from tests.sites import FERRY
from tests.web.pages.test_browser import box, heading


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/?q=bay&source=The+Dial&not.person=Ben+Oak",
        "/?q=zzz",
        "/?q=bay&view=table",
        "/help",
        "/entities/organisation",
        "/entities/compare?name=Ada+Long&other=Ben+Oak",
        f"/documents/{FERRY}?q=ferry",
        "/facets/person",
        "/timeline?q=bay&vs=a",
        "/context?q=bay",
        "/nowhere",
        "/entities/person?name=Ada+Long",
        "/ledger",
        "/receipt?q=bay",
        "/sample?q=bay",
        "/names?names=Ada+Long%0A%0ABen+Oak+OR+bay%0Anobody",
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


def test_where_there_is_little_height_nothing_stays_over_what_scrolls(playwright, base):
    with browsing(playwright, base, viewport={"width": 320, "height": 225}) as window:  # 1280 by 900 at 400 %
        page = window.new_page()
        page.goto("/?q=bay")
        page.get_by_role("button", name="Filters").click()
        stays = "name => getComputedStyle(document.querySelector(name)).position === 'sticky'"
        assert not page.evaluate(stays, ".sheet-foot")
        page.get_by_role("link", name="Show all 16 in People").click()
        expect(page.get_by_role("dialog")).to_be_visible()
        assert not page.evaluate(stays, ".listing-foot")
        page.get_by_role("button", name="Close").last.focus()
        page.get_by_role("checkbox", name="Observer 12").focus()
        expect(page.get_by_role("checkbox", name="Observer 12")).to_be_in_viewport()


def test_on_paper_there_is_what_is_read_and_nothing_to_press(plain):
    page = plain.new_page()
    page.emulate_media(media="print")
    page.goto("/?q=bay&source=The+Dial")
    for name in ("Sort by", "From"):
        expect(page.get_by_label(name, exact=True)).to_be_hidden()
    expect(page.get_by_role("button", name="Search")).to_be_hidden()
    expect(page.get_by_label("Search terms", exact=True)).to_have_value("bay")
    expect(page.get_by_label("Search terms", exact=True)).to_be_visible()  # what was asked for
    expect(page.get_by_text("Export")).to_be_hidden()
    expect(page.get_by_role("link", name="A ferry for Port Ness")).to_be_visible()
    underlined = "getComputedStyle(document.querySelector('.snippet mark')).textDecorationLine"
    assert page.evaluate(underlined) == "underline"
    page.goto("/")
    expect(page.get_by_label("Search terms", exact=True)).to_be_hidden()
    page.close()
