"""What templates put out, escaped as Jinja escapes it by itself."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest
from markupsafe import Markup

from search.config import Config
from web import create_app
from web.pages.escaped_template import EscapedTemplate, escaped

HOSTILE = "<a href=\"x\" title='y'>&amp; & 学校</a>"


class Words(str):
    """A string of a class of its own."""


class Drawn:
    """What knows its own HTML, and says something else of itself."""

    def __html__(self) -> str:
        return "<b>drawn</b>"

    def __str__(self) -> str:
        return "<i>said</i>"


@pytest.fixture(scope="module")
def environments() -> tuple[jinja2.Environment, jinja2.Environment]:
    """One whose templates are Jinja's own, and one whose are ours."""
    plain, ours = (jinja2.Environment(autoescape=True) for _ in range(2))
    ours.template_class = EscapedTemplate
    return plain, ours


@pytest.mark.parametrize(
    "value", [HOSTILE, Words(HOSTILE), Markup("<b>bold</b>"), Drawn(), 7, 0.5, None, "", "plain", [HOSTILE], b"<"]
)
@pytest.mark.parametrize(
    "source",
    [
        "<p>{{ value }}</p>",
        "{{ value ~ '<' }}|{{ value|string }}|{{ value|e }}|{{ value|safe }}|{{ [value, value]|join(' & ') }}",
        "{% macro shown(it) %}<i>{{ it }}</i>{% endmacro %}{{ shown(value) }}{{ shown(shown(value)) }}",
        "{% macro around() %}<i>{{ caller() }}</i>{% endmacro %}{% call around() %}{{ value }}{% endcall %}",
        "{% set kept %}<i>{{ value }}</i>{% endset %}{{ kept }}{{ kept ~ value }}{{ kept|length }}",
        "{% filter upper %}<i>{{ value }}</i>{% endfilter %}{% filter truncate(9) %}{{ value }}{% endfilter %}",
        "{% for one in [value, 1] %}{{ one }}{{ loop.index }}{% endfor %}{% if value %}{{ '<' }}{% endif %}",
        "{% autoescape false %}{{ value }}{% endautoescape %}{{ value }}",
    ],
)
def test_everything_is_put_out_as_by_jinja(
    environments: tuple[jinja2.Environment, jinja2.Environment], source: str, value: object
) -> None:
    expected, found = (environment.from_string(source).render(value=value) for environment in environments)
    assert found == expected


def test_what_is_not_defined_is_an_error_still(environments: tuple[jinja2.Environment, jinja2.Environment]) -> None:
    strict = environments[1].overlay(undefined=jinja2.StrictUndefined)
    strict.template_class = EscapedTemplate
    with pytest.raises(jinja2.UndefinedError):
        strict.from_string("{{ value }}").render()


def test_every_template_of_the_pages_is_one(tmp_path: Path) -> None:
    environment = create_app(Config(index=tmp_path)).jinja_env
    templates = [environment.get_template(name) for name in environment.list_templates()]
    assert len(templates) > 20
    assert all(isinstance(template, EscapedTemplate) for template in templates)
    assert all(template.root_render_func.__globals__["escape"] is escaped for template in templates)
