"""Templates of a user: they may override any block, and can neither reach out nor run on."""

from __future__ import annotations

import pytest

from tests.documents.rendering import HERE, rendered
from treatylang.documents import TemplateFault

_LAKE = (HERE / "golden" / "lake.treaty").read_text(encoding="utf-8")


def _filled(source: str, *, form: str = "html", **more: str) -> str:
    return rendered(_LAKE, form=form, templates={f"{form}/treaty.j2": source, **more})[0]


def test_one_block_is_overridden() -> None:
    html = _filled('{% extends "builtin/html/treaty.j2" %}{% block title %}<h1>Draft: {{ title }}</h1>{% endblock %}')
    assert "<h1>Draft: Convention on the Defence of the Lake</h1>" in html
    assert "No Party shall use armed force" in html


def test_style_is_replaced() -> None:
    html, _ = rendered(_LAKE, form="html", templates={"html/style.css": "p { color: teal }"})
    assert "p { color: teal }" in html
    assert "small-caps" not in html


def test_a_division_is_overridden_inside_the_loop() -> None:
    own = '{% extends "builtin/markdown/treaty.j2" %}{% block division %}* {{ d.title | inline }}\n{% endblock %}'
    assert "* Signature and ratification" in _filled(own, form="markdown")


@pytest.mark.parametrize(("form", "said"), [("html", "&lt;b&gt;*"), ("markdown", "\\<b\\>\\*"), ("text", "<b>*")])
def test_what_is_printed_is_escaped_for_the_format(form: str, said: str) -> None:
    assert _filled('{{ "<b>*" }}{% set x = "<b>*" %}|{{ x }}', form=form) == f"{said}|{said}\n"


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__ }}",
        "{{ title.__class__.__mro__ }}",
        "{{ body.__class__ }}",
        "{{ body.append(1) }}",
        "{{ words.update({}) }}",
        "{{ title.format(title) }}",
        "{{ '{0.__class__}'.format(title) }}",
        "{{ title | attr('__class__') }}",
        "{{ self._TemplateReference__context }}",
        "{{ self.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ lipsum(9) }}",
        "{{ namespace() }}",
        "{{ range.__self__ }}",
        "{% include '/etc/passwd' %}",
        "{% include '../../sandbox.py' %}",
        "{% import 'os' as os %}",
        "{{ loop.x }}",
        "{{ ('a' * 3) }}",
        "{{ '%s' % title }}",
        "{{ title.ljust(99999999) }}",
        "{{ title | center(99999999) }}",
        "{{ caller() }}",
    ],
)
def test_nothing_is_reached(source: str) -> None:
    with pytest.raises(TemplateFault) as caught:
        _filled(source)
    assert caught.value.name == "html/treaty.j2"
    assert caught.value.line == 1


@pytest.mark.parametrize(
    "source",
    [
        "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
        "{% for a in range(100000) %}{% endfor %}",
        "{{ 10 ** 10 ** 10 }}",
        "{% macro m(x) %}{{ m(x ~ x) }}{% endmacro %}{{ m('aaaaaaaa') }}",
        "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
        "{% include 'html/treaty.j2' %}{% include 'html/treaty.j2' %}",
        "{% extends 'html/treaty.j2' %}",
        "{% for a in range(9999) %}{% for b in range(199) %}{{ title }}{{ title }}{{ title }}{% endfor %}{% endfor %}",
        "{% set x = [title, title] | join(title) %}{% for a in range(9999) %}{{ x }}" + "{{ x }}" * 99 + "{% endfor %}",
    ],
)
def test_everything_ends(source: str) -> None:
    with pytest.raises(TemplateFault):
        _filled(source)


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        ("a\n{% for %}", 2, "Expected"),
        ("\n\n{{ nobody }}", 3, "'nobody' is undefined"),
        ("\n{{ title.nobody }}", 2, "nobody"),
        ("{% block x %}", 1, "Unexpected end of template"),
        ("\n{{ 1 / 0 }}", 2, "division by zero"),
        ("{{ title | nobody }}", 1, "No filter named 'nobody'"),
        ("\n{% include 'nobody' %}", 2, "there is no template `nobody`"),
    ],
)
def test_faults_say_where(source: str, line: int, message: str) -> None:
    with pytest.raises(TemplateFault, match=r"^html/treaty\.j2:") as caught:
        _filled(source)
    assert message in caught.value.message
    assert caught.value.line == line


def test_fault_in_an_included_template_names_it() -> None:
    with pytest.raises(TemplateFault) as caught:
        rendered(_LAKE, form="html", templates={"html/style.css": "a\n\n{{ nobody }}"})
    assert (caught.value.name, caught.value.line) == ("html/style.css", 3)


def test_a_template_has_a_size() -> None:
    with pytest.raises(TemplateFault, match="at most"):
        _filled("x" * 300_000)
