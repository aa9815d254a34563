"""Areas: points against raw shapely, owners against a bare search tree, and how long areas take to build."""

from __future__ import annotations

import numpy as np
import shapely
from pyproj import Geod
from yardstick import seconds

from treatylang.geography import boundaries, cells_of, open_globe
from treatylang.geography.belts import within
from treatylang.geography.gazetteer import folded
from treatylang.geography.globe import Globe
from treatylang.geography.shape import Shape
from treatylang.geography.sphere import NM

NATO = (
    "USA CAN GBR FRA ITA PRT NOR DNK ISL BEL NLD LUX GRC TUR DEU ESP "
    "POL CZE HUN BGR EST LVA LTU ROU SVK SVN ALB HRV MNE MKD FIN SWE"
).split()


def article_six(globe: Globe) -> Shape:
    """Return the land of Article 6 of the North Atlantic Treaty as it stands."""
    parties = [Shape(globe.held(code, "territory", None, administered=False)) for code in NATO]
    whole = Shape(shapely.disjoint_subset_union_all([party.geometry for party in parties]))
    home = Shape(
        shapely.disjoint_subset_union_all(
            [globe.region(globe.names.regions[folded(n)]) for n in ("Europe", "NorthAmerica")]
        )
    )
    _, limits = globe.sea("North Atlantic Ocean") or (None, None)
    north = Shape(shapely.intersection(limits, shapely.box(-180, 23.4366, 180, 90)))
    islands = Shape(
        shapely.disjoint_subset_union_all([globe.held(code, "islands", None, administered=True) for code in NATO])
    )
    turkey = Shape(globe.held("TUR", "territory", None, administered=False))
    return whole.within(home).plus(turkey).plus(islands.within(north))


def points(scope: Shape) -> None:
    rng = np.random.default_rng(1)
    count = 1_000_000
    latitude, longitude = np.degrees(np.arcsin(rng.uniform(-1, 1, count))), rng.uniform(-180, 180, count)
    shapely.prepare(scope.geometry)
    small = Shape(scope.geometry)
    small._indexed.LARGE = count + 1  # no raster
    raw = seconds(lambda: shapely.intersects_xy(scope.geometry, longitude, latitude), 3)
    plain = seconds(lambda: small.contains(latitude, longitude), 3)
    first = seconds(lambda: scope.contains(latitude, longitude))
    indexed = seconds(lambda: scope.contains(latitude, longitude), 3)
    same = (scope.contains(latitude, longitude) == shapely.intersects_xy(scope.geometry, longitude, latitude)).all()
    print(f"points in scope, vectorised:   {raw / plain:6.2f} x raw shapely   (to reach: 0.85)")
    print(f"  with the raster:             {raw / indexed:6.2f} x raw shapely   (to reach: 5), equal answers: {same}")
    print(f"  and its making in the time:  {raw / first:6.2f} x raw shapely")
    some = [(float(a), float(o)) for a, o in zip(latitude[:20_000], longitude[:20_000], strict=True)]
    theirs = seconds(lambda: [bool(shapely.intersects_xy(scope.geometry, o, a)) for a, o in some], 3)
    ours = seconds(lambda: [scope.contains(a, o) for a, o in some], 3)
    print(f"points one by one:             {theirs / ours:6.2f} x raw shapely   (to reach: 0.5)")


def owners(globe: Globe) -> None:
    rng = np.random.default_rng(2)
    count, few = 400_000, 20_000
    latitude, longitude = np.degrees(np.arcsin(rng.uniform(-1, 1, count))), rng.uniform(-180, 180, count)
    cut = seconds(lambda: globe.boundaries_at(latitude, longitude))
    ours = seconds(lambda: globe.boundaries_at(latitude, longitude), 3)
    tree, dots = globe.boundaries.tree, shapely.points(longitude[:few], latitude[:few])
    bare = seconds(lambda: tree.query(dots, predicate="intersects")) * count / few
    print(f"which state:                  {bare / ours:6.1f} x a bare tree   (to reach: 20); cut once: {cut:.2f} s")


def belts(globe: Globe) -> None:
    japan = globe.held("JPN", "land", None, administered=True)
    raw = seconds(lambda: globe.belt(japan, 200, to_equidistance=False), 3)
    cut = seconds(lambda: globe.belt(japan, 200))
    rim = shapely.get_coordinates(shapely.get_rings(shapely.get_parts(within(japan, 200))))[::40]
    coast = shapely.get_coordinates(shapely.segmentize(japan, 0.01))
    geod, worst = Geod(ellps="WGS84"), 0.0
    for lon, lat in rim:
        near = coast[np.hypot((coast[:, 0] - lon) * np.cos(np.radians(lat)), coast[:, 1] - lat) < 4.0]
        miles = geod.inv(np.full(len(near), lon), np.full(len(near), lat), near[:, 0], near[:, 1])[2].min() / NM
        worst = max(worst, abs(miles - 200.0))
    print(f"Japan's belt of 200 nm:        {raw:6.2f} s   (at most: 0.5); worst error {worst:.3f} nm (at most: 0.2)")
    print(f"  cut at the equidistance:     {cut:6.2f} s")


def main() -> None:
    boundaries.load.cache_clear()
    load = seconds(boundaries.load)
    again = min(load, *(seconds(lambda: (boundaries.load.cache_clear(), boundaries.load())) for _ in range(3)))
    print(f"reading the boundaries:        {load * 1000:6.0f} ms, at best {again * 1000:.0f}   (at most: 100)")
    globe = open_globe()
    built: list[Shape] = []
    print(f"NATO's Article 6:              {seconds(lambda: built.append(article_six(globe))):6.2f} s   (at most: 2)")
    scope = built[0]
    older = Shape(shapely.difference(scope.geometry, globe.held("SWE", "territory", None, administered=False)))
    print(f"difference of two scopes:      {seconds(lambda: scope.minus(older), 3):6.2f} s   (at most: 0.3)")
    points(scope)
    owners(globe)
    belts(globe)
    named = {"Area": scope, "Sea": Shape((globe.sea("North Atlantic Ocean") or (scope.geometry,))[0])}
    few = seconds(lambda: cells_of(globe, named, tell_apart=frozenset(NATO)))
    print(f"cells of two areas:            {few:6.2f} s")


if __name__ == "__main__":
    main()
