"""The messenger of MOST's rounds: hands one decision to one centre, by update, and brings the answer."""

from datetime import timedelta

from temporalio import activity
from temporalio.client import Client, WorkflowHandle, WorkflowUpdateFailedError
from temporalio.client import WorkflowUpdateRPCTimeoutOrCancelledError as Unanswered
from temporalio.exceptions import ApplicationError, ApplicationErrorCategory
from temporalio.service import RPCError, RPCStatusCode

from domain.decisions import Receipt
from domain.refusals import Code
from domain.rounds.letters import Answer, Letter, is_open_already
from domain.rounds.states import Outcome
from domain.standing import Standing
from workflows.contracts import centre_id
from workflows.ports import Messenger

PATIENCE = timedelta(seconds=10)


class RoundMessenger(Messenger):
    """Speaks to centres through Temporal; no answer in time is an error that Temporal retries without noise."""

    def __init__(self, client: Client, patience: timedelta = PATIENCE) -> None:
        self._client = client
        self._patience = patience

    @activity.defn(name="deliver_to_centre")
    async def deliver_to_centre(self, letter: Letter) -> Answer:
        """Hands the decision to the centre and brings its answer; safe to repeat, since the decision has its id."""
        try:
            await self._send(letter)
        except WorkflowUpdateFailedError as failure:
            return await self._refused(letter, failure)
        except Unanswered as silence:
            raise _no_answer(letter, "in time") from silence
        except RPCError as error:
            if error.status is RPCStatusCode.NOT_FOUND:
                return await self._absent(letter)
            raise _no_answer(letter, error.message) from error
        return Answer(code=letter.code, status=Outcome.TAKEN)

    async def _send(self, letter: Letter) -> Receipt:
        decision = letter.decision
        # The digest makes a changed decision a new update: Temporal answers a known update id without looking.
        update_id = f"{decision.decision_id}:{decision.digest}"
        receipt: Receipt = await self._handle(letter).execute_update(
            "decide", decision.model_dump(mode="json"), id=update_id, result_type=Receipt, rpc_timeout=self._patience
        )
        return receipt

    async def _refused(self, letter: Letter, failure: WorkflowUpdateFailedError) -> Answer:
        cause = failure.cause
        if not isinstance(cause, ApplicationError) or cause.type not in set(Code):
            raise _no_answer(letter, str(cause)) from failure
        status = await self._status(letter)
        open_already = status is not None and is_open_already(letter, Code(cause.type), status.matters)
        outcome = Outcome.ALREADY if open_already else Outcome.REFUSED
        return Answer(code=letter.code, status=outcome, why=cause.type, sentence=cause.message)

    async def _absent(self, letter: Letter) -> Answer:
        """Nobody takes messages under this code: the life has ended, or there was never one."""
        if await self._status(letter) is None:
            sentence = f"there is no centre with the code {letter.code} on this server"
            return Answer(code=letter.code, status=Outcome.UNREACHABLE, why="NOT_FOUND", sentence=sentence)
        sentence = f"the life of {letter.code} has ended; nothing more is decided on it"
        return Answer(code=letter.code, status=Outcome.REFUSED, why=Code.CENTRE_EXITED, sentence=sentence)

    async def _status(self, letter: Letter) -> Standing | None:
        try:
            standing: Standing = await self._handle(letter).query(
                "status", result_type=Standing, rpc_timeout=self._patience
            )
            return standing
        except RPCError as error:
            if error.status is RPCStatusCode.NOT_FOUND:
                return None
            raise _no_answer(letter, error.message) from error

    def _handle(self, letter: Letter) -> WorkflowHandle[object, object]:
        return self._client.get_workflow_handle(centre_id(letter.code))


def _no_answer(letter: Letter, why: str) -> ApplicationError:
    return ApplicationError(
        f"{letter.code} gave no answer: {why[:200]}", type="NoAnswer", category=ApplicationErrorCategory.BENIGN
    )
