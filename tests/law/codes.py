"""Every code that the product must answer for: articles, transitions, separation of duties, edge cases."""

from itertools import chain

ARTICLES = {
    1: "Purpose",
    2: "Mission: from science to technology",
    3: "Two kinds: comprehensive and field",
    4: "An independent legal entity",
    5: "A Party organisation",
    6: "Duties of MOST",
    7: "Duties of MOF",
    8: "Duties of the supervising departments",
    9: "Professional agencies",
    10: "Duties of the centre",
    11: "Few but excellent",
    12: "Comprehensive: top-down, case by case",
    13: "Conditions of a comprehensive centre",
    14: "Field: cultivation and recommendation",
    15: "Conditions of a field centre",
    16: "Procedure of a field centre",
    17: "Council; plan of generally three years",
    18: "Director, full time",
    19: "Expert committee",
    20: "Fixed and mobile staff",
    21: "Incentives",
    22: "Cooperation",
    23: "Funding",
    24: "Results carry the centre's name",
    25: "Annual report",
    26: "Changes of major matters",
    27: "Evaluation by a third party",
    28: "Five dimensions, objective data",
    29: "Three grades, generally every three years",
    30: "Next cycle, rectification, removal",
    31: "Integrity",
    32: "Names",
    33: "Interpretation",
    34: "In force",
}
TRANSITIONS = {"F": 19, "O": 14, "C": 9, "V": 5, "A": 10, "E": 17, "R": 8, "X": 7, "I": 5}
CHAPTERS = ("B.0", "B.10", "B.11", "B.12", "B.13")
DUTIES = tuple(f"SOD-{n}" for n in range(1, 13) if n != 11)
CASES = tuple(f"G-{n:02}" for n in range(1, 66))

CODES = (
    *(f"Art {n}" for n in ARTICLES),
    *chain.from_iterable((f"{letter}{n:02}" for n in range(1, last + 1)) for letter, last in TRANSITIONS.items()),
    *CHAPTERS,
    *DUTIES,
    *CASES,
)


def root_of(code: str) -> str:
    """The code of the catalogue to which a mark belongs: `Art 16.3b` shows `Art 16`."""
    return code.partition(".")[0] if code.startswith("Art ") else code
