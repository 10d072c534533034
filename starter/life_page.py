"""A centre's timeline as one self-contained HTML page, readable on a screen and in print."""

from collections.abc import Sequence
from html import escape

from domain.standing import Standing
from starter.timelines import Moment

STYLE = """
body { font: 15px/1.5 sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; }
h1 { font-size: 1.4rem; margin: 0; } .sub { color: #555; margin: 0 0 1.5rem; }
ol { list-style: none; padding: 0; border-left: 3px solid #2b6cb0; }
li { padding: .35rem 0 .35rem 1rem; break-inside: avoid; } time { font-weight: 600; margin-right: .6rem; }
li.ahead { color: #444; } li.ahead time::after { content: " (ahead)"; font-weight: 400; }
li.overdue { color: #b00020; font-weight: 600; } .who { color: #666; }
@media print { body { margin: 0; max-width: none; } }
"""


def page(standing: Standing, moments: Sequence[Moment]) -> str:
    """The whole page. Every text is escaped; nothing is fetched from anywhere."""
    name = escape(f"{standing.name_zh} {standing.name_en or ''}")
    state = escape(f"{standing.code} · {standing.state.value} {standing.state_zh}")
    items = "\n".join(map(_item, moments))
    return (
        f'<!doctype html>\n<html lang="zh"><head><meta charset="utf-8"><title>{name}</title>'
        f"<style>{STYLE}</style></head>\n"
        f'<body><h1>{name}</h1><p class="sub">{state}</p>\n<ol>\n{items}\n</ol></body></html>\n'
    )


def _item(moment: Moment) -> str:
    kind = "overdue" if moment.overdue else "ahead" if moment.ahead else "past"
    who = f' <span class="who">{escape(moment.who)}</span>' if moment.who else ""
    return f'<li class="{kind}"><time>{moment.on}</time>{escape(moment.what)}{who}</li>'
