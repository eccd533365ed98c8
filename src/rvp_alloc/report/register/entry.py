"""RegisterEntry: what the Algorithm Register asks of an algorithm, as data, JSON, Markdown, and in the form of its delivery."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Unpack

from rvp_alloc.allocation import Allocation
from rvp_alloc.errors import Problem, RequestError
from rvp_alloc.files import unknown_ending, write_file
from rvp_alloc.report.register import prose
from rvp_alloc.report.register.lines import escaped, html, markdown, short, within
from rvp_alloc.report.register.owner import Owner, checked
from rvp_alloc.report.register.standard import (
    DELIVERED_LANGUAGE,
    DELIVERED_VERSION,
    FIELDS,
    GROUPS,
    LANGUAGES,
    VERSION,
    field,
)
from rvp_alloc.words import Lang, word, word_or

_PROSE: dict[str, Callable[[Allocation, Lang], Iterator[str]]] = {
    "description_short": prose.description_short,
    "purpose_and_impact": prose.purpose_and_impact,
    "considerations": prose.considerations,
    "human_intervention": prose.human_intervention,
    "risk_management": prose.risk_management,
    "data": prose.data,
    "technical_operation": prose.technical_operation,
}
_PLAN_OF_2023 = "RVP 2023-2026"


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """An entry in the Dutch Algorithm Register.

    ``fields`` holds every required field of the standard and the optional ones that are known, in the standard's order;
    ``missing`` names the required ones that only the owner can fill in, which say so in their text.

    Examples
    --------
    >>> from rvp_alloc import allocate, load_region
    >>> entry = register_entry(allocate(load_region("amsterdam-2022")), "en")
    >>> entry.to_dict()["contact"]
    'To be filled in by the organisation.'
    >>> print(entry.to_markdown().splitlines()[0])
    # Dividing new fte over basic teams: Politie-eenheid Amsterdam
    """

    lang: Lang
    fields: Mapping[str, str]
    missing: tuple[str, ...]

    def to_dict(self) -> dict[str, str]:
        """Return the entry under the standard's names of fields; text is plain text, a line per paragraph."""
        return dict(self.fields)

    def to_json(self) -> str:
        """Return the entry as JSON text: the same input gives the same bytes."""
        return json.dumps(self.to_dict(), indent=1, ensure_ascii=False) + "\n"

    def to_markdown(self) -> str:
        """Return the entry to be read, with the register's own headings; names that look like markup stay text."""
        blocks = [f"# {escaped(self.fields['name'])}"]
        if self.missing:
            names = ", ".join(word(f"register_field_{name}", self.lang) for name in self.missing)
            blocks.append(markdown(word("register_missing_list", self.lang).format(names=names)))
        for name, text in self.fields.items():
            meaning = word_or(f"register_value_{text}", "", self.lang)
            blocks += [f"## {word(f'register_field_{name}', self.lang)}", markdown(text)]
            blocks += [f"({meaning})"] if meaning else []
        return "\n\n".join(blocks) + "\n"

    def to_delivery(self) -> dict[str, Any]:
        """Return the entry under the keys in which the register takes it, version 1.0; text is HTML in which names are escaped.

        Raises
        ------
        RequestError
            If a required field still has to be filled in, or the entry is not in Dutch, the one language the register takes.
        """
        problems = [
            Problem("missing", "is not filled in", "Give it to register_entry", field=it) for it in self.missing
        ]
        if self.fields["language"] != DELIVERED_LANGUAGE:
            problems.append(Problem("not_dutch", "the register takes Dutch only", "Make the entry in nl", field="lang"))
        problems += [
            Problem("too_long", "is too long as HTML", f"Keep it below {field(name).below:,} characters", field=name)
            for name, text in self.fields.items()
            if field(name).prose and len(html(text)) >= field(name).below
        ]
        if problems:
            raise RequestError(problems)
        named = [(field(name), text) for name, text in self.fields.items()]
        delivered: dict[str, Any] = {it.key: html(text) if it.prose else text for it, text in named if it.key}
        delivered |= {"category": [self.fields["theme"]], "standard_version": DELIVERED_VERSION}
        return delivered | {key: [group] for key in GROUPS if (group := self._group(key))}

    def save(self, path: str | Path, *, overwrite: bool = False) -> Path:
        """Write the entry to a ``.json`` or ``.md`` file; one that exists is left alone unless ``overwrite`` is set."""
        path = Path(path)
        writers = {".json": self.to_json, ".md": self.to_markdown}
        if path.suffix.lower() not in writers:
            raise unknown_ending(path, *writers)
        write_file(path, writers[path.suffix.lower()]().encode(), overwrite=overwrite)
        return path

    def _group(self, key: str) -> dict[str, str]:
        """Return a title with its link; only an assessment may go without a link."""
        title, link = (self.fields.get(name, "") for name in GROUPS[key])
        complete = title and (link or key == "impacttoetsen_grouping")
        return {"title": title, **({"link": link} if link else {})} if complete else {}


def register_entry(plan: Allocation, lang: Lang = "nl", **owner: Unpack[Owner]) -> RegisterEntry:
    """Make the entry in the Dutch Algorithm Register for a policy, from a plan that was divided by it.

    Parameters
    ----------
    plan
        A division: its region, policy and proof are what the entry tells.
    lang
        Of the text; the register itself takes Dutch (``nl``) only.
    owner
        What only the owner can know, under the standard's names: ``organization``, ``status`` (In ontwikkeling, In gebruik,
        Buiten gebruik), ``start_date`` (as 2023-01), ``contact``, ``publication_category`` (Hoog-risico AI-systeem, Impactvolle
        algoritmes, Overige algoritmes), ``impact_assessments``, ``supplier``; and the optional fields of :class:`Owner`.

    Returns
    -------
    RegisterEntry
        With every required field; ``missing`` names those that the owner did not give.

    Raises
    ------
    RequestError
        With everything that is wrong in what the owner gave.

    Examples
    --------
    >>> from rvp_alloc import allocate, load_region
    >>> entry = register_entry(allocate(load_region("amsterdam-2022")), organization="Politie", status="In ontwikkeling")
    >>> entry.missing
    ('start_date', 'contact', 'publication_category', 'impact_assessments', 'supplier')
    >>> entry.to_dict()["human_intervention"].splitlines()[0]
    'Het algoritme stelt voor. Het gezag besluit: de burgemeesters en de officier van justitie.'

    Notes
    -----
    Algoritmeregister Publicatiestandaard 1.0.0 (Ministerie van Binnenlandse Zaken en Koninkrijksrelaties); where its fields and
    permitted values stand is told in :mod:`rvp_alloc.report.register.standard`. Whether an algorithm has impact, in the
    register's sense, is for the owner to judge. A legal basis is told only where the figures come from the Regionaal
    Veiligheidsplan 2023-2026, which names it in chapter 8. Who pinned a team stays with the plan: an entry is public.
    """
    if not isinstance(plan, Allocation):
        what = f"a {type(plan).__name__} is given where a division is asked for"
        raise RequestError([Problem("no_plan", what, "Give a division, as allocate returns", field="plan")])
    word("register_missing", lang)  # an unknown language is told before anything else
    given = checked(owner)
    known = _constant(plan, lang) | _legal_basis(plan, lang) | given
    known |= {name: within(list(write(plan, lang)), field(name), lang) for name, write in _PROSE.items()}
    missing = tuple(entry.name for entry in FIELDS if entry.required and entry.name not in known)
    empty = dict.fromkeys(missing, word("register_missing", lang))
    everything = known | empty
    return RegisterEntry(lang, {it.name: everything[it.name] for it in FIELDS if it.name in everything}, missing)


def _constant(plan: Allocation, lang: Lang) -> dict[str, str]:
    """Return the fields of one line that do not depend on the owner."""
    unit = plan.region.name
    return {
        "name": word("register_name", lang).format(unit=short(unit, 50)),
        "theme": word("register_theme", lang),
        "language": LANGUAGES[lang],
        "schema": VERSION,
        "search_terms": word("register_search_terms", lang).format(unit=short(unit)),
    }


def _legal_basis(plan: Allocation, lang: Lang) -> dict[str, str]:
    """Return the legal basis that the safety plan of 2023-2026 names, for figures that come from it."""
    if not any(team.formation.source.startswith(_PLAN_OF_2023) for team in plan.region.teams):
        return {}
    return {name: word(f"register_{name}", lang) for name in ("legal_basis", "legal_basis_title")}
