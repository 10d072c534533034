"""The connection to Temporal, configured the ecosystem's own way."""

import asyncio
import os
from pathlib import Path

from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.envconfig import ClientConfig, ClientConnectConfig

PATIENCE = 5.0
CHOSEN_BY = ("TEMPORAL_ADDRESS", "TEMPORAL_PROFILE", "TEMPORAL_CONFIG_FILE")


class Unreachable(Exception):
    """No connection to Temporal can be had; the message is one sentence that says what to do."""


async def connect(address_default: str | None = None) -> Client:
    """Connects to the chosen server; `address_default` serves when the environment chooses none."""
    config = _config(address_default)
    target = config.get("target_host")
    if not target:
        raise Unreachable("No Temporal server is configured: run `ncti up` in this folder or set TEMPORAL_ADDRESS.")
    return await _connected(config, target)


async def _connected(config: ClientConnectConfig, target: str) -> Client:
    remedy = "check TEMPORAL_ADDRESS and that the server runs, or start one with `ncti up`."
    connecting = Client.connect(**config, data_converter=pydantic_data_converter, identity=_identity())
    try:
        return await asyncio.wait_for(connecting, PATIENCE)
    except TimeoutError:
        raise Unreachable(f"Temporal at {target} did not answer within {PATIENCE:.0f} s: {remedy}") from None
    except (RuntimeError, ValueError) as error:
        raise Unreachable(f"Temporal at {target} cannot be reached ({_brief(error)}): {remedy}") from error


def _config(address_default: str | None) -> ClientConnectConfig:
    _refuse_missing_file(os.environ.get("TEMPORAL_CONFIG_FILE"))
    local = bool(address_default) and not any(os.environ.get(name) for name in CHOSEN_BY)
    try:
        config = ClientConfig.load_client_connect_config(disable_file=local)
    except RuntimeError as error:
        raise Unreachable(
            f"Temporal's client configuration cannot be used ({_brief(error)}): "
            "mend TEMPORAL_PROFILE or the file named by TEMPORAL_CONFIG_FILE."
        ) from error
    if address_default and not config.get("target_host"):
        config["target_host"] = address_default
    return config


def _refuse_missing_file(path: str | None) -> None:
    if path and not Path(path).is_file():
        raise Unreachable(f"TEMPORAL_CONFIG_FILE names {path}, which is not a file: correct it or unset the variable.")


def _identity() -> str:
    # The SDK's own default carries the host's name, which is often a person's.
    return f"ncti/{os.getpid()}"


def _brief(error: Exception) -> str:
    line = str(error).splitlines()[0].removeprefix("Failed client connect: ")
    if "Refused" in line:
        return "connection refused"
    if "dns error" in line:
        return "unknown host name"
    return line[:160]
