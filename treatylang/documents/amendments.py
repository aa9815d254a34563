"""Protocols: what an instruction to replace, insert or delete says in the text of the protocol."""

from __future__ import annotations

from treatylang.documents.citation import figure, readable, title_of
from treatylang.documents.marks import capital, clean
from treatylang.documents.tongue import Tongue
from treatylang.syntax import ast


def amending(tongue: Tongue, part: ast.Amendment) -> str:
    """Return the sentence that introduces an amendment."""
    node = tongue.setting.draft.node
    base = tongue.setting.world.instruments.get(node.amends.text) if node.amends is not None else None
    title = title_of(tongue, base) if base is not None else clean(readable(node.amends.text if node.amends else ""))
    form = (
        f"inserted_{part.side}"
        if part.action == "insert"
        else {"replace": "replaced", "delete": "deleted"}[part.action]
    )
    label = base.labels.get(part.target.text) if base is not None else None
    if label is None:
        target = tongue.grammar.forms["provision_called"].format(clean(readable(part.target.text)))
    elif label.number:
        target = figure(tongue, label.number, capital=False)
    else:
        target = tongue.grammar.forms["definition_of"].format(tongue.grammar.stripped(clean(label.words)))
    return capital(tongue.finish(tongue.grammar.forms[form].format(title, target)))
