"""Examples as notebooks, with their outputs kept in git. Renew them with ``python tests/notebooks.py --write``.

A notebook is its script: jupytext makes the cells of it, a kernel of this very Python runs them, and what has no meaning (numbers
of executions, ids, metadata) is set to what never changes. So the same script gives the same bytes.
"""

import ast
import json
import os
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

import jupytext
import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbformat import NotebookNode

EXAMPLES = Path(__file__).parents[1] / "examples"
PAIRED = ("01_first_division", "05_what_if", "07_why")
_KERNEL = "this_python"
_SECONDS = 120
_WIDGET = "application/vnd.jupyter.widget-view+json"  # a progress bar lives as long as its kernel, so it is not kept
_REMARK = re.compile(r"  # noqa: .*$", re.MULTILINE)  # in a notebook a last line that only names something is no fault
_SHOWN = ("text/html", "text/plain")  # what is kept of an output


def of_script(script: Path) -> NotebookNode:
    """Return the notebook of a script, without outputs; the sentence it begins with is the title where no cell is one."""
    notebook = jupytext.reads(script.read_text(encoding="utf-8"), fmt="py:percent")
    first, others = notebook.cells[0], notebook.cells[1:]
    title = ast.get_docstring(ast.parse(first.source)) or ""
    titled = others[0].cell_type == "markdown" and others[0].source.startswith("# ")
    cells = [*([] if titled else [nbformat.v4.new_markdown_cell(f"# {title.splitlines()[0]}")]), *others]
    for place, cell in enumerate(cells):
        cell.id, cell.metadata = f"cell-{place:02}", NotebookNode()
        cell.source = _REMARK.sub("", cell.source)
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel, "language_info": {"name": "python"}})


def executed(notebook: NotebookNode) -> NotebookNode:
    """Return a notebook with the outputs of a run by a kernel of this Python, in an empty folder."""
    # A short path: a socket's name has to fit in about a hundred characters.
    with tempfile.TemporaryDirectory(prefix="kernel-") as folder:
        manager = _manager(Path(folder))
        work = Path(folder, "work")
        work.mkdir()
        client = NotebookClient(
            notebook,
            km=manager,
            timeout=_SECONDS,
            coalesce_streams=True,
            store_widget_state=False,
            resources={"metadata": {"path": str(work)}},
        )
        client.execute(cleanup_kc=True)  # ends the kernel and closes what it was spoken to through
        left = list(work.iterdir())
    assert not left, f"the notebook leaves files behind: {left}"
    for cell in notebook.cells:
        cell.metadata = NotebookNode()
        if cell.cell_type == "code":
            cell.execution_count = None
            cell.outputs = [_steady(output) for output in cell.outputs if _WIDGET not in output.get("data", {})]
    return notebook


def written(notebook: NotebookNode) -> str:
    """Return a notebook as the text of its file."""
    nbformat.validate(notebook)
    return str(nbformat.writes(notebook)).rstrip("\n") + "\n"


def path_of(name: str) -> Path:
    """Return the file of a notebook."""
    return EXAMPLES / f"{name}.ipynb"


def renewed(name: str) -> str:
    """Return what the file of a notebook has to hold."""
    return written(executed(of_script(EXAMPLES / f"{name}.py")))


def _manager(folder: Path) -> AsyncKernelManager:
    """Return a kernel manager that knows one kernel, this Python, and writes nowhere but in a folder."""
    specification = folder / "kernels" / _KERNEL
    environment = {"IPYTHONDIR": str(folder / "ipython"), "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
    kernel = {
        "argv": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "display_name": "this Python",
        "language": "python",
        "env": environment,
    }
    specification.mkdir(parents=True)
    (specification / "kernel.json").write_text(json.dumps(kernel), encoding="utf-8")
    known = KernelSpecManager(kernel_dirs=[str(folder / "kernels")], ensure_native_kernel=False)
    sockets: dict[str, Any] = {"transport": "ipc", "ip": str(folder / "socket")} if os.name == "posix" else {}
    return AsyncKernelManager(
        kernel_name=_KERNEL, kernel_spec_manager=known, connection_file=str(folder / "connection.json"), **sockets
    )


def _steady(output: NotebookNode) -> NotebookNode:
    """Return an output without what may differ between runs, or fail on one that tells of an error or a warning."""
    assert output.output_type != "error", output
    assert output.get("name") != "stderr", output.text
    if output.output_type in ("execute_result", "display_data"):
        output.metadata = NotebookNode()
        output.data = NotebookNode({kind: output.data[kind] for kind in _SHOWN if kind in output.data})
        if output.output_type == "execute_result":
            output.execution_count = None
    return output


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("python tests/notebooks.py --write   runs the paired examples and renews their notebooks")
    for paired in PAIRED:
        path_of(paired).write_text(renewed(paired), encoding="utf-8", newline="\n")
        print(path_of(paired).name)
