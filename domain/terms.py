"""The catalogue of obligations: the keys of F.1, chapter by chapter."""

from domain.changes.terms import TERMS as CHANGES
from domain.evaluation.terms import TERMS as EVALUATION
from domain.exit.terms import TERMS as EXIT
from domain.formation.terms import TERMS as FORMATION
from domain.operation.terms import TERMS as OPERATION
from domain.rectification.terms import TERMS as RECTIFICATION
from domain.reports.terms import TERMS as REPORTS

CHAPTERS = (FORMATION, REPORTS, EVALUATION, OPERATION, RECTIFICATION, CHANGES, EXIT)
TERMS = {term.key: term for chapter in CHAPTERS for term in chapter}
