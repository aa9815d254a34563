"""From an instrument to the text of a treaty: Markdown, HTML or plain text, in one of its languages."""

from __future__ import annotations

from collections.abc import Mapping

from treatylang.documents.compose import compose
from treatylang.documents.definitions import spoken_areas
from treatylang.documents.languages import grammar
from treatylang.documents.layout import FORMS, lay_out
from treatylang.documents.outline import Outline
from treatylang.documents.sandbox import TemplateFault
from treatylang.documents.setting import Setting
from treatylang.documents.tongue import Tongue
from treatylang.findings import Finding
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question

__all__ = ["FORMS", "TemplateFault", "areas", "outline", "render"]

_FALLBACK = "en"


def render(
    world: World,
    draft: Instrument,
    question: Question,
    *,
    form: str,
    language: str,
    templates: Mapping[str, str] | None = None,
) -> tuple[str, tuple[Finding, ...]]:
    """Return the text of a draft, and what is missing in it.

    ``form`` is markdown, html or text; ``language`` a code such as ``en``; ``question.options`` settles brackets and
    ``question.as_of`` chooses among dated definitions; ``templates`` maps names such as ``html/treaty.j2`` to sources
    that take the place of those that are shipped, which stay at ``builtin/html/treaty.j2``. Raises ``TemplateFault``
    where such a template cannot be used.
    """
    text, findings = outline(world, draft, question, language=language)
    return lay_out(text, form, templates or {}), findings


def areas(world: World, draft: Instrument, question: Question) -> tuple[tuple[str, str], ...]:
    """Return what each area of a draft is called and what it means, in English and as plain text."""
    found = grammar(_FALLBACK)
    assert found is not None
    return spoken_areas(Tongue(Setting(world, draft, question, _FALLBACK), found))


def outline(
    world: World, draft: Instrument, question: Question, *, language: str
) -> tuple[Outline, tuple[Finding, ...]]:
    """Return the outline of the text of a draft, before any format, and what is missing in it."""
    spoken = grammar(language)
    found = spoken or grammar(_FALLBACK)
    if found is None:
        raise LookupError(f"no grammar for {_FALLBACK}")
    setting = Setting(world, draft, question, language, spoken=spoken is not None)
    if spoken is None:
        setting.missing("", "sentences cannot be written", draft.node.title.span)
    composed = compose(Tongue(setting, found))
    return composed, tuple(setting.findings)
