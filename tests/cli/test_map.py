"""`treaty map`: pictures and pages that are safe and alike each time, and data that say what the geometry says."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.cli.conftest import Run
from treatylang.documents.maps.labels import Board, Label
from treatylang.documents.maps.projection import RADIUS_KM, Projection, fitting
from treatylang.geography.sphere import polygon

PACT = """
treaty Pact "%s" {
  status      draft;
  drawn-up    at "Geneva" on 2026-11-22;
  party Fiji, Tonga;
  area Zone "%s" = territory of parties;
  area Sheet "the Sheet" = polygon rhumb 10S 170E, 10S 170W, 30S 170W, 30S 170E;
  article "Consultation" as consultation {
    when threat to any party in Zone or threat to any party in Sheet
      each party shall consult the others within 48 hours;
  }
}
"""
HOSTILE = "<script>alert(1)</script> & ]]> 'x'"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """Return a draft that lies on both sides of the antimeridian."""
    path = tmp_path / "pact.treaty"
    path.write_text(PACT % ("Pact of the Isles", "the Zone"), encoding="utf-8")
    return path


def test_picture_is_alike_each_time_and_no_seam_runs_through_it(run: Run, draft: Path) -> None:
    """The same draft gives the same bytes; what crosses the antimeridian is one piece on the sheet."""
    first = run("map", "pact.treaty", "--area", "Sheet", "--no-cache")
    again = run("map", "pact.treaty", "--area", "Sheet", "--no-cache")
    assert (first.code, first.out) == (0, again.out)
    root = ET.fromstring(first.out)
    svg = "{http://www.w3.org/2000/svg}"
    drawn = [p for g in root.iter(f"{svg}g") if g.get("class") == "area" for p in g.iter(f"{svg}path")]
    assert [p.get("d", "").count("M") for p in drawn] == [1]
    texts = [t.text for t in root.iter(f"{svg}text")]
    assert {"Fiji", "Tonga"} <= set(texts)
    assert any(t and t.startswith("The Sheet (") for t in texts)


def test_what_a_draft_says_cannot_break_out(run: Run, tmp_path: Path) -> None:
    """Names are text in picture and page; the page allows only its own script and reaches for nothing."""
    (tmp_path / "pact.treaty").write_text(PACT % (HOSTILE, HOSTILE), encoding="utf-8")
    for form in ("svg", "html"):
        ran = run("map", "pact.treaty", "--area", "Zone", "--to", form)
        assert ran.code == 0, ran.err
        assert "<script>alert" not in ran.out
        assert "&lt;script&gt;alert(1)" in ran.out
        assert not re.search(r"(?:src|href)=|url\((?!#)|https?://(?!www\.w3\.org/2000/svg)", ran.out)
        if form == "svg":
            ET.fromstring(ran.out)
        else:
            assert "default-src 'none'" in ran.out
            assert ran.out.count("<script") == 1


def test_geojson_says_what_the_areas_are(run: Run, draft: Path) -> None:
    """The data have one feature for each area, cut at the antimeridian, within the bounds of the globe."""
    ran = run("map", "pact.treaty", "-o", "pact.geojson")
    assert (ran.code, ran.out) == (0, "")
    found = json.loads((draft.parent / "pact.geojson").read_text(encoding="utf-8"))
    by_name = {f["properties"]["name"]: f for f in found["features"]}
    assert list(by_name) == ["Zone", "Sheet"]
    sheet = by_name["Sheet"]
    assert len(sheet["geometry"]["coordinates"]) == 2
    points = [p for polygon in sheet["geometry"]["coordinates"] for ring in polygon for p in ring]
    assert {abs(x) for x, _ in points} == {170.0, 180.0}
    assert sheet["properties"]["km2"] == pytest.approx(4_611_000, rel=0.02)


def test_comparison_tells_gained_from_lost(run: Run, draft: Path) -> None:
    """What only the later draft covers is gained, what only the earlier one did is lost."""
    old = draft.read_text(encoding="utf-8").replace("10S", "20S")
    (draft.parent / "old.treaty").write_text(old, encoding="utf-8")
    run("map", "pact.treaty", "--compare", "old.treaty", "--area", "Sheet", "-o", "more.geojson")
    run("map", "old.treaty", "--compare", "pact.treaty", "--area", "Sheet", "-o", "less.geojson")
    more, less = (
        {
            f["properties"]["role"]: f["properties"]["km2"]
            for f in json.loads((draft.parent / name).read_text(encoding="utf-8"))["features"]
        }
        for name in ("more.geojson", "less.geojson")
    )
    assert more["lost"] == less["gained"] == 0
    assert more["gained"] == less["lost"] > 2_000_000
    assert more["kept"] == less["kept"] > 2_000_000


def test_png_is_a_picture(run: Run, draft: Path) -> None:
    """The picture is one; without the library, a sentence says what to install and nothing is written."""
    pytest.importorskip("resvg_py")
    assert run("map", "pact.treaty", "--area", "Zone", "--dark", "-o", "pact.png").code == 0
    assert (draft.parent / "pact.png").read_bytes().startswith(b"\x89PNG\r\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--area", "Zon"], "no area `Zon`"),
        (["-o", "map.tiff"], "no form has the ending `.tiff`"),
        (["--to", "png"], "is written to a file"),
        (["--centre", "200"], "`--centre`"),
        (["--centre", "north"], "`--centre`"),
        (["--compare", "missing.treaty"], "missing.treaty"),
    ],
)
def test_what_makes_no_sense_is_refused(run: Run, draft: Path, arguments: list[str], message: str) -> None:
    """Wrong use gives code 2, the reason, and no file."""
    before = sorted(draft.parent.iterdir())
    ran = run("map", "pact.treaty", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert sorted(draft.parent.iterdir()) == before


@pytest.mark.parametrize("projection", [Projection(0.0, -160.0, None), Projection(50.0, -40.0, 80.0)])
def test_areas_keep_their_size_on_the_sheet(projection: Projection) -> None:
    """Both projections keep areas: a box of ten degrees has on the sheet the area it has on the sphere."""
    import math

    import shapely

    for south in (-60.0, 0.0, 40.0, 70.0) if projection.cap is None else (20.0, 40.0, 70.0):
        west = projection.longitude - 15.0
        box = shapely.segmentize(shapely.box(west, south, west + 10.0, south + 10.0), 0.05)
        ring = projection.line(shapely.get_coordinates(box))
        sines = math.sin(math.radians(south + 10.0)) - math.sin(math.radians(south))
        assert shapely.Polygon(ring).area == pytest.approx(RADIUS_KM**2 * math.radians(10.0) * sines, rel=1e-4)


def test_middle_is_that_of_the_subject() -> None:
    """The seam lies opposite to what is shown, wherever that is."""
    pacific = polygon([(120.0, -50.0), (-80.0, -50.0), (-80.0, 50.0), (120.0, 50.0)], "rhumb")
    found = fitting(pacific)
    assert (found.cap, found.longitude) == (None, -160.0)
    small = polygon([(175.0, -20.0), (-175.0, -20.0), (-175.0, -10.0), (175.0, -10.0)], "rhumb")
    near = fitting(small)
    assert near.cap is not None
    assert abs(abs(near.longitude) - 180.0) <= 1.0


def test_labels_do_not_collide() -> None:
    """No label lies on another; one that finds no room is left out."""
    board = Board(300, 200)
    placed = board.put(
        [Label(f"Island {i}", 20 + 37 * i % 260, 15 + 23 * i % 170, 12, "part", off_point=True) for i in range(80)]
    )
    assert 3 < len(placed) < 80
    boxes = board.taken
    for i, (l, t, r, b) in enumerate(boxes):
        assert l >= 0 and t >= 0 and r <= 300 and b <= 200
        assert not any(l < r2 and l2 < r and t < b2 and t2 < b for l2, t2, r2, b2 in boxes[i + 1 :])
