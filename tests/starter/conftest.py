"""The command line as people run it: a process of its own, against an embedded stack with a real worker."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from starter.embedded.stack import embedded_stack
from starter.embedded.state import Stack
from workers.connection import connect
from workers.migrations import apply
from workers.search_attributes import register

NCTI = Path(sys.executable).parent / "ncti"
TEMPORAL = Path(sys.executable).parent / "temporal"
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """What it printed, as JSON."""
        return json.loads(self.out)


Ncti = Callable[..., Awaitable[Ran]]


async def run(program: Path, *args: str, stdin: str = "", cwd: Path | None = None, **env: str) -> Ran:
    """Run the program; the environment's own TEMPORAL_* and NCTI_* are replaced by those given."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("TEMPORAL_", "NCTI_"))}
    process = await asyncio.create_subprocess_exec(
        program, *args, cwd=cwd, env={**clean, **env},
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, err = await process.communicate(stdin.encode())
    return Ran(process.returncode or 0, out.decode(), err.decode())


@pytest.fixture(scope="session")
async def stack(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stack]:
    """The embedded stack, prepared as `ncti up` prepares it."""
    async with embedded_stack(tmp_path_factory.mktemp("stack") / "state") as started:
        await apply(started.database_url)
        await register(await connect(started.temporal_address))
        yield started


@pytest.fixture(scope="session")
def ncti(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Ncti:
    """`ncti …` against the stack."""
    places = {"TEMPORAL_ADDRESS": stack.temporal_address, "NCTI_DATABASE_URL": stack.database_url}
    elsewhere = tmp_path_factory.mktemp("elsewhere")

    async def call(*args: str, stdin: str = "", **env: str) -> Ran:
        return await run(NCTI, *args, stdin=stdin, cwd=elsewhere, **{**places, **env})

    return call


@pytest.fixture(scope="session")
async def launched(ncti: Ncti) -> Ran:
    """The example centres, launched."""
    ran = await ncti("launch", str(ROOT / "examples" / "centres.yaml"))
    assert ran.code == 0, ran.err
    return ran


def candidate_file(folder: Path, code: str, **facts: Any) -> Path:
    """A launch file with one person and one candidate."""
    entry = {
        "code": code,
        "route": "field_standard",
        "name_zh": "国家智能传感技术创新中心",
        "supervising_departments": ["jiangsu-st"],
        "lead_entity": {"name": f"Institute {code}", "uscc": "91350100M000100Y43"},
        "technology_field": f"Sensing {code}",
        **facts,
    }
    people = [
        {"person": f"le.{code}", "organisation": "institute", "roles": ["lead_entity_applicant"]},
        {"person": f"sd.{code}", "organisation": "jiangsu-st", "roles": ["sd_reviewer"]},
    ]
    path = folder / f"{code}.yaml"
    path.write_text(yaml.safe_dump({"people": people, "centres": [entry]}, allow_unicode=True), encoding="utf-8")
    return path
