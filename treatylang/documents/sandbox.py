"""Where templates run: no files, no Python, and an end to every loop, whoever wrote the template."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from jinja2 import (
    BaseLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    nodes,
    pass_context,
)
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

_STEPS = 2_000_000
_LONGEST = 1_000_000
_OUTPUT = 20_000_000
_SOURCE = 200_000
_TEXT_METHODS = frozenset(
    {"upper", "lower", "title", "capitalize", "strip", "lstrip", "rstrip", "startswith", "endswith"}
)
_FILTERS = frozenset(
    {"upper", "lower", "capitalize", "trim", "length", "count", "first", "last", "list", "default", "d", "escape", "e"}
    | {
        "safe",
        "sort",
        "reverse",
        "unique",
        "select",
        "reject",
        "selectattr",
        "rejectattr",
        "map",
        "int",
        "string",
        "abs",
    }
    | {"dictsort", "items", "groupby", "title", "attr"}
) - {"attr"}
_TESTS = frozenset(
    {
        "defined",
        "undefined",
        "none",
        "string",
        "number",
        "mapping",
        "sequence",
        "iterable",
        "odd",
        "even",
        "divisibleby",
    }
    | {"eq", "ne", "lt", "le", "gt", "ge", "==", "!=", "<", "<=", ">", ">=", "equalto", "in", "true", "false", "sameas"}
    | {"boolean", "integer", "lower", "upper", "greaterthan", "lessthan"}
)
_PREFIX = "template:"


class TemplateFault(Exception):
    """A template that cannot be used: what is wrong, on which line of which template."""

    def __init__(self, message: str, line: int, name: str) -> None:
        super().__init__(f"{name}:{line}: {message}")
        self.message = message
        self.line = line
        self.name = name


class _Loader(BaseLoader):
    """Templates by name; what the user hands in hides what is shipped, which stays at ``builtin/NAME``."""

    def __init__(self, shipped: Mapping[str, str], own: Mapping[str, str]) -> None:
        self._shipped = shipped
        self._own = own

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return the source of a template, and that it never changes."""
        del environment
        text = self._own.get(template)
        if text is None:
            text = self._shipped.get(template.removeprefix("builtin/"))
        if text is None:
            raise TemplateNotFound(template)
        return text, _PREFIX + template, lambda: True


class Sandbox(ImmutableSandboxedEnvironment):
    """A Jinja environment for one rendering; its budget of steps is spent by loops, calls, inclusions and output.

    ``escape`` makes any text harmless in the format at hand; it is applied to whatever a template prints.
    """

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(
        self,
        shipped: Mapping[str, str],
        own: Mapping[str, str],
        escape: Callable[[str], str],
        filters: Mapping[str, Any],
    ) -> None:
        for name, text in own.items():
            if len(text) > _SOURCE:
                raise TemplateFault(f"a template has at most {_SOURCE:,} characters", 1, name)
        super().__init__(
            loader=_Loader(shipped, own),
            undefined=StrictUndefined,
            autoescape=True,
            finalize=self._finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._escape = escape
        self._left = _STEPS
        self._cost = 1 + max((len(text) for text in own.values()), default=0) // 200
        self.globals = {"range": self._range}
        self.filters = {name: call for name, call in self.filters.items() if name in _FILTERS}
        self.filters |= {"join": self._join, "steps": _steps, "bounded": _bounded, **filters}
        self.tests = {name: test for name, test in self.tests.items() if name in _TESTS}

    # -- what may be reached --

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Return whether a template may ask a value for an attribute: a few methods of texts and mappings only."""
        if isinstance(obj, str):
            return attr in _TEXT_METHODS
        if isinstance(obj, Mapping):
            return attr in ("items", "keys", "values", "get")
        return isinstance(obj, (list, tuple)) is False and super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> Any:
        """Return nothing: templates have no ``format``, with which a short text could ask for a very long one."""
        del value

    # -- what may be spent --

    def spend(self, steps: int) -> None:
        """Take steps from the budget; a template that has spent it is stopped."""
        self._left -= steps
        if self._left < 0:
            raise SecurityError("the template does not come to an end")

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for loop in list(tree.find_all(nodes.For)):
            loop.iter = _filtered(loop.iter, "steps")
        _bound_joined(tree)
        return tree

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805  # as jinja2 names them
        """Call what a template calls, at a cost."""
        __self.spend(__self._cost)
        return super().call(__context, __obj, *args, **kwargs)

    def get_template(self, *args: Any, **kwargs: Any) -> Any:
        """Return a template, at a cost: each inclusion asks here."""
        self.spend(self._cost)
        return super().get_template(*args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Carry out what would let texts or numbers grow beyond measure, only where they stay small."""
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            return bounded(left + right)
        numbers = isinstance(left, (int, float)) and isinstance(right, (int, float))
        if operator in ("+", "*", "%") and numbers and max(abs(left), abs(right)) < 1e9:
            return super().call_binop(context, operator, left, right)
        raise SecurityError(f"`{operator}` is for numbers below a thousand million")

    def _range(self, *args: int) -> range:
        found = range(*args)
        if len(found) > 10_000:
            raise SecurityError("a range has at most 10,000 members")
        return found

    def _join(self, values: Iterable[Any], separator: str = "") -> Any:
        escaped = []
        size = 0
        for value in values:
            text = value if isinstance(value, Markup) else self._harmless(value)
            size += len(text) + len(separator)
            if size > _LONGEST:
                raise SecurityError("a text of the template grows too long")
            escaped.append(text)
        glue = separator if isinstance(separator, Markup) else self._harmless(separator)
        return glue.join(escaped)

    def _harmless(self, value: Any) -> Markup:
        return Markup(self._escape(str(value)))  # noqa: S704  # escaped by the format at hand

    @pass_context  # or constants would be escaped for HTML before they come here
    def _finalize(self, _context: Context, value: Any) -> Any:
        if isinstance(value, StrictUndefined):
            return value
        text = value if isinstance(value, Markup) else self._harmless(value)
        self.spend(len(text) // 10)
        return text

    def fill(self, name: str, values: Mapping[str, Any]) -> str:
        """Return what a template makes of some plain data; ``TemplateFault`` if a user's template cannot."""
        pieces: list[str] = []
        size = 0
        try:
            for piece in self.get_template(name).generate(values):
                size += len(piece)
                if size > _OUTPUT:
                    raise SecurityError("the text of the template grows too long")
                pieces.append(piece)
        except TemplateNotFound as fault:
            line, where = _place(fault)
            raise TemplateFault(f"there is no template `{fault.name}`", line, where or name) from None
        except TemplateSyntaxError as fault:
            shown = (fault.filename or fault.name or name).removeprefix(_PREFIX)
            raise TemplateFault(fault.message or "not a template", fault.lineno, shown) from None
        except (
            TemplateError,
            TypeError,
            ValueError,
            ArithmeticError,
            LookupError,
            AttributeError,
            RecursionError,
        ) as fault:
            line, where = _place(fault)
            if not where and isinstance(fault, SecurityError):
                where = name
            if not where:
                raise
            message = str(fault) or type(fault).__name__
            raise TemplateFault("too deep" if isinstance(fault, RecursionError) else message, line, where) from None
        return "".join(pieces)


def bounded(value: Any) -> Any:
    """Return a text as it is, unless it grew beyond all measure."""
    if isinstance(value, str) and len(value) > _LONGEST:
        raise SecurityError("a text of the template grows too long")
    return value


@pass_context
def _bounded(_context: Context, value: Any) -> Any:
    return bounded(value)


@pass_context
def _steps(context: Context, values: Iterable[Any]) -> Iterator[Any]:
    environment = context.environment
    if isinstance(values, StrictUndefined) or not isinstance(environment, Sandbox):
        return iter(values)
    return _counted(environment, values)


def _counted(environment: Sandbox, values: Iterable[Any]) -> Iterator[Any]:
    for value in values:
        environment.spend(environment._cost)
        yield value


def _filtered(node: nodes.Node, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def _bound_joined(node: nodes.Node) -> None:
    """Put a measure around every ``a ~ b``, which would double a text with each use."""
    for name, value in node.iter_fields():
        if isinstance(value, nodes.Concat):
            setattr(node, name, _filtered(value, "bounded"))
        elif isinstance(value, list):
            value[:] = [_filtered(v, "bounded") if isinstance(v, nodes.Concat) else v for v in value]
    for child in node.iter_child_nodes():
        inner = child.node if isinstance(child, nodes.Filter) and child.name == "bounded" else child
        if inner is not None:
            _bound_joined(inner)


def _place(fault: BaseException) -> tuple[int, str]:
    """Return the innermost line of a template that a fault went through."""
    for frame in reversed(traceback.extract_tb(fault.__traceback__)):
        if frame.filename.startswith(_PREFIX):
            return frame.lineno or 1, frame.filename.removeprefix(_PREFIX)
    return 1, ""
