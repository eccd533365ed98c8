"""Notes for the record: of which figures and which policy an answer was made, with which versions."""

from collections.abc import Iterator

from rvp_alloc.allocation import Allocation
from rvp_alloc.planning.years import YearPlan
from rvp_alloc.report.workbook.notes.sheet import Line
from rvp_alloc.words import Lang, word


def record(answer: Allocation | YearPlan, lang: Lang) -> Iterator[Line]:
    """Yield what a record needs: hashes of what went in, and versions."""
    told = answer.to_dict()["record"]
    for name in ("region", "region_sha256", "policy", "policy_sha256", "solver"):
        if name in told:
            yield word(f"book_record_{name}", lang), str(told[name])
    for package, number in told["versions"].items():
        yield word("book_record_version", lang).format(package=package), number


def proof(kind: str, lang: Lang) -> Iterator[Line]:
    """Yield how somebody else checks the proof, step by step; how the answer is made once more depends on its kind."""
    yield word("book_proof_1", lang), word(f"book_proof_{kind}", lang)
    for step in ("2", "3"):
        yield word(f"book_proof_{step}", lang), word(f"book_proof_{step}_how", lang)
