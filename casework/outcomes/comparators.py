"""How earlier cases of the same kind ended: facts beside a decision, never a recommendation.

Source: Hadjioannou v Coral. Only truly comparable cases count, and that is for a person to say.
"""

from dataclasses import dataclass

from sqlalchemy import text
from sqlmodel import Session

from casework.cases.models import Case
from casework.database.whose import every_case
from casework.outcomes.ladder import Sanction

FEWEST = 5  # below this a number could say who it was
NAMED_AT_MOST = 20

# The upheld allegations of these clauses are found by their own index, their cases by key: an
# array, not IN (SELECT …), for which PostgreSQL would read every closed case.
_ALIKE = """
    FROM cases AS c JOIN outcomes AS o ON o.case_id = c.id
    WHERE c.id = ANY (ARRAY(SELECT a.case_id FROM allegations AS a
                            WHERE a.clause_id = ANY (CAST(:clauses AS uuid[]))
                              AND a.finding IN ('upheld', 'partly_upheld')))
      AND c.stage = 'closed' AND c.severity = :severity
      AND c.employee_id <> ALL (CAST(:themselves AS uuid[]))
"""
_ENDED = "coalesce(o.stands_as, o.sanction) AS sanction"  # as an appeal left it
_COUNTED = text(f"SELECT {_ENDED}, count(*) AS cases {_ALIKE} GROUP BY 1")
_NAMED = text(
    f"SELECT c.reference, {_ENDED} {_ALIKE} ORDER BY c.closed_at DESC LIMIT {NAMED_AT_MOST}"
)
# A clause keeps its number from one version of its policy to the next.
_CLAUSES = text(
    """
    SELECT array_agg(DISTINCT alike.id), array_agg(DISTINCT said.number)
    FROM allegations AS a
    JOIN clauses AS said ON said.id = a.clause_id
    JOIN policy_versions AS v ON v.id = said.version_id
    JOIN policy_versions AS other ON other.policy_id = v.policy_id
    JOIN clauses AS alike ON alike.version_id = other.id AND alike.number = said.number
    WHERE a.case_id = :case AND a.finding IN ('upheld', 'partly_upheld')
    """
)
_THEMSELVES = text("SELECT same_person(:employee)")


@dataclass(frozen=True)
class Ended:
    """How many earlier cases ended in one outcome. A small number is not said."""

    sanction: Sanction
    cases: int

    @property
    def shown(self) -> str:
        if self.cases == 0:
            return "None"
        return "Fewer than five" if self.cases < FEWEST else str(self.cases)

    @property
    def is_small(self) -> bool:
        return 0 < self.cases < FEWEST


@dataclass(frozen=True)
class NamedCase:
    """An earlier case that this reader may see anyway."""

    reference: str
    sanction: Sanction


@dataclass(frozen=True)
class Comparators:
    """Earlier closed cases under the same clauses, judged as serious, by how they ended."""

    clauses: tuple[str, ...]
    ended: tuple[Ended, ...]
    named: tuple[NamedCase, ...]

    @property
    def cases(self) -> int:
        return sum(each.cases for each in self.ended)

    @property
    def in_all(self) -> str:
        """The sum, unless a small number could be worked out from it."""
        if self.cases < FEWEST or any(each.is_small for each in self.ended):
            return "None" if not self.cases else "Not shown: an outcome has fewer than five cases"
        return str(self.cases)

    def as_shown(self) -> dict[str, str]:
        """What the decider saw, for the record."""
        told = {each.sanction.value: each.shown for each in self.ended}
        return {"clauses": ", ".join(self.clauses), **told}


NONE = Comparators((), tuple(Ended(each, 0) for each in Sanction), ())


def comparators(session: Session, case: Case) -> Comparators:
    """What became of earlier cases with the same clause and severity, the employee's own apart.

    The counts are Casework's own; a case is named only where PostgreSQL shows it to the reader.
    """
    asked, numbers = _asked(session, case)
    if not numbers:
        return NONE
    with every_case(session):
        counted = {Sanction(each.sanction): each.cases for each in session.execute(_COUNTED, asked)}
    named = session.execute(_NAMED, asked).all()
    return Comparators(
        clauses=numbers,
        ended=tuple(Ended(each, counted.get(each, 0)) for each in Sanction),
        named=tuple(NamedCase(each.reference, Sanction(each.sanction)) for each in named),
    )


def _asked(session: Session, case: Case) -> tuple[dict[str, object], tuple[str, ...]]:
    with every_case(session):
        clauses, numbers = session.execute(_CLAUSES, {"case": case.id}).one()
        themselves = session.scalar(_THEMSELVES, {"employee": case.employee_id})
    asked: dict[str, object] = {
        "clauses": [str(each) for each in clauses or ()],
        "severity": case.severity.value if case.severity else None,
        "themselves": [str(each) for each in themselves or ()],
    }
    return asked, tuple(numbers or ())
