"""The catalogue of obligations: the keys of F.1, chapter by chapter."""

from domain.changes.terms import TERMS as CHANGES
from domain.evaluation.terms import TERMS as EVALUATION
from domain.exit.terms import TERMS as EXIT
from domain.formation.terms import TERMS as FORMATION
from domain.integrity.terms import TERMS as INTEGRITY
from domain.operation.terms import TERMS as OPERATION
from domain.rectification.terms import TERMS as RECTIFICATION
from domain.reports.terms import TERMS as REPORTS
from domain.rounds.terms import TERMS as ROUNDS

CHAPTERS = (FORMATION, REPORTS, EVALUATION, OPERATION, RECTIFICATION, CHANGES, EXIT, INTEGRITY, ROUNDS)
TERMS = {term.key: term for chapter in CHAPTERS for term in chapter}
