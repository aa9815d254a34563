"""Where templates run: no files, no Python, and an end to every loop, whoever wrote the template."""

from __future__ import annotations

import functools
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

_STEPS = 250_000
"""The budget of a template: a step of it takes some microseconds."""
_STEPS_OF_TEXT = 30
"""How many steps it may take besides for each element of what is printed."""
_LONGEST = 1_000_000
_OUTPUT = 20_000_000
_SOURCE = 100_000
_PIECES = 20_000
"""Of how many expressions and blocks a template has at the most."""
_NESTED = 12
"""How deep its blocks may lie within each other; Jinja's own work doubles with each level."""
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
_DEEPEST = 100
"""How deep values may lie within each other."""
_DEAR = {"groupby": 8, "dictsort": 2, "sort": 2, "unique": 2}
"""How many times the usual price filters cost that sort, or ask each element for something."""
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
        self._own = bool(own)
        self._left = _STEPS
        self._cost = 1 + max((len(text) for text in own.values()), default=0) // 200
        self.globals = {"range": self._range}
        usual: dict[str, Any] = dict(self.filters)
        tests: dict[str, Any] = dict(self.tests)
        self.filters = {name: self._paid(usual[name], _DEAR.get(name, 1)) for name in usual if name in _FILTERS}
        self.filters |= {"join": self._join, "steps": _steps, "weighed": _weighed, "string": self._string, **filters}
        self.tests = {name: self._paid(tests[name]) for name in tests if name in _TESTS}

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
        _refuse_deep(tree, filename)
        _weigh_in(tree)
        return tree

    def _compile(self, source: str, filename: str) -> Any:
        try:
            return super()._compile(source, filename)
        except (SyntaxError, MemoryError, RecursionError, ValueError) as fault:
            # What Jinja lets through and Python cannot take: too many blocks or brackets within each other.
            raise TemplateSyntaxError("the template is too deep", 1, filename=filename) from fault

    def weigh(self, value: Any) -> int:
        """Take from the budget what looking at a whole value costs; return how many elements it has, all told."""
        size = _size(value, self._left)
        self.spend(1 + size // 5)
        return size

    def _paid(self, call: Callable[..., Any], times: int = 1) -> Callable[..., Any]:
        """Return a filter or a test that takes from the budget what its values and its result weigh."""

        @functools.wraps(call)
        def paid(*args: Any, **more: Any) -> Any:
            for one in (*args, *more.values()) * times:
                self.weigh(one)
            result = call(*args, **more)
            self.weigh(result)
            return result

        return paid

    def _string(self, value: Any) -> Any:
        self.weigh(value)
        return value if isinstance(value, Markup) else bounded(str(value))

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805  # as jinja2 names them
        """Call what a template calls, at a cost."""
        __self.spend(__self._cost)
        owner = getattr(__obj, "__self__", None)
        if isinstance(owner, (str, Mapping)):
            __self.weigh(owner)
        return super().call(__context, __obj, *args, **kwargs)

    def get_template(self, *args: Any, **kwargs: Any) -> Any:
        """Return a template, at a cost: each inclusion asks here."""
        self.spend(self._cost)
        return super().get_template(*args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Carry out what would let texts or numbers grow beyond measure, only where they stay small."""
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            self.spend((len(left) + len(right)) // 100)
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
        if not isinstance(value, str):
            self.weigh(value)
        text = value if isinstance(value, Markup) else self._harmless(value)
        self.spend(1 + len(text) // 10)
        return text

    def fill(self, name: str, values: Mapping[str, Any]) -> str:
        """Return what a template makes of some plain data; ``TemplateFault`` if a user's template cannot."""
        pieces: list[str] = []
        size = 0
        self._left += _STEPS_OF_TEXT * _size(values, _OUTPUT)
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
            NameError,
            SyntaxError,
            MemoryError,
            RecursionError,
        ) as fault:
            line, where = _place(fault)
            if not where and (self._own or isinstance(fault, SecurityError)):
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


def _size(value: Any, most: int) -> int:
    """Return how many elements a value has, those within its elements too, and a quarter of the signs of its texts.

    A list may hold another many times over: it is counted each time, since whatever looks at it does so each time.
    Counting ends soon after ``most``, and where values are too deep for anything to look at them.
    """
    size = 0
    stack: list[tuple[Any, int]] = [(value, 0)]
    while stack and size <= 5 * most:
        one, depth = stack.pop()
        if depth > _DEEPEST:
            raise SecurityError("a value of the template is too deep")
        if isinstance(one, str):
            size += 1 + len(one) // 4
        elif isinstance(one, range):
            size += 1 + len(one)
        elif isinstance(one, Mapping):
            size += 1 + len(one)
            stack.extend((inner, depth + 1) for inner in one.values() if not isinstance(inner, (int, float)))
        elif isinstance(one, (list, tuple)):
            size += 1 + len(one)
            stack.extend((inner, depth + 1) for inner in one if not isinstance(inner, (int, float)))
        else:
            size += 1
    return size


@pass_context
def _weighed(context: Context, value: Any) -> Any:
    """Return a value as it is, paid for by its weight: what is compared, cut, put together."""
    if isinstance(context.environment, Sandbox):
        context.environment.weigh(value)
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


def _weigh_in(tree: nodes.Node) -> None:
    """Put a measure around whatever grows or is looked at without a filter: `a ~ b`, `a == b`, `a[1:]`.

    Trees may be deep: this goes down without calls.
    """
    stack = [tree]
    while stack:
        node = stack.pop()
        stack.extend(node.iter_child_nodes())
        for name, value in node.iter_fields():
            if isinstance(value, nodes.Node) and _is_weighed(value):
                setattr(node, name, _filtered(value, "weighed"))
            elif isinstance(value, list):
                value[:] = [
                    _filtered(v, "weighed") if isinstance(v, nodes.Node) and _is_weighed(v) else v for v in value
                ]
        if isinstance(node, nodes.Compare):
            node.expr = _filtered(node.expr, "weighed")
            for operand in node.ops:
                operand.expr = _filtered(operand.expr, "weighed")


_BLOCKS = (nodes.For, nodes.If, nodes.Macro, nodes.CallBlock, nodes.FilterBlock, nodes.Block, nodes.AssignBlock)


def _refuse_deep(tree: nodes.Template, filename: str | None) -> None:
    """Refuse a template of more pieces, or with blocks or expressions deeper within each other, than any needs."""
    stack: list[tuple[nodes.Node, int, int]] = [(tree, 0, 0)]
    pieces = 0
    while stack:
        node, blocks, depth = stack.pop()
        pieces += 1
        blocks += isinstance(node, (*_BLOCKS, nodes.With))
        if blocks > _NESTED or depth > _DEEPEST:
            raise TemplateSyntaxError("the template is too deep", node.lineno or 1, filename=filename)
        if pieces > _PIECES:
            raise TemplateSyntaxError(f"a template has at most {_PIECES:,} pieces", node.lineno or 1, filename=filename)
        stack.extend((inner, blocks, depth + 1) for inner in node.iter_child_nodes())


def _is_weighed(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Getitem):
        return isinstance(node.arg, nodes.Slice)
    return isinstance(node, nodes.Concat)


def _place(fault: BaseException) -> tuple[int, str]:
    """Return the innermost line of a template that a fault went through."""
    for frame in reversed(traceback.extract_tb(fault.__traceback__)):
        if frame.filename.startswith(_PREFIX):
            return frame.lineno or 1, frame.filename.removeprefix(_PREFIX)
    return 1, ""
