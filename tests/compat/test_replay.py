"""The past is a test: every recorded history replays, in the sandbox that polices clocks, randomness and I/O."""

from pathlib import Path

import pytest
from temporalio.client import WorkflowHistory
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.worker import Replayer
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions

from workers.guard import MessageGuard
from workflows.centre_life import CentreLife
from workflows.integrity_case import IntegrityCase
from workflows.round import RoundLife

HISTORIES = sorted((Path(__file__).parent / "histories").glob("*.json"))
POLICED = SandboxedWorkflowRunner(restrictions=SandboxRestrictions.default.with_passthrough_modules("domain.days.zone"))


class TestRecordedHistories:
    """Histories are added with each release and never edited; open ones are among them."""

    def test_there_are_histories_of_every_life(self) -> None:
        lives = {path.stem.split("-")[1] for path in HISTORIES}
        assert {"candidate_in_cultivation", "poor_rectified_and_renewed", "silent_in_evaluation", "revoked"} <= lives
        assert {"extended_failed_and_reinstated", "deferred_held_and_given_up", "integrity_case"} <= lives

    def test_there_are_histories_of_every_release(self) -> None:
        assert {path.stem.split("-")[0] for path in HISTORIES} == {"0.1.0", "0.2.0"}

    @pytest.mark.parametrize("path", HISTORIES, ids=lambda path: path.stem)
    async def test_it_replays(self, path: Path) -> None:
        replayer = Replayer(
            workflows=[CentreLife, IntegrityCase, RoundLife],
            data_converter=pydantic_data_converter,
            interceptors=[MessageGuard()],
            workflow_runner=POLICED,
        )
        await replayer.replay_workflow(WorkflowHistory.from_json(path.stem, path.read_text(encoding="utf-8")))

    async def test_replaying_writes_no_log(self, caplog: pytest.LogCaptureFixture) -> None:
        (path,) = [path for path in HISTORIES if path.stem == "0.2.0-poor_rectified_and_renewed-2"]
        with caplog.at_level("INFO", logger="temporalio.workflow"):
            await self.test_it_replays(path)
        assert not [record for record in caplog.records if record.name == "temporalio.workflow"]
