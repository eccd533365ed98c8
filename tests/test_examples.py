"""The examples and the benchmark: each runs as a script, with warnings as errors, and ends well."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted((ROOT / "examples").glob("*.py"))


def run(script, *arguments, folder):
    return subprocess.run(
        [sys.executable, "-W", "error", script, *arguments],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        cwd=folder,
    )


def test_the_examples_are_numbered():
    assert [path.name[:3] for path in EXAMPLES] == [f"{number:02}_" for number in range(1, len(EXAMPLES) + 1)]


@pytest.mark.parametrize("script", EXAMPLES, ids=lambda path: path.stem)
def test_it_runs_and_leaves_nothing_behind(script, tmp_path):
    ended = run(script, folder=tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert not ended.stderr
    assert ended.stdout
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("script", EXAMPLES, ids=lambda path: path.stem)
def test_it_is_a_story_of_cells_that_ends_in_assertions(script):
    text = script.read_text(encoding="utf-8")
    assert text.count("\n# %% [markdown]\n# ## ") >= 3
    story = ast.parse(text)
    assert ast.get_docstring(story)
    assert isinstance(story.body[-1], ast.Assert)


def test_the_benchmark_runs_and_the_chain_by_hand_gives_the_same_division(tmp_path):
    # It asserts that the chain by hand gives the same x; how long it takes is nobody's business here.
    ended = run(ROOT / "benchmarks" / "bench_allocate.py", "--turns", "1", folder=tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert "the same x to 1e-6" in ended.stdout
    assert "allocate takes" in ended.stdout
