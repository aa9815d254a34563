"""The keys of the configuration file as a pydantic model: unknown keys and wrong values are refused with a hint."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from treatylang.workspace import texts
from treatylang.workspace.project import lies_in
from treatylang.workspace.settings import Settings
from treatylang.workspace.texts import shown
from treatylang.workspace.trouble import Misconfigured

Level = Literal["error", "warning", "info"]


class Configuration(BaseModel):
    """The keys of ``treaty.toml`` and of ``[tool.treatylang]``."""

    model_config = ConfigDict(
        extra="forbid", strict=True, alias_generator=lambda name: name.replace("_", "-"), title="treatylang settings"
    )

    select: list[str] = Field(default=[], description="only these rules are applied")
    ignore: list[str] = Field(default=[], description="these rules are not applied")
    severity: dict[str, Level] = Field(default={}, description="the level of a rule, by the name of the rule")
    fail_on: Literal["error", "warning", "info", "never"] = Field(
        default="error", description="the least level of a finding that gives exit code 1"
    )
    libraries: list[str] = Field(default=[], description="folders with laws and vocabularies of your own")
    readings: dict[str, str] = Field(default={}, description="the reading to be applied to a state's law")
    options: dict[str, str] = Field(default={}, description="the option that settles a bracket")
    library_edition: str = Field(default="", description="the edition of the library that drafts are checked with")
    templates: str | None = Field(default=None, description="a folder with templates of your own")


def validated(path: Path, table: dict[str, Any]) -> Settings:
    """Return the settings that a table holds; raises ``Misconfigured`` with what is wrong with the first bad key."""
    try:
        model = Configuration.model_validate(table)
    except ValidationError as problem:
        raise _refusal(path, problem) from problem
    folder = path.absolute().parent
    libraries = tuple(folder / name for name in model.libraries)
    templates = folder / model.templates if model.templates is not None else None
    for key, place in (*(("libraries", one) for one in libraries), *([("templates", templates)] if templates else [])):
        if not lies_in(place, folder):
            raise Misconfigured(
                f"`{key}` in `{shown(path)}` leads out of the folder of that file, to `{shown(place)}`",
                "put the settings into a folder that holds both, and name them with `--config`"
                + ("; or name the templates with `--templates`" if key == "templates" else ""),
            )
    for library in libraries:
        if not texts.is_folder(library):
            raise Misconfigured(
                f"`libraries` in `{shown(path)}` names the folder `{shown(library)}`, which does not exist"
            )
    return Settings(
        tuple(model.select),
        tuple(model.ignore),
        model.severity,
        model.fail_on,
        libraries,
        model.readings,
        model.options,
        templates,
        path,
        model.library_edition,
    )


def _refusal(path: Path, problem: ValidationError) -> Misconfigured:
    error = problem.errors()[0]
    key = ".".join(str(part) for part in error["loc"])
    if error["type"] != "extra_forbidden":
        return Misconfigured(f"`{key}` in `{shown(path)}`: {error['msg'][:1].lower()}{error['msg'][1:]}")
    known = [field.alias or name for name, field in Configuration.model_fields.items()]
    near = get_close_matches(key, known, n=1)
    help = f"did you mean `{near[0]}`?" if near else f"known keys: {', '.join(sorted(known))}"
    return Misconfigured(f"`{key}` in `{shown(path)}` is not a key of the configuration", help)
