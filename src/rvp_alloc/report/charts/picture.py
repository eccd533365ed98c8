"""Picture: a chart as SVG, PNG or Vega-Lite, by itself: no network, no script, the same bytes every time.

The SVG can stand inside a page, also beside others: it has a role, a title and a description, and no ids or classes that
could clash with those of the page.
"""

import json
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from rvp_alloc.extras import load
from rvp_alloc.files import unknown_ending, write_file
from rvp_alloc.report.charts.frame import nothing_to_show

if TYPE_CHECKING:
    from altair import TopLevelMixin

_LARGEST_SCALE = 10
_SVG = "http://www.w3.org/2000/svg"
_READ_ALREADY = ("title", "subtitle")
"""Text of its own, which the engine would announce in English."""
_VERSION = "6.4"  # of Vega-Lite: named, so that a newer one in vl-convert changes no picture unasked


def alternative_text(chart: "TopLevelMixin") -> str:
    """Return what the chart shows, in words and with its main figures: for the ``alt`` of an image.

    Examples
    --------
    >>> from rvp_alloc import allocate, load_region
    >>> from rvp_alloc.report.charts import layers
    >>> alternative_text(layers(allocate(load_region("amsterdam-2022"), new_fte=71), "en"))[:44]
    'New fte per team, and why. Stacked bars: 71 '
    """
    meta = _meta(chart)
    return f"{meta['title']}. {meta['description']}"


def svg(chart: "TopLevelMixin") -> str:
    """Return the chart as SVG text, safe to put into a page as it is.

    Parameters
    ----------
    chart
        A chart of this package, changed or not.

    Raises
    ------
    RequestError
        If the chart is none of this package.
    MissingPackageError
        If vl-convert is not installed.

    Examples
    --------
    >>> from rvp_alloc import allocate, load_region
    >>> from rvp_alloc.report.charts import layers
    >>> text = svg(layers(allocate(load_region("amsterdam-2022"), new_fte=71), "nl"))
    >>> text[:38], "id=" in text
    ('<svg xmlns="http://www.w3.org/2000/svg', False)
    """
    meta = _meta(chart)
    convert = load("vl_convert", "report")
    specification = _specification(chart)
    drawn = convert.vegalite_to_svg(specification, vl_version=_VERSION, allowed_base_urls=[])
    ET.register_namespace("", _SVG)
    root = ET.fromstring(drawn)  # noqa: S314  (what was drawn here a moment ago)
    for element in list(root.iter()):
        _plain(element)
    _name_anew(root, specification)
    _explain(root, meta)
    return ET.tostring(root, encoding="unicode")


def png(chart: "TopLevelMixin", scale: float = 2) -> bytes:
    """Return the chart as a PNG image; with scale 2 it is sharp at the width of a page.

    Raises
    ------
    RequestError
        If the chart is none of this package, or the scale is not above 0 and at most 10.
    MissingPackageError
        If vl-convert is not installed.
    """
    if not (isinstance(scale, int | float) and 0 < scale <= _LARGEST_SCALE):
        raise nothing_to_show(
            f"a scale of {scale!r} gives no image", f"Give a number above 0, at most {_LARGEST_SCALE}"
        )
    drawn: bytes = load("vl_convert", "report").svg_to_png(svg(chart), scale=scale)
    return drawn


def save_chart(chart: "TopLevelMixin", path: str | Path, *, overwrite: bool = False) -> Path:
    """Write the chart to an ``.svg``, ``.png`` or ``.json`` file (its Vega-Lite specification).

    Raises
    ------
    RequestError
        If the name has another ending, the file exists and is not to be overwritten, or cannot be written.
    """
    path = Path(path)
    kinds = {".svg": lambda: svg(chart).encode(), ".png": lambda: png(chart), ".json": lambda: _json(chart).encode()}
    if path.suffix.lower() not in kinds:
        raise unknown_ending(path, *kinds)
    write_file(path, kinds[path.suffix.lower()](), overwrite=overwrite)
    return path


def _json(chart: "TopLevelMixin") -> str:
    return json.dumps(_specification(chart), indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _specification(chart: Any) -> dict[str, Any]:
    # Altair has checked every part when it was made; checking the whole once more takes as long as making it.
    specification: dict[str, Any] = chart.to_dict(validate=False)
    return specification


def _meta(chart: Any) -> dict[str, str]:
    meta = getattr(chart, "usermeta", None)
    if not (isinstance(meta, dict) and {"lang", "title", "description"} <= meta.keys()):
        raise nothing_to_show("this is no chart of this library", "Give what one of its charts returns")
    return meta


def _plain(element: ET.Element) -> None:
    """Turn what a mark is called into its title, which browsers show on hover, and leave out names that could clash."""
    label = element.get("aria-label")
    if label and element.get("aria-roledescription") not in _READ_ALREADY:
        element.insert(0, _told("title", label))
    for name in [name for name in element.attrib if name in ("class", "role") or name.startswith("aria-")]:
        del element.attrib[name]


def _name_anew(root: ET.Element, specification: dict[str, Any]) -> None:
    """Call what has an id after the chart: the engine counts through all charts of a process, so two would clash in a page.

    Charts of this package have none. One that its reader made interactive has paths by which it is cut off.
    """
    named = [element for element in root.iter() if element.get("id")]
    if not named:
        return
    digest = sha256(json.dumps(specification, sort_keys=True).encode()).hexdigest()[:12]
    names = {element.attrib["id"]: f"chart-{digest}-{place}" for place, element in enumerate(named)}
    for element in named:
        element.set("id", names[element.attrib["id"]])
    uses = {f"url(#{old})": f"url(#{new})" for old, new in names.items()}
    for element in root.iter():
        element.attrib.update({name: uses[value] for name, value in element.attrib.items() if value in uses})


def _explain(root: ET.Element, meta: dict[str, str]) -> None:
    """Tell those who cannot see the picture what it is."""
    root.attrib.update({"role": "img", "lang": meta["lang"], "aria-label": meta["title"]})
    root.insert(0, _told("desc", meta["description"]))
    root.insert(0, _told("title", meta["title"]))


def _told(tag: str, text: str) -> ET.Element:
    element = ET.Element(f"{{{_SVG}}}{tag}")
    element.text = text
    return element
