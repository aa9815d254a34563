"""Pages as a browser lays them out: on a phone nothing is wider than the screen, whatever the page is of."""

from __future__ import annotations

import html
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests import chance, treaty

ROOT = Path(__file__).parents[2]
EXAMPLE = str(ROOT / "examples" / "asia-pacific.treaty")
PACT = """
treaty Pact "Treaty of Mutual Assistance between the States of the Indian Ocean and of the South Atlantic" {
  drawn-up at "Port Louis" on 2026-11-22;
  party Mauritius, Madagascar, "South Africa", Namibia;
  article "Consultation and common measures" as talks {
    when threat to territorial-integrity, political-independence of any party the parties shall consult each other;
  }
  article "Assistance" as help {
    when armed-attack on any party each other party shall use-force within 48 hours;
  }
}
"""
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NARROW = 320
"""The width in pixels of the narrowest phones in use."""

TABLES = {
    "ask": ("ask", EXAMPLE, "armed-attack on territory of Japan by China", "--format", "html"),
    "brackets": ("brackets", EXAMPLE, "--format", "html"),
    "candidates": ("candidates", EXAMPLE, "Mongolia", "--format", "html"),
    "cures": ("cures", EXAMPLE, "--format", "html"),
    "decisions": ("decisions", EXAMPLE, "--format", "html"),
    "instruments": ("instruments", "--format", "html"),
    "profile": ("profile", EXAMPLE, "--format", "html"),
    "sweep": ("sweep", EXAMPLE, "--format", "html"),
    "timeline": ("timeline", EXAMPLE, "--format", "html"),
}
MAKERS = {
    "brief": ("brief", "pact.treaty", "-o", "brief.html"),
    "check": ("check", EXAMPLE, "--format", "html"),
    "diff": ("diff", "pact.treaty", "new.treaty", "--format", "html"),
    "guarantees": ("guarantees", EXAMPLE, "--format", "html"),
    "redline": ("redline", "pact.treaty", "new.treaty", "-o", "redline.html"),
    "render": ("render", EXAMPLE, "--to", "html", "-o", "render.html"),
}
"""One page of each kind that is made in a way of its own; tables are made in one way, `guarantees` the widest."""

MEASURE = """
<script>
window.onload = () => {
  const found = {};
  for (const frame of document.querySelectorAll("iframe")) {
    const page = frame.contentDocument;
    const wide = [...page.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > WIDTH + 1);
    const last = wide.length ? wide[wide.length - 1].outerHTML.slice(0, 200) : "";
    found[frame.id] = [page.documentElement.scrollWidth, page.body.innerText.length, last];
  }
  document.body.innerHTML = "<pre>" + JSON.stringify(found).replace(/&/g, "&amp;").replace(/</g, "&lt;") + "</pre>";
};
</script>
"""


@pytest.mark.skipif(BROWSER is None, reason="no browser is installed: as root, `make packages`")
def test_no_page_is_wider_than_a_phone(tmp_path: Path) -> None:
    (tmp_path / "pact.treaty").write_text(PACT, encoding="utf-8")
    (tmp_path / "new.treaty").write_text(PACT.replace("use-force within 48", "assist within 24"), encoding="utf-8")
    pages = {**MAKERS, **dict(chance.some(sorted(TABLES.items()), 1))}
    for name, arguments in pages.items():
        ran = treaty.run(*arguments, folder=tmp_path)
        assert ran.code in (0, 1), ran.err
        if ran.out.lstrip().startswith("<!"):
            (tmp_path / f"{name}.html").write_text(ran.out, encoding="utf-8")
    frames = "".join(f'<iframe id="{name}" src="{name}.html" width="{NARROW}" height="640"></iframe>' for name in pages)
    whole = f"<!doctype html><body>{frames}{MEASURE.replace('WIDTH', str(NARROW))}</body>"
    (tmp_path / "phones.html").write_text(whole, encoding="utf-8")
    found = _measured(tmp_path / "phones.html")
    assert set(found) == set(pages)
    for name, (width, length, widest) in found.items():
        assert length > 100, f"the page of `treaty {name}` shows nothing"
        assert width <= NARROW, f"the page of `treaty {name}` is {width} pixels wide, because of {widest}"


def _measured(page: Path) -> dict[str, tuple[int, int, str]]:
    """Open a page that measures others beside it, and return what it has found: width, letters, what is widest."""
    done = subprocess.run(
        [
            BROWSER or "chromium",
            *("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
            f"--user-data-dir={page.parent / 'profile'}",
            "--allow-file-access-from-files",
            "--virtual-time-budget=20000",
            "--dump-dom",
            page.as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=120,
    )
    shown = done.stdout.partition("<pre>")[2].partition("</pre>")[0]
    assert shown, done.stderr
    measured: dict[str, tuple[int, int, str]] = json.loads(html.unescape(shown))
    return measured
