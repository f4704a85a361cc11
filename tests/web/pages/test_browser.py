"""The page in a real Chromium, with the script of the CDN checked against its integrity, and with script off."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.sites import FERRY


def box(page: Page, label: str) -> Locator:
    return page.locator("#facets").get_by_role("checkbox", name=label)


def heading(page: Page, text: str) -> None:
    expect(page.locator("#results-heading")).to_have_text(re.compile(text))


def address(page: Page, path: str) -> None:
    expect(page).to_have_url(re.compile(re.escape(path) + "$"))


# --- with script


def test_the_pinned_script_runs_under_the_policy(page):
    page.goto("/")
    assert page.evaluate("htmx.version") == "2.0.11"
    assert page.evaluate("document.documentElement.classList.contains('smooth')")


def test_a_changed_script_is_refused_and_the_page_works_without_it(window):
    page = window.new_page()
    page.route(
        "https://cdn.jsdelivr.net/**",
        lambda route: route.fulfill(
            body="window.hacked = 1",
            content_type="application/javascript",
            headers={"Access-Control-Allow-Origin": "*"},
        ),
    )
    page.goto("/")
    assert page.evaluate("[typeof window.hacked, typeof window.htmx]") == ["undefined", "undefined"]
    box(page, "Rain Gazette").check()
    page.get_by_role("button", name="Apply filters").click()
    heading(page, "14 articles")
    page.close()


def test_results_follow_the_typing_and_the_box_keeps_the_focus(page):
    page.goto("/")
    page.locator("#q").press_sequentially("ferry", delay=20)
    heading(page, "2 articles")
    address(page, "/?q=ferry")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type(" bay")
    address(page, "/?q=ferry+bay")
    expect(page.locator("#q")).to_have_value("ferry bay")


def test_a_name_is_chosen_from_the_suggestions_with_the_keyboard_alone(page):
    page.goto("/?source=Rain+Gazette")
    search_box = page.get_by_role("combobox", name="Search terms")
    search_box.press_sequentially("observer", delay=20)
    options = page.get_by_role("listbox", name="Suggestions").get_by_role("option")
    expect(options).to_have_count(5)
    expect(search_box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(search_box).to_have_attribute("aria-activedescendant", "suggested-0")
    expect(options.first).to_contain_text("People, ")
    expect(search_box).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/\?source=Rain\+Gazette&person=Observer\+\d\d$"))
    expect(search_box).to_be_focused()


def test_a_word_is_completed_from_the_suggestions_and_searched_for_where_the_box_is(page):
    page.goto("/?source=Rain+Gazette")
    page.get_by_role("combobox", name="Search terms").press_sequentially("rain ho", delay=20)
    option = page.get_by_role("listbox", name="Suggestions").get_by_role("option")
    expect(option).to_have_text(["hour Word, 14"])
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    heading(page, "14 articles")
    address(page, "/?q=rain+hour&source=Rain+Gazette")
    expect(page.locator("#q")).to_have_value("rain hour")
    expect(page.locator("#q")).to_be_focused()
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_escape_closes_the_suggestions_and_leaves_the_words(page):
    page.goto("/")
    page.locator("#q").press_sequentially("dial", delay=20)
    listed = page.get_by_role("listbox", name="Suggestions")
    expect(listed.get_by_role("option")).to_have_text([re.compile("The Dial Source, [0-9]+")])
    page.keyboard.press("Escape")
    expect(listed).to_be_hidden()
    expect(page.locator("#q")).to_have_value("dial")
    expect(page.locator("#q")).to_have_attribute("aria-expanded", "false")


def test_two_ticks_in_a_facet_change_counts_and_address_and_back_restores_both(page):
    page.goto("/")
    page.locator("#q").fill("bay")
    heading(page, "18 articles")
    box(page, "Rain Gazette").check()
    heading(page, "14 articles")
    address(page, "/?q=bay&source=Rain+Gazette")
    box(page, "The Dial").check()
    heading(page, "16 articles")
    address(page, "/?q=bay&source=Rain+Gazette&source=The+Dial")
    expect(box(page, "Rain Gazette")).to_be_checked()
    page.go_back()
    heading(page, "14 articles")
    address(page, "/?q=bay&source=Rain+Gazette")
    expect(box(page, "The Dial")).not_to_be_checked()
    expect(box(page, "Rain Gazette")).to_be_checked()
    page.go_back()
    heading(page, "18 articles")
    expect(page.locator("#q")).to_have_value("bay")
    page.go_forward()
    heading(page, "14 articles")
    box(page, "The Dial").check()
    heading(page, "16 articles")


def test_typing_is_one_step_of_the_history_however_many_letters(page):
    page.goto("/?source=The+Dial")
    page.goto("/")
    for text in ("f", "fe", "ferry"):
        page.locator("#q").fill(text)
        address(page, f"/?q={text}")
    page.go_back()
    address(page, "/?source=The+Dial")


def test_the_focus_stays_on_a_box_that_was_ticked_with_the_keyboard(page):
    page.goto("/?q=bay")
    box(page, "The Dial").focus()
    page.keyboard.press("Space")
    heading(page, "2 articles")
    expect(box(page, "The Dial")).to_be_focused()
    page.keyboard.press("Space")
    heading(page, "18 articles")
    expect(box(page, "The Dial")).to_be_focused()


def test_the_focus_goes_to_the_results_after_turning_a_page(page):
    page.goto("/")
    page.get_by_role("link", name="Next").click()
    address(page, "/?page=2")
    expect(page.locator("#results-heading")).to_be_focused()
    expect(page.locator("#results-heading")).to_be_in_viewport()


def test_the_focus_is_not_lost_with_a_chip(page):
    page.goto("/?source=The+Dial")
    page.get_by_role("link", name="Remove filter Source The Dial").click()
    address(page, "/")
    expect(page.locator("#results-heading")).to_be_focused()


def test_only_the_count_is_announced(page):
    page.goto("/")
    status = page.get_by_role("status")
    first = status.element_handle()
    page.locator("#q").fill("ferry")
    expect(status).to_have_text("2 articles")
    assert first.evaluate("element => element.isConnected"), "a replaced live region is not announced"
    assert status.count() == 1


def test_the_title_of_the_window_follows(page):
    page.goto("/")
    page.locator("#q").fill("ferry")
    expect(page).to_have_title("ferry · 2 articles · Clippings")


def test_a_facet_stays_closed_or_open_as_it_was_left(page):
    page.goto("/")
    page.locator("#facet-source > summary").click()
    page.locator("#more-filters > summary").click()
    page.locator("#facet-language > summary").click()
    box(page, "Weather Office").check()
    heading(page, "14 articles")
    names = ["facet-source", "more-filters", "facet-language"]
    assert page.evaluate("names => names.map(name => document.getElementById(name).open)", names) == [False, True, True]


def test_what_is_under_more_filters_comes_when_it_is_opened_and_goes_on_counting(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url.partition("/filters")[2]))
    page.goto("/?q=bay")
    expect(page.locator("#facet-language")).to_have_count(0)
    summary = page.locator("#more-filters > summary")
    summary.press("Enter")
    expect(page.locator("#facet-language")).to_have_count(1)
    expect(summary).to_be_focused()
    summary.press("Enter")
    summary.press("Enter")
    page.locator("#facet-language > summary").click()
    box(page, "English").check()
    address(page, "/?q=bay&language=en")
    box(page, "English").uncheck()
    address(page, "/?q=bay")
    expect(box(page, "English")).to_be_focused()
    assert list(filter(None, asked)) == ["?q=bay"], "counted once, and with the results from then on"


def test_more_filters_are_asked_for_again_where_the_server_did_not_answer(window):
    page = window.new_page()
    page.goto("/?q=bay")
    page.route("**/filters?q=bay", lambda route: route.abort())
    summary = page.locator("#more-filters > summary")
    summary.click()
    expect(page.get_by_role("alert")).to_contain_text("cannot be reached")
    page.unroute("**/filters?q=bay")
    summary.click()
    summary.click()
    expect(page.locator("#facet-language")).to_have_count(1)
    page.close()


def test_excluding_and_sorting_need_no_reload(page):
    page.goto("/")
    page.evaluate("window.same = true")
    page.get_by_role("button", name="Exclude Rain Gazette").click()
    heading(page, "6 articles")
    address(page, "/?not.source=Rain+Gazette")
    page.get_by_label("Sort").select_option("Oldest first")
    address(page, "/?not.source=Rain+Gazette&sort=date")
    expect(page.locator(".hit time").first).to_have_text("2019")
    page.get_by_label("Sort").select_option("Newest first")
    address(page, "/?not.source=Rain+Gazette")
    assert page.evaluate("window.same")


def test_a_server_that_is_gone_is_said(window):
    page = window.new_page()
    page.goto("/")
    page.route("**/?q=*", lambda route: route.abort())
    page.locator("#q").fill("ferry")
    expect(page.get_by_role("alert")).to_contain_text("cannot be reached")
    page.close()


def test_slash_goes_to_the_box_and_stays_a_letter_in_it(page):
    page.goto("/?q=bay")
    page.locator("#results-heading").focus()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.type("/a")
    expect(page.locator("#q")).to_have_value("bay/a")


def test_all_values_open_over_the_page_and_lead_to_results(page):
    page.goto("/?q=bay")
    page.get_by_role("link", name="Show all 16 in People").click()
    panel = page.get_by_role("dialog", name="People")
    expect(panel).to_be_visible()
    address(page, "/?q=bay")
    panel.get_by_role("checkbox", name="Observer 03").check()
    panel.get_by_label("Filter the list").press_sequentially("12", delay=20)
    expect(panel.get_by_role("list", name="Values").get_by_role("checkbox")).to_have_count(1)
    expect(panel.get_by_label("Filter the list")).to_be_focused()
    expect(panel.get_by_role("list", name="Selected").get_by_role("checkbox")).to_be_checked()
    panel.get_by_role("checkbox", name="Observer 12").check()
    panel.get_by_role("button", name="Show results").click()
    heading(page, "2 articles")
    address(page, "/?q=bay&person=Observer+03&person=Observer+12")


def test_escape_closes_the_values_and_the_focus_returns(page):
    page.goto("/?q=bay")
    page.get_by_role("link", name="Show all 16 in People").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("link", name="Show all 16 in People")).to_be_focused()


def test_a_document_is_walked_from_mark_to_mark(page):
    page.goto("/?q=ferry")
    page.get_by_role("link", name="A ferry for Port Ness").click()
    place = page.get_by_role("navigation", name="Matches").get_by_role("status")
    expect(place).to_have_text("3 matches")
    for key, words in (("n", "1 of 3"), ("n", "2 of 3"), ("n", "3 of 3"), ("n", "1 of 3"), ("p", "3 of 3")):
        page.keyboard.press(key)
        expect(place).to_have_text(words)
    expect(page.locator("mark.here")).to_have_text("FERRY's")
    page.get_by_role("link", name="Back to results").click()
    address(page, f"/?q=ferry#r-{FERRY}")


def test_the_names_in_a_document_are_marked_on_demand(page):
    page.goto(f"/documents/{FERRY}")
    colour = "name => getComputedStyle(document.querySelector('.text .person')).backgroundColor"
    before = page.evaluate(colour)
    page.get_by_label("People").check()
    assert page.evaluate(colour) != before


def test_the_permanent_address_is_copied(page, window, base):
    window.grant_permissions(["clipboard-read", "clipboard-write"], origin=base)
    page.goto(f"/documents/{FERRY}?q=ferry")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{base}/documents/{FERRY}"


def test_why_a_result_is_there_is_folded_out(page):
    page.goto("/?q=ferry")
    found = page.locator(".hit", has_text="A ferry for Port Ness")
    expect(found.get_by_text("once in the title")).to_be_hidden()
    found.get_by_text("Why?").click()
    expect(found.get_by_text("once in the title")).to_be_visible()


def test_two_words_are_compared_over_time_and_a_bar_leads_to_its_articles(page):
    page.goto("/?q=bay")
    page.get_by_role("link", name="Timeline").click()
    page.get_by_label("Compare with").fill("ferry")
    page.get_by_label("Group by").select_option("Year")
    page.get_by_role("button", name="Show").click()
    address(page, "/timeline?q=bay&vs=ferry&by=year")
    page.locator(".plot a").last.click()
    heading(page, "1 article")
    address(page, "/?q=ferry&date=2024")


# --- without script


def test_without_script_two_ticks_and_the_button_do_the_same_and_so_does_back(plain):
    page = plain.new_page()
    page.goto("/")
    page.locator("#q").fill("bay")
    page.locator("#q").press("Enter")
    heading(page, "18 articles")
    address(page, "/?q=bay")
    box(page, "Rain Gazette").check()
    box(page, "The Dial").check()
    page.get_by_role("button", name="Apply filters").click()
    heading(page, "16 articles")
    address(page, "/?q=bay&source=Rain+Gazette&source=The+Dial")
    page.go_back()
    heading(page, "18 articles")
    address(page, "/?q=bay")
    page.close()


def test_without_script_every_link_works(plain):
    page = plain.new_page()
    page.goto("/")
    page.get_by_role("link", name="Next").click()
    address(page, "/?page=2")
    page.get_by_role("button", name="Exclude Rain Gazette").click()
    heading(page, "6 articles")
    page.get_by_label("Sort").select_option("Oldest first")
    page.get_by_role("button", name="Sort").click()
    address(page, "/?not.source=Rain+Gazette&sort=date")
    page.goto("/?q=bay")
    page.get_by_role("link", name="Show all 16 in People").click()
    page.get_by_label("Filter the list").fill("12")
    page.get_by_role("button", name="Filter", exact=True).click()
    page.get_by_role("checkbox", name="Observer 12").check()
    page.get_by_role("button", name="Show results").click()
    address(page, "/?q=bay&person=Observer+12")
    page.get_by_role("link", name="Rain, part 12").click()
    expect(page.locator("mark").first).to_have_text("bay")
    page.get_by_role("link", name="Back to results").click()
    expect(page).to_have_url(re.compile(r"/\?q=bay&person=Observer\+12#r-\w+$"))
    page.close()
