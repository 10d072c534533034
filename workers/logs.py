"""Logs of the worker process: one event per line, whatever the event contains."""

import logging
import sys
import time
from collections.abc import Mapping
from typing import Final, TextIO

import structlog
from structlog.stdlib import ExtraAdder, ProcessorFormatter
from structlog.typing import EventDict, Processor, WrappedLogger
from temporalio import activity, workflow

from workers.settings import LogFormat

POOL_LOGGER: Final = "asyncpg.pool"
QUIET_SECONDS: Final = 60.0
_FLATTENED: Final = (
    ("workflow_id", "workflow_id"),
    ("activity_type", "activity"),
    ("attempt", "attempt"),
    ("update_name", "update"),
)
_STAMPED: Final[tuple[Processor, ...]] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)


def configure(log_format: LogFormat = LogFormat.CONSOLE, stream: TextIO = sys.stderr) -> None:
    """Sends structlog's and the standard library's events to one stream in one format."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_formatter(log_format))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    _configure_structlog()
    _keep_messages_clean()
    _quieten(logging.getLogger(POOL_LOGGER))


def on_one_line(text: str) -> str:
    """Escapes every character that could end a line, steer a terminal or turn the reading direction."""
    return "".join(char if char.isprintable() else _escaped(char) for char in text)


class Seldom(logging.Filter):
    """Lets one record per message through in each period and says how many it held back."""

    def __init__(self, period: float = QUIET_SECONDS) -> None:
        super().__init__()
        self._period = period
        self._last: dict[str, float] = {}
        self._held_back: dict[str, int] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record may be written."""
        now, key = time.monotonic(), str(record.msg)
        if now - self._last.get(key, -self._period) < self._period:
            self._held_back[key] = self._held_back.get(key, 0) + 1
            return False
        self._last[key] = now
        record.held_back = self._held_back.pop(key, 0)
        return True


def _formatter(log_format: LogFormat) -> ProcessorFormatter:
    return ProcessorFormatter(
        foreign_pre_chain=[*_STAMPED, ExtraAdder(), _flatten],
        processors=[
            ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            _renderer(log_format),
            _last_word,
        ],
    )


def _renderer(log_format: LogFormat) -> Processor:
    if log_format is LogFormat.JSON:
        return structlog.processors.JSONRenderer(ensure_ascii=True)
    return structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)


def _configure_structlog() -> None:
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *_STAMPED, _whose, ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def _keep_messages_clean() -> None:
    workflow.logger.workflow_info_on_message = False
    activity.logger.activity_info_on_message = False


def _quieten(logger: logging.Logger) -> None:
    if not any(isinstance(known, Seldom) for known in logger.filters):
        logger.addFilter(Seldom())


def _flatten(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Replaces Temporal's nested details by the few fields one searches for."""
    nested = [_mapping(event.pop(key, None)) for key in ("temporal_workflow", "temporal_activity")]
    details = {key: value for mapping in nested for key, value in mapping.items()}
    return {**event, **{name: details[key] for key, name in _FLATTENED if key in details}}


def _whose(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Adds for which centre, in which activity and attempt, when the event comes from an activity."""
    if not activity.in_activity():
        return event
    info = activity.info()
    return {**event, "workflow_id": info.workflow_id, "activity": info.activity_type, "attempt": info.attempt}


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _last_word(_logger: WrappedLogger, _method: str, line: EventDict) -> str:
    return on_one_line(str(line))


def _escaped(char: str) -> str:
    code = ord(char)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
