"""One event per line, whatever the event contains."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from workers.logs import POOL_LOGGER, Seldom, configure, on_one_line
from workers.settings import LogFormat

NASTY = "first\nsecond\r\x1b[31mred\x7f\u2028next\u202ereversed\x00end"


@pytest.fixture(params=list(LogFormat))
def out(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """The log in each of its formats; the logging of the tests is put back afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    root.handlers = []
    configure(request.param, stream)
    yield stream
    root.handlers, _ = handlers, root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
def json_out() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    root.handlers = []
    configure(LogFormat.JSON, stream)
    yield stream
    root.handlers, _ = handlers, root.setLevel(level)
    structlog.reset_defaults()


def the_line(out: io.StringIO) -> str:
    """The only line written."""
    text = out.getvalue()
    assert text.endswith("\n")
    assert text[:-1].isprintable()
    return text[:-1]


class TestOneLine:
    """A line cannot be forged, whichever way the text comes in."""

    def test_as_an_event(self, out: io.StringIO) -> None:
        structlog.get_logger("x").info(NASTY)
        assert "second" in the_line(out)

    def test_as_a_value(self, out: io.StringIO) -> None:
        structlog.get_logger("x").info("decision.refused", reason=NASTY, more={"deep": NASTY})
        assert "decision.refused" in the_line(out)

    def test_as_a_key_or_an_object_with_a_nasty_name(self, out: io.StringIO) -> None:
        nasty = type("Nasty", (), {"__repr__": lambda self: NASTY})()
        structlog.get_logger("x").info("a", **{NASTY: nasty})
        the_line(out)

    def test_as_a_message_of_the_standard_library(self, out: io.StringIO) -> None:
        logging.getLogger("temporalio").warning("%s", NASTY, extra={"field": NASTY})
        assert "second" in the_line(out)

    def test_as_an_exception_with_its_traceback(self, out: io.StringIO) -> None:
        try:
            raise ValueError(NASTY)
        except ValueError:
            logging.getLogger("x").exception("it failed")
        assert "Traceback" in the_line(out)

    def test_ordinary_text_is_left_alone(self) -> None:
        assert on_one_line("国家中心 – done") == "国家中心 – done"


class TestJson:
    """Each line is one object with the fields one searches for."""

    def test_a_line_is_one_object_that_gives_the_text_back(self, json_out: io.StringIO) -> None:
        structlog.get_logger("x").info(NASTY, centre="国家")
        line = the_line(json_out)
        assert line.isascii()
        assert (json.loads(line)["event"], json.loads(line)["centre"]) == (NASTY, "国家")

    def test_the_level_the_logger_and_the_time_are_there(self, json_out: io.StringIO) -> None:
        logging.getLogger("temporalio.worker").warning("slow")
        entry = json.loads(the_line(json_out))
        assert (entry["level"], entry["logger"], entry["timestamp"][-1]) == (
            "warning",
            "temporalio.worker",
            "Z",
        )

    def test_the_activity_s_details_are_flat(self, json_out: io.StringIO) -> None:
        details = {"workflow_id": "centre/a", "activity_type": "notify", "attempt": 3, "task_queue": "ncti"}
        logging.getLogger("temporalio.activity").info("sent", extra={"temporal_activity": details})
        entry = json.loads(the_line(json_out))
        assert (entry["workflow_id"], entry["activity"], entry["attempt"]) == ("centre/a", "notify", 3)
        assert "temporal_activity" not in entry
        assert "task_queue" not in entry

    def test_the_workflow_s_details_are_flat(self, json_out: io.StringIO) -> None:
        details = {"workflow_id": "centre/a", "attempt": 1, "run_id": "r"}
        logging.getLogger("temporalio.workflow").info("woke", extra={"temporal_workflow": details})
        entry = json.loads(the_line(json_out))
        assert (entry["workflow_id"], "temporal_workflow" in entry) == ("centre/a", False)


class TestSeldom:
    """An outage of the database does not fill the log with the pool's tracebacks."""

    def test_the_pool_repeats_itself_once_a_minute(self, json_out: io.StringIO) -> None:
        logger = logging.getLogger(POOL_LOGGER)
        for _ in range(5):
            logger.warning("a floor that is tested here: %s", "x")
        the_line(json_out)

    def test_what_was_held_back_is_counted(self) -> None:
        seldom, records = Seldom(period=3600), [logging.makeLogRecord({"msg": "m"}) for _ in range(3)]
        assert [seldom.filter(record) for record in records] == [True, False, False]
        seldom._last.clear()
        assert seldom.filter(records[0])
        assert records[0].held_back == 2  # type: ignore[attr-defined]
