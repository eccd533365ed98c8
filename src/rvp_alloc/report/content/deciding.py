"""What decides, in words: in a whole division, and where there is none."""

from collections.abc import Iterable, Iterator

from rvp_alloc.allocation import Allocation
from rvp_alloc.analysis.explanation.bindings import bindings
from rvp_alloc.analysis.names import Names
from rvp_alloc.words import join_words, rule_name, word


def decides(plan: Allocation, names: Names) -> Iterator[str]:
    """Yield what lifts, holds or fixes which teams in a division; then what is left to the key.

    >>> from rvp_alloc import allocate, load_region
    >>> plan = allocate(load_region("amsterdam-2022"), new_fte=150)
    >>> print(*decides(plan, Names(plan.region, "en")))
    The rule 'Wijkagent norm per area' lifts Amstelveen. The other teams share what is left, by the key.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for binding in dict.fromkeys(binding for bound in bindings(plan).values() for binding in bound):
        about = names.subject_of(binding.label) or word("explain_unit", names.lang)
        found.setdefault((binding.rule, binding.direction), []).append(about)
    emptied = any(direction == "empties" for _, direction in found)
    for (rule, direction), subjects in found.items():
        if direction == "empties":
            continue
        told = word(f"explain_{direction}", names.lang)
        subject = join_words(list(dict.fromkeys(subjects)), names.lang)
        yield told.format(rule=rule_name(rule, names.lang), subject=subject)
    rest = "emptied" if emptied else "rest" if found else "key"
    yield word(f"report_decides_{rest}", names.lang)


def clashing(labels: Iterable[str], names: Names) -> str:
    """Return the names of the rules that clash."""
    return join_words(list(dict.fromkeys(names.rule_of(label) for label in sorted(labels))), names.lang)
