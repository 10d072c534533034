"""What the environment decides about our own programs; Temporal's part is read by `workers.connection`."""

from enum import StrEnum
from pathlib import Path

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class LogFormat(StrEnum):
    """How a log line looks: for a person, or for a program."""

    CONSOLE = "console"
    JSON = "json"


class Settings(BaseSettings):
    """The `NCTI_*` variables, read once in `main`; an empty variable counts as unset."""

    model_config = SettingsConfigDict(env_prefix="NCTI_", env_ignore_empty=True, frozen=True, extra="ignore")

    database_url: SecretStr | None = None
    policy: Path | None = None
    log_format: LogFormat = LogFormat.CONSOLE
