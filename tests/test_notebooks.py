"""The paired notebooks are their scripts, run: the same cells, no error, and the outputs that are kept."""

import json

import nbformat
import pytest

from notebooks import EXAMPLES, PAIRED, executed, of_script, path_of, written

LARGEST = 250_000


def kept(name):
    return nbformat.reads(path_of(name).read_text(encoding="utf-8"), as_version=4)


def test_every_notebook_has_its_script():
    assert sorted(path.stem for path in EXAMPLES.glob("*.ipynb")) == sorted(PAIRED)


@pytest.mark.parametrize("name", PAIRED)
def test_it_has_the_cells_of_its_script(name):
    wanted = [(cell.id, cell.cell_type, cell.source) for cell in of_script(EXAMPLES / f"{name}.py").cells]
    assert [(cell.id, cell.cell_type, cell.source) for cell in kept(name).cells] == wanted, (
        "python tests/notebooks.py --write"
    )


@pytest.mark.parametrize("name", PAIRED)
def test_a_fresh_run_gives_the_outputs_that_are_kept(name):
    fresh = executed(of_script(EXAMPLES / f"{name}.py"))
    for cell, other in zip(fresh.cells, kept(name).cells, strict=True):
        assert cell.get("outputs") == other.get("outputs"), f"{cell.source}\n\npython tests/notebooks.py --write"
    assert written(fresh) == path_of(name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAIRED)
def test_it_is_small_and_says_nothing_of_the_machine(name):
    text = path_of(name).read_text(encoding="utf-8")
    assert len(text) < LARGEST
    assert not [word for word in ("/tmp", "/home", "/root", "Users\\", "image/png") if word in text]
    assert all(cell["execution_count"] is None for cell in json.loads(text)["cells"] if cell["cell_type"] == "code")
