"""SVG, PNG and files: safe in a page, told to those who cannot see, and the same bytes every time."""

import hashlib
import json
import os
import re
import subprocess
import sys
from xml.etree import ElementTree as ET

import pytest
from charts_made import HOSTILE, NAMES, OF_A_PLAN, REFERENCE, made, many_teams, plan, renamed, rows

from rvp_alloc import RequestError, allocate, try_allocate
from rvp_alloc.report.charts import alternative_text, compared, layers, path_chart, png, save_chart, svg, sweep_chart
from rvp_alloc.words import word

SVG = "{http://www.w3.org/2000/svg}"
LANGUAGES = ("nl", "en")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_picture_says_what_it_shows(name, lang):
    chart = made(name, lang)
    root = ET.fromstring(svg(chart))
    title, description = root[0], root[1]
    assert (root.get("role"), root.get("lang"), root.get("aria-label")) == ("img", lang, title.text)
    assert (title.tag, description.tag) == (f"{SVG}title", f"{SVG}desc")
    assert title.text == chart.to_dict()["title"]["text"]
    assert re.search(r"\d", description.text)
    assert "{" not in description.text
    assert alternative_text(chart) == f"{title.text}. {description.text}"


@pytest.mark.parametrize("name", NAMES)
def test_the_two_languages_differ(name):
    one, other = (made(name, lang).to_dict()["title"]["text"] for lang in LANGUAGES)
    assert one != other


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_needs_nothing_from_outside_and_clashes_with_nothing(name):
    root = ET.fromstring(svg(made(name, "nl")))
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in {"svg", "g", "path", "line", "rect", "text", "title", "desc", "tspan"}
        assert not {"id", "class", "style", "href"} & set(element.attrib)
        assert not any("url(" in text or text.startswith("on") for text in element.attrib.values())
        assert not any(key.startswith("on") or "href" in key for key in element.attrib)


@pytest.mark.parametrize("name", OF_A_PLAN)
def test_hostile_names_stay_text(name):
    answer = allocate(renamed(HOSTILE), new_fte=71)
    drawn = svg(OF_A_PLAN[name](answer, "nl"))
    root = ET.fromstring(drawn)
    assert "<script" not in drawn
    assert not [element for element in root.iter() if element.tag.endswith("script")]
    texts = [element.text or "" for element in root.iter()]
    for hostile in HOSTILE:
        assert any(hostile in text for text in texts)
    (width,) = re.findall(r'^<svg [^>]*?width="([\d.]+)"', drawn)
    assert float(width) < 720, "a name without an end is cut off"


def test_hostile_names_of_divisions_stay_text():
    drawn = svg(compared(plan(), plan(), "nl", names=(HOSTILE[0], HOSTILE[1])))
    assert "<script" not in drawn
    assert "&lt;script&gt;" in drawn


@pytest.mark.parametrize("names", ["ab", ("one", "one"), ("", "two"), ("one",), (1, 2), 7])
def test_two_divisions_need_two_names(names):
    with pytest.raises(RequestError, match="not two names"):
        compared(plan(), plan(), "nl", names=names)


CODE = """
import hashlib
from charts_made import NAMES, made
from rvp_alloc.report.charts import png, svg
print(*(hashlib.sha256(svg(made(name, "nl")).encode()).hexdigest() for name in sorted(NAMES, reverse=True)), sep="\\n")
print(hashlib.sha256(png(made("layers", "nl"))).hexdigest())
"""


def test_the_same_answer_gives_the_same_bytes_here_and_in_another_process():
    def digest(content):
        return hashlib.sha256(content).hexdigest()

    here = [digest(svg(made(name, "nl")).encode()) for name in sorted(NAMES, reverse=True)]
    again = {name: svg(OF_A_PLAN[name](plan(), "nl")) for name in OF_A_PLAN}  # made anew, in another order
    assert again == {name: svg(made(name, "nl")) for name in OF_A_PLAN}
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    other = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True, env=environment)
    assert other.stdout.split() == [*here, digest(png(made("layers", "nl")))]


def test_a_png_is_as_large_as_asked():
    def width(image):
        assert image.startswith(b"\x89PNG")
        return int.from_bytes(image[16:20])

    chart = made("layers", "nl")
    assert width(png(chart)) == pytest.approx(2 * width(png(chart, scale=1)), abs=2)
    for scale in (0, -1, 11, float("nan"), "2"):
        with pytest.raises(RequestError, match="no image"):
            png(chart, scale=scale)


def test_charts_are_saved_and_never_overwritten_unasked(tmp_path):
    chart = made("layers", "nl")
    for ending in (".svg", ".png", ".json"):
        written = save_chart(chart, tmp_path / f"chart{ending}")
        content = written.read_bytes()
        with pytest.raises(RequestError, match="exists already"):
            save_chart(chart, written)
        assert save_chart(chart, str(written), overwrite=True).read_bytes() == content
    assert (tmp_path / "chart.svg").read_text(encoding="utf-8") == svg(chart)
    assert json.loads((tmp_path / "chart.json").read_text(encoding="utf-8")) == chart.to_dict()
    with pytest.raises(RequestError, match=r"Use one of \.svg, \.png, \.json"):
        save_chart(chart, tmp_path / "chart.pdf")


@pytest.mark.parametrize("make", [layers, path_chart, sweep_chart, *OF_A_PLAN.values(), svg, png, alternative_text])
def test_what_is_no_answer_has_no_chart(make):
    for wrong in (None, "plan", try_allocate(plan().region, new_fte=30)):
        with pytest.raises(RequestError):
            make(wrong)


@pytest.mark.parametrize("name", NAMES)
def test_an_unknown_language_is_told(name):
    with pytest.raises(RequestError, match="no words in 'de'"):
        made(name, "de")


def test_two_divisions_of_other_teams_are_not_compared():
    with pytest.raises(RequestError, match="different teams"):
        compared(plan(), allocate(many_teams(3), REFERENCE.set("ipga.state", "off")))


def test_the_library_loads_without_altair():
    code = "import sys, rvp_alloc, rvp_alloc.report.charts; print({'altair', 'vl_convert'} & set(sys.modules))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "set()"


def test_every_bar_is_told_on_hover():
    titles = [title.text for title in ET.fromstring(svg(made("layers", "en"))).iter(f"{SVG}title")]
    assert titles[1:] == [row["told"] for row in rows(made("layers", "en"), "layer")]
    assert "Amstelveen: 4.152 new fte, of which 3.055 by Key" in titles


def test_charts_that_are_cut_off_do_not_clash_in_a_page():
    """A chart that its reader made interactive has ids; the engine would count them through all charts of a process."""
    charts = [made(name, "nl").interactive() for name in ("key_against_result", "norm_coverage")]
    drawn = [svg(chart) for chart in charts]
    ids = [set(re.findall(r'id="([^"]+)"', text)) for text in drawn]
    assert ids[0]
    assert ids[1]
    assert not ids[0] & ids[1]
    for text, own in zip(drawn, ids, strict=True):
        assert set(re.findall(r"url\(#([^)]+)\)", text)) == own
    assert drawn == [svg(chart) for chart in charts]


def test_a_chart_changed_by_its_reader_can_still_be_drawn():
    chart = made("layers", "nl").properties(background="#eeeeee")
    assert "#eeeeee" in svg(chart)
    assert word("chart_layers_title", "nl") in svg(chart)
