"""`treaty map`: the areas of a treaty as a picture, a page that can be moved and enlarged, or data for maps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from treatylang.api.drawing import Side, drawable, map_as
from treatylang.cli import _endings
from treatylang.cli import _options as options
from treatylang.cli._drafts import Asked, pact
from treatylang.cli._output import remark, say
from treatylang.workspace import write
from treatylang.workspace.trouble import NoVerdict

if TYPE_CHECKING:
    from treatylang.documents.maps import Subject

_ENDINGS = {".svg": "svg", ".png": "png", ".html": "html", ".htm": "html", ".geojson": "geojson", ".json": "geojson"}
_FORMS = ("geojson", "html", "png", "svg")


def command(
    operand: Annotated[str, typer.Argument(metavar="FILE|REV:PATH|-", help="A draft or a treaty.")],
    out: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="Write to this file: .svg, .png, .html or .geojson.")
    ] = "",
    to: Annotated[str, typer.Option("--to", metavar="FORM", help="svg, png, html or geojson.")] = "",
    area: Annotated[list[str], typer.Option("--area", metavar="NAME", help="Only this area; may be repeated.")] = [],  # noqa: B006
    centre: Annotated[
        str, typer.Option("--centre", metavar="LON|LAT,LON", help="The middle of the map: 160W, or 20N,150E.")
    ] = "",
    compare: Annotated[
        str, typer.Option("--compare", metavar="OLD", help="Show what is gained and lost compared with OLD.")
    ] = "",
    on: Annotated[
        str,
        typer.Option(
            "--on",
            "--as-of",
            metavar="DATE",
            help="On this day; if not given, the day of the draft, or today for a treaty.",
        ),
    ] = "",
    dark: Annotated[bool, typer.Option("--dark", help="Light lines on a dark background.")] = False,
    treaty: Annotated[str, typer.Option("--treaty", metavar="NAME", help="Which one, if the file has several.")] = "",
    stdin_filename: options.StdinFilename = "",
    with_party: options.WithParty = [],  # noqa: B006
    brackets: options.Options = [],  # noqa: B006
    config: options.Config = "",
    isolated: options.Isolated = False,
    quiet: options.Quiet = False,
    no_cache: options.NoCache = False,
) -> None:
    """Draw the areas of a treaty.

    Example: treaty map pact.treaty -o pact.html --centre 160W
    """
    form = _endings.form(to, out, _FORMS, _ENDINGS, "")
    if not form:
        if out and out != "-":
            options.refuse(f"`{out}` has no ending that means a kind of map", "end it in .svg, .png, .html or .geojson")
        form = "svg"
    if form == "png" and out in ("", "-"):
        options.refuse("a picture in PNG is written to a file", "name it: `-o map.png`")
    options.day("--on", on)
    middle = _middle(centre) if centre else None
    asked = Asked(on, (), with_party, brackets, config, isolated, not no_cache)
    sides = [_side(operand, stdin_filename, asked, treaty), *([_side(compare, "", asked, treaty)] if compare else [])]
    found = drawable(sides[0], sides[1:], area)
    note = f"compared with `{compare}`" if compare else ""
    if not quiet:
        for text in found.missing:
            remark(f"not drawn: {text}")
    _written(found, form, out, dark, middle, note)


def _side(operand: str, stdin_filename: str, asked: Asked, treaty: str) -> Side:
    """Return a draft and the day on which its areas are drawn."""
    found = pact(operand, stdin_filename, asked, treaty, told=True)
    return found.case, found.instrument, found.day_or(date.today())


def _middle(text: str) -> tuple[float | None, float]:
    """Return the middle that was asked for: a longitude alone, or latitude and longitude."""
    from treatylang.geography.coordinates import NoPlace, longitude, place

    try:
        try:
            return None, longitude(text)
        except NoPlace:
            return place([text])
    except NoPlace as fault:
        options.refuse(f"`--centre`: {fault.message}", fault.help or "write `--centre 160W` or `--centre 20N,150E`")


def _written(
    found: Subject, form: str, out: str, dark: bool, middle: tuple[float | None, float] | None, note: str
) -> None:
    from treatylang.documents.maps import Look, draw

    look = Look(dark, middle, note)
    if form == "png":
        png = _converter()
        write(Path(out), png(draw(found, look)))
        return
    text = map_as(found, form, look)
    if out and out != "-":
        write(Path(out), text)
    else:
        say(text, whole=True)


def _converter() -> Callable[[str], bytes]:
    """Return what turns SVG into PNG; it is not installed unless it was asked for."""
    try:
        from resvg_py import svg_to_bytes
    except ImportError:
        raise NoVerdict(
            "pictures in PNG need `resvg-py`", "install `treatylang[png]`, or write .svg or .html instead"
        ) from None
    return lambda svg: bytes(svg_to_bytes(svg_string=svg))
