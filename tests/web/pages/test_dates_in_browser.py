"""The facet of dates in a real Chromium: drilled, clicked and typed."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.web.pages.test_browser import address, heading


def test_the_date_is_drilled_from_year_to_day_and_back(page):
    page.goto("/")
    page.locator("#listed-dates > summary").click()
    page.locator("#listed-dates").get_by_role("link", name="2023").click()
    address(page, "/?date=2023")
    page.locator("#listed-dates").get_by_role("link", name="January 2023").click()
    address(page, "/?date=2023-01")
    page.locator("#listed-dates").get_by_role("link", name=re.compile("^7 January")).click()
    heading(page, "1 article")
    address(page, "/?date=2023-01-07")
    page.get_by_role("navigation", name="Dates").get_by_role("link", name="2023", exact=True).click()
    address(page, "/?date=2023")
    page.get_by_role("navigation", name="Dates").get_by_role("link", name="All dates").click()
    heading(page, "20 articles")


def test_a_bar_is_a_link(page):
    page.goto("/")
    page.locator(".targets a").first.click()
    address(page, "/?date=2019")
    heading(page, "1 article")


def test_bounds_are_typed(page):
    page.goto("/")
    page.get_by_label("From").fill("2023-01-10")
    page.get_by_label("From").press("Enter")
    address(page, "/?since=2023-01-10")
    heading(page, "9 articles")
    page.get_by_label("To", exact=True).fill("2023")
    page.get_by_label("To", exact=True).blur()
    address(page, "/?since=2023-01-10&until=2023")


def test_bounds_are_typed_as_people_write_dates_and_shown_as_they_were_read(page):
    page.goto("/")
    expect(page.get_by_label("From")).to_have_attribute("placeholder", "2019")
    expect(page.get_by_label("From")).to_have_accessible_description("2024, June 2024 or 10/06/2024 (day/month/year)")
    page.get_by_label("From").fill("10/01/2023")
    page.get_by_label("From").press("Enter")
    address(page, "/?since=2023-01-10")
    heading(page, "9 articles")
    expect(page.get_by_label("From")).to_have_value("10 January 2023")
    expect(page.get_by_role("link", name="Remove filter Date from 10 January 2023")).to_be_visible()
    page.get_by_label("To", exact=True).fill("Jan 2023")
    page.get_by_label("To", exact=True).press("Enter")
    address(page, "/?since=2023-01-10&until=2023-01")


def test_a_day_that_does_not_exist_is_said_above_the_results(window):
    page = window.new_page()
    page.goto("/?q=bay")
    page.get_by_label("From").fill("2023-02-30")
    page.get_by_label("From").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text(
        "“2023-02-30” cannot be read as a date (From, “since”): use a year, month or day such as 2024, June 2024 or"
    )
    heading(page, "18 articles")
    address(page, "/?q=bay")
    page.get_by_label("From").fill("")
    page.get_by_label("From").blur()
    expect(page.get_by_role("alert")).to_be_empty()
    page.close()
