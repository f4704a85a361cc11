"""The whole page by keyboard alone: everything can be reached, is seen when it is, and nothing holds the focus."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.sites import FERRY
from tests.web.pages.test_browser import address, box, heading

FOCUSED = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect(), style = getComputedStyle(at);
  if (at === document.body) return null;
  const top = document.elementFromPoint(box.x + Math.min(box.width, 20) / 2, box.y + box.height / 2);
  return {
    name: at.outerHTML.slice(0, 90),
    ringed: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
    inside: box.top >= -1 && box.bottom <= innerHeight + 1,
    uncovered: Boolean(top) && (at.contains(top) || top.contains(at)),
  };
}"""


def stops(page: Page) -> Iterator[dict[str, object]]:
    """What has the focus after each press of the Tab key, until it leaves the page or comes round."""
    first = None
    for _ in range(400):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None or focused == first:
            return
        first = first or focused
        yield focused
    raise AssertionError("the focus never leaves the page")


@pytest.mark.parametrize(
    "path",
    [
        "/?q=bay&view=table",
        "/entities/person",
        "/entities/compare?name=Ada+Long&other=Ben+Oak",
        "/help",
        "/?q=bay&source=The+Dial&not.person=Ben+Oak",
        "/facets/person",
        f"/documents/{FERRY}?q=ferry",
        "/timeline?q=bay&vs=ferry",
        "/context?q=bay",
        "/entities/person?name=Ada+Long",
        "/ledger",
        "/documents/nothing",
    ],
)
@pytest.mark.parametrize("size", [(1280, 900), (390, 844)])
def test_every_stop_of_the_tab_key_is_seen(window, path, size):
    page = window.new_page()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(path)
    met = list(stops(page))
    assert len(met) > 3
    assert [stop for stop in met if not (stop["ringed"] and stop["inside"] and stop["uncovered"])] == []
    page.close()


def test_links_at_the_top_skip_to_the_search_and_to_the_results(page):
    page.goto("/?q=bay")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to search")).to_be_in_viewport()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#results-heading")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#results') !== null")


def test_a_value_is_excluded_and_taken_back_by_keys_with_the_focus_in_the_page(page):
    page.goto("/?q=bay")
    box(page, "Rain Gazette").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Exclude Rain Gazette")).to_be_focused()
    page.keyboard.press("Enter")
    heading(page, "4 articles")
    address(page, "/?q=bay&not.source=Rain+Gazette")
    assert page.evaluate("document.activeElement !== document.body")
    page.get_by_role("checkbox", name=re.compile("not Rain Gazette")).focus()
    page.keyboard.press("Space")
    heading(page, "18 articles")


def test_the_panel_keeps_the_focus_and_gives_it_back(page):
    page.goto("/?q=bay")
    page.get_by_role("link", name="Show all 16 in People").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="People")
    expect(dialog).to_be_visible()
    for _ in range(45):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")
    dialog.get_by_label("Filter the list").focus()
    page.keyboard.type("observer 12")
    expect(dialog.get_by_role("list", name="Values").get_by_role("checkbox")).to_have_count(1)
    dialog.get_by_role("checkbox", name="Observer 12").focus()
    page.keyboard.press("Space")
    dialog.get_by_role("button", name="Show results").focus()
    page.keyboard.press("Enter")
    address(page, "/?q=bay&person=Observer+12")


def test_a_year_is_opened_and_a_page_is_turned_by_keys(page):
    page.goto("/")
    page.locator("#listed-dates > summary").focus()
    page.keyboard.press("Enter")
    page.locator("#d2023").focus()
    page.keyboard.press("Enter")
    heading(page, "15 articles")
    page.get_by_role("link", name="Next").focus()
    page.keyboard.press("Enter")
    address(page, "/?date=2023&page=2")
    expect(page.locator("#results-heading")).to_be_focused()


def test_a_row_is_one_stop_and_the_arrows_go_along_it(page):
    page.goto("/?q=bay")
    box(page, "Ben Oak").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Exclude Ben Oak")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("link", name="About Ben Oak")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(box(page, "Ben Oak")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "checkbox"
    page.goto("/?q=ferry")
    names = page.locator(".hit", has_text="A ferry for Port Ness").get_by_role("list", name="Names mentioned")
    names.get_by_role("link").first.focus()
    page.keyboard.press("ArrowRight")
    expect(names.get_by_role("link", name="Port Ness")).to_be_focused()


def test_a_row_that_came_with_new_results_is_one_stop_too(page):
    page.goto("/")
    page.locator("#q").fill("ferry")
    heading(page, "2 articles")
    stops_of = "row => [...row.querySelectorAll('a, input, button')].filter(stop => stop.tabIndex === 0).length"
    for row in page.locator("[data-row]").all():
        assert row.evaluate(stops_of) == 1


def test_results_are_turned_from_article_to_article_by_keys_and_help_is_a_key(page):
    page.goto("/?q=bay&source=The+Dial")
    page.locator(".hit h3 a").first.click()
    place = page.get_by_role("navigation", name="Results")
    expect(place).to_contain_text("1 of 2")
    page.wait_for_load_state()
    page.keyboard.press("j")
    expect(place).to_contain_text("2 of 2")
    page.wait_for_load_state()
    page.keyboard.press("k")
    expect(place).to_contain_text("1 of 2")
    page.wait_for_load_state()
    page.keyboard.press("?")
    page.wait_for_url("**/help")


def test_keys_that_are_one_character_can_be_switched_off_in_a_browser(page):
    page.goto("/help")
    switch = page.get_by_label("Use the keys that are a single character")
    expect(switch).to_be_checked()
    switch.uncheck()
    page.goto(f"/documents/{FERRY}?q=ferry")
    marks = page.locator(".walk")
    expect(marks).to_contain_text("matches")
    page.keyboard.press("n")
    page.keyboard.press("?")
    page.keyboard.press("j")
    expect(marks).to_contain_text("matches")
    assert page.locator("[aria-keyshortcuts]").count() == 0
    page.goto("/help")
    expect(switch).not_to_be_checked()
    switch.check()
    page.goto(f"/documents/{FERRY}?q=ferry")
    page.keyboard.press("n")
    expect(marks).to_contain_text("1 of")
