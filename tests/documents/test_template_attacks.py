"""Attacks by a template: each ends within two seconds of work, in a sentence or harmless text, and reaches nothing."""

from __future__ import annotations

import random
import time
from functools import cache

import pytest

from tests import chance
from tests.documents.rendering import HERE
from tests.worlds import library, world_of
from treatylang.documents import TemplateFault, render
from treatylang.model.instrument import World
from treatylang.model.question import Question

_SECONDS = 2.0
_LONGEST = 20_000_000
"""Characters in the longest text that comes of an attack."""

_LOOP = "{% for a in range(9999) %}{% for b in range(9999) %}"
_ENDS = "{% endfor %}{% endfor %}"
_BIG = "{% set t = title ~ title %}" + "{% set t = t ~ t %}" * 13


def looped(inner: str, before: str = "") -> str:
    """Return a template that does something a hundred million times."""
    return f"{before}{_LOOP}{inner}{_ENDS}"


STEPS = [
    looped(""),
    looped("{{ a }}"),
    looped("{% set x = range(10000) | list %}"),
    looped("{% set x = range(10000) | list | sort %}"),
    looped("{% set x = range(10000) | sort(reverse=true) | list %}"),
    looped("{% set x = range(10000) | reverse | list %}"),
    looped("{% set x = range(10000) | unique | list %}"),
    looped("{% set x = range(10000) | map('string') | list %}"),
    looped("{% set x = range(10000) | select('odd') | list %}"),
    looped("{% set x = range(10000) | reject('odd') | list | length %}"),
    looped("{% set x = range(10000) | map('string') | join %}"),
    looped("{% set x = range(10000) | list | groupby('real') %}"),
    looped("{% set x = r | length %}", "{% set r = range(10000) | list %}"),
    looped("{% set x = r[1:] %}", "{% set r = range(10000) | list %}"),
    looped("{% set x = r[::-1] %}", "{% set r = range(10000) | list %}"),
    looped("{% set x = 'z' in r %}", "{% set r = range(10000) | list %}"),
    looped("{% set x = r == q %}", "{% set r = range(10000) | list %}{% set q = range(10000) | list %}"),
    looped("{% set x = r < q %}", "{% set r = range(10000) | list %}{% set q = range(10000) | list %}"),
    looped("{% set x = r | last %}", "{% set r = range(10000) | list %}"),
    looped("{% set x = (r, r) | string %}", "{% set r = range(10000) | list %}"),
    looped("{% set x = r is in(r) %}", "{% set r = range(10000) | list %}"),
    looped("{% if r is sameas r %}{% endif %}", "{% set r = range(10000) | list %}"),
    looped("{% set x = [a, b, a, b, a, b, a, b] * 2 %}"),
    looped("{% set x = {1: a, 2: b, 3: a} %}"),
    looped("{% set x = [" + "a, " * 9000 + "] %}"),
    looped("{% set x = t.upper() %}", _BIG),
    looped("{% set x = t.strip() %}", _BIG),
    looped("{% set x = t.title() %}", _BIG),
    looped("{% set x = t | upper %}", _BIG),
    looped("{% set x = t | trim %}", _BIG),
    looped("{% set x = t | title %}", _BIG),
    looped("{% set x = t | capitalize %}", _BIG),
    looped("{% set x = t | escape %}", _BIG),
    looped("{% set x = t | list %}", _BIG),
    looped("{% set x = t | reverse %}", _BIG),
    looped("{% set x = t[1:] %}", _BIG),
    looped("{% set x = t ~ 'x' %}", _BIG),
    looped("{% set x = t + 'x' %}", _BIG),
    looped("{% set x = t == t ~ '' %}", _BIG),
    looped("{% set x = 'zzzzzz' in t %}", _BIG),
    looped("{% set x = t.startswith(t) %}", _BIG),
    looped("{% set x %}{{ t }}{% endset %}", _BIG),
    looped("{% filter upper %}{{ t }}{% endfilter %}", _BIG),
    looped("{% set x = [t, t, t, t] | join %}", _BIG),
    looped("{% set x = body | list %}"),
    looped("{% set x = body | map(attribute='kind') | list %}"),
    looped("{% set x = words | dictsort %}"),
    looped("{% set x = words.items() | list %}"),
    looped("{% set x = words.keys() | list %}"),
    looped("{% set x = words | string %}"),
    looped("{% set x = a | int | abs | string | int %}"),
    looped("{% if a is divisibleby 3 and b is odd or a is number %}{% endif %}"),
    looped("{% macro m() %}x{% endmacro %}{{ m() }}"),
    looped("{{ caller }}"),
    "{% macro m(n) %}{{ m(n) }}{% endmacro %}{{ m(1) }}",
    "{% macro m(x) %}{{ m(x ~ x) }}{% endmacro %}{{ m('aaaaaaaa') }}",
    "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
    "{% macro m() %}{% call m() %}{% endcall %}{% endmacro %}{{ m() }}",
    "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    "{% for x in [1, 1] recursive %}{{ loop([1, 1]) }}{% endfor %}",
    "{% block a %}{{ self.a() }}{% endblock %}",
    "{% block a %}{{ self.a() }}{{ self.a() }}{% endblock %}",
    "{% include 'html/treaty.j2' %}",
    "{% include 'html/treaty.j2' %}{% include 'html/treaty.j2' %}",
    "{% extends 'html/treaty.j2' %}",
    "{% import 'html/treaty.j2' as x %}",
    "{% from 'html/treaty.j2' import x %}",
    "{% for x in body %}{% include 'html/treaty.j2' %}{% endfor %}",
    _BIG + "{% set t = t ~ t %}" * 30,
    "{% set t = 'x' %}" + "{% set t = [t, t] | join(t) %}" * 30,
    "{% set t = [1] %}" + "{% set t = [t, t] %}" * 40 + "{{ t }}",
    "{% set t = [1] %}" + "{% set t = [t, t] %}" * 40 + "{{ t | string | length }}",
    "{% set t = [1] %}" + "{% set t = [t, t] %}" * 40 + "{{ t == t }}",
    "{% set t = [1] %}{% set u = [1] %}" + "{% set t = [t, t] %}{% set u = [u, u] %}" * 40 + "{{ t == u }}",
    "{% set t = {} %}" + "{% set t = {1: t, 2: t} %}" * 40 + "{{ t }}",
    "{% set t = [1] %}" + "{% set t = [t] %}" * 9000 + "{{ t }}",
]
POWERS = [
    "{{ 10 ** 10 ** 10 }}",
    "{{ 9 ** 9 ** 9 ** 9 }}",
    "{{ 'x' * 999999999 }}",
    "{{ [1] * 999999999 }}",
    "{{ (1, 2) * 999999999 }}",
    "{{ '%999999999d' % 1 }}",
    "{{ title.ljust(999999999) }}",
    "{{ title.zfill(999999999) }}",
    "{{ title.replace('', title) }}",
    "{{ title.encode('utf-8') }}",
    "{{ title.join([title, title]) }}",
    "{{ title | center(999999999) }}",
    "{{ title | indent(999999999) }}",
    "{{ title | wordwrap(1) }}",
    "{{ title | batch(1) }}",
    "{{ title | tojson }}",
    "{{ title | pprint }}",
    "{{ range(10 ** 8) | list }}",
    "{{ range(0, 999999999, 1) }}",
    "{{ range(999999999) | length }}",
    "{{ 99999999999 * 99999999999 }}",
    "{{ " + "9" * 150_000 + " }}",
    "{{ " + "9" * 4_400 + " }}",
    "{{ 1e999 * 0 }}",
    "{{ 1e308 | int }}",
    "{{ ('9' * 1) | int }}",
    "{{ title | int(base=99) }}",
]
DEPTHS = [
    "{{ " + "(" * 5_000 + "1" + ")" * 5_000 + " }}",
    "{{ " + "[" * 5_000 + "1" + "]" * 5_000 + " }}",
    "{{ " + "[" * 150 + "1" + "]" * 150 + " }}",
    "{{ " + "not " * 20_000 + "1 }}",
    "{{ " + "-" * 20_000 + "1 }}",
    "{{ 1" + " + 1" * 20_000 + " }}",
    "{{ title" + " ~ title" * 9_000 + " }}",
    "{{ title" + " | upper" * 9_000 + " }}",
    "{{ title" + ".upper()" * 9_000 + " }}",
    "{{ 1" + " if 1 else 1" * 5_000 + " }}",
    "{{ 1" + " and 1" * 20_000 + " }}",
    "{{ 1" + " == 1" * 20_000 + " }}",
    "{% if 1 %}" * 1_000 + "{% endif %}" * 1_000,
    "{% if 1 %}" * 90 + "x" + "{% endif %}" * 90,
    "{% for x in [1] %}" * 30 + "x" + "{% endfor %}" * 30,
    "{% for x in [1] %}" * 1_000 + "{% endfor %}" * 1_000,
    "{% filter upper %}" * 500 + "{% endfilter %}" * 500,
    "{% block a %}" * 300 + "{% endblock %}" * 300,
    "{% set x %}" * 500 + "{% endset %}" * 500,
    "{% macro m() %}" * 300 + "{% endmacro %}" * 300,
    "{% raw %}" * 10_000,
    "{#" * 50_000,
    "{{" * 50_000,
    "{%" * 50_000,
    "{{ '" + "\\" * 99_999 + "' }}",
    "{{ title" + "[0]" * 9_000 + " }}",
    "x" * 199_999,
    "\n" * 199_999,
    "{{ x" + "_" * 150_000 + " }}",
    "{% set " + "x" * 150_000 + " = 1 %}",
    "".join(f"{{% set x{number} = {number} %}}" for number in range(7_000)),
    "".join(f"{{% macro m{number}() %}}{{% endmacro %}}" for number in range(3_000)),
]
REACHING = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ title.__init__.__globals__ }}",
    "{{ range.__init__ }}",
    "{{ self.__init__.__globals__.__builtins__ }}",
    "{{ self._TemplateReference__context.environment }}",
    "{{ cycler.__init__.__globals__.os }}",
    "{{ lipsum.__globals__ }}",
    "{{ joiner() }}",
    "{{ namespace(x=1) }}",
    "{{ dict(a=1) }}",
    "{{ title | attr('__class__') }}",
    "{{ [title] | map(attribute='__class__') | list }}",
    "{{ [title] | map('attr', '__class__') | list }}",
    "{{ [title] | groupby('__class__') }}",
    "{{ [title] | sort(attribute='__class__') }}",
    "{{ [title] | selectattr('__class__') | list }}",
    "{{ '{0.__class__}'.format(title) }}",
    "{{ '{0.__class__}' | format(title) }}",
    "{{ title.format_map(words) }}",
    "{{ ''['__class__'] }}",
    "{{ ()['__class__'] }}",
    "{{ m.__call__ }}{% macro m() %}{% endmacro %}",
    "{% macro m() %}{% endmacro %}{{ m._func.__globals__ }}",
    "{{ loop.__init__ }}",
    "{% for x in [1] %}{{ loop._iterator.gi_frame }}{% endfor %}",
    "{% for x in [1] %}{{ loop.__class__ }}{% endfor %}",
    "{{ ([1] | map('string')).gi_frame.f_globals }}",
    "{{ ([1] | map('string')).gi_code }}",
    "{% include '/etc/passwd' %}",
    "{% include '../sandbox.py' %}",
    "{% include ['/etc/passwd', '../x'] %}",
    "{% import 'os' as os %}{{ os.environ }}",
    "{% extends '/etc/passwd' %}",
    "{{ get_flashed_messages }}",
    "{{ config }}",
    "{{ request }}",
    "{{ environment }}",
    "{{ words.update({'a': 1}) }}",
    "{{ words.pop('a') }}",
    "{{ words.clear() }}",
    "{{ body.append(1) }}",
    "{{ body.clear() }}",
    "{% do body.clear() %}",
    "{% set words.x = 1 %}",
    "{% debug %}",
    "{% trans %}x{% endtrans %}",
    "{% autoescape false %}<b>{% endautoescape %}",
]
ATTACKS = [*STEPS, *POWERS, *DEPTHS, *REACHING]


def test_there_are_enough_of_them() -> None:
    assert len(ATTACKS) == len(dict.fromkeys(ATTACKS)) >= 99


SOME = range(len(ATTACKS)) if chance.TIMES >= 1 else random.Random(chance.seed()).sample(range(len(ATTACKS)), 70)
"""Those that are tried: all in `make soak`, others at each commit."""


@cache
def _lake() -> World:
    return world_of((HERE / "golden" / "lake.treaty").read_text(encoding="utf-8"), beside=library())[0]


@pytest.mark.law
@pytest.mark.parametrize("number", SOME)
def test_an_attack_ends_soon_and_reaches_nothing(number: int) -> None:
    source, world = ATTACKS[number], _lake()
    draft = world.instruments[world.drafts[0]]
    start = time.process_time()
    try:
        text, _ = render(world, draft, Question(), form="html", language="en", templates={"html/treaty.j2": source})
    except TemplateFault as fault:
        assert fault.name == "html/treaty.j2"
        assert fault.line >= 1
        text = fault.message
    assert time.process_time() - start < _SECONDS
    assert len(text) <= _LONGEST
    for sign in ("<class", "<function", "<module", "<bound method", "root:x:", "site-packages", "object at 0x"):
        assert sign not in text.replace("&lt;", "<")
