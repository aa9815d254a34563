"""The parts of a Word file beside its text: styles, the page number, the list of parts; packed without a clock."""

from __future__ import annotations

import zipfile
from functools import cache
from importlib.resources import files
from io import BytesIO
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

from treatylang.documents.paragraphs import writable
from treatylang.documents.word.body import R, W, element, tag

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_PARTS = {"document": "document.main", "styles": "styles", "settings": "settings", "footer": "footer"}
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest day that an archive can name: it says that none is meant."""


def packed(body: ET.Element, title: str, language: str, author: str = "", day: str = "") -> bytes:
    """Return the bytes of the file; the same body, title, language, author and day (ISO) give the same bytes."""
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(
            {"document": (f"{_RELATION}/officeDocument", "word/document.xml")}
            | {"core": (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")}
        ),
        "docProps/core.xml": _core(title, language, author, day),
        "word/_rels/document.xml.rels": _relations(
            {name: (f"{_RELATION}/{name}", f"{name}.xml") for name in _PARTS if name != "document"}
        ),
        "word/document.xml": _text(element("document", body)),
        "word/styles.xml": _styles(language),
        "word/settings.xml": _text(
            element(
                "settings",
                element("defaultTabStop", val="567"),
                element(
                    "compat",
                    ET.Element(
                        tag("compatSetting"),
                        {
                            tag("name"): "compatibilityMode",
                            tag("uri"): "http://schemas.microsoft.com/office/word",
                            tag("val"): "15",
                        },
                    ),
                ),
            )
        ),
        "word/footer.xml": _text(_footer()),
    }
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # the same on every system
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, text.encode("utf-8"))
    return stream.getvalue()


def _text(root: ET.Element) -> str:
    ET.register_namespace("w", W)
    ET.register_namespace("r", R)
    return _HEAD + ET.tostring(root, encoding="unicode")


def _types() -> str:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}{kind}+xml"/>' for name, kind in _PARTS.items()
    )
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'{overrides}<Override PartName="/docProps/core.xml" ContentType="{core}"/></Types>'
    )


def _relations(found: dict[str, tuple[str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{place}"/>' for name, (kind, place) in found.items()
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def _core(title: str, language: str, author: str, day: str) -> str:
    moment = f"{day}T00:00:00Z"
    dated = "".join(
        f'<dcterms:{word} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{word}>' for word in ("created", "modified")
    )
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(writable(title))}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        f"<dc:language>{escape(language)}</dc:language>{dated if day else ''}</cp:coreProperties>"
    )


@cache
def _shipped_styles() -> str:
    return (files("treatylang.documents.word") / "styles.xml").read_text(encoding="utf-8")


def _styles(language: str) -> str:
    return _shipped_styles().replace("LANGUAGE", escape(language, {'"': "&quot;"}))


def _footer() -> ET.Element:
    field = ET.Element(tag("fldSimple"), {tag("instr"): " PAGE "})
    number = element("t")
    number.text = "2"
    field.append(element("r", number))
    return element("ftr", element("p", element("pPr", element("pStyle", val="Footer")), field))
