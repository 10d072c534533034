"""The connection to Temporal: each failure is one sentence that says what to do."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from workers import connection
from workers.connection import Unreachable, connect
from workers.settings import LogFormat, Settings


@pytest.fixture(autouse=True)
def no_choice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An environment that chooses no server."""
    for name in (*connection.CHOSEN_BY, "TEMPORAL_NAMESPACE", "TEMPORAL_API_KEY", "TEMPORAL_TLS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))


@pytest.fixture
def silent_server() -> Iterator[str]:
    """A port that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"127.0.0.1:{server.getsockname()[1]}"


async def refusal(address_default: str | None = None) -> str:
    """The one sentence with which no connection is had."""
    with pytest.raises(Unreachable) as refused:
        await connect(address_default)
    sentence = str(refused.value)
    assert sentence.isprintable()
    assert sentence.endswith(".")
    return sentence


class TestNoConnection:
    """Nothing hangs and nothing fails with a traceback."""

    async def test_nothing_is_configured(self) -> None:
        assert "ncti up" in await refusal()

    async def test_the_profile_is_unknown(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("TEMPORAL_PROFILE", "prod")
        assert "'prod' not found" in await refusal()

    async def test_an_unknown_profile_is_not_replaced_by_the_running_stack(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("TEMPORAL_PROFILE", "prod")
        assert "'prod' not found" in await refusal("127.0.0.1:1")

    async def test_the_configuration_file_is_missing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("TEMPORAL_CONFIG_FILE", "/none/there.toml")
        assert "/none/there.toml, which is not a file" in await refusal("127.0.0.1:1")

    async def test_the_configuration_file_is_not_toml(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        (tmp_path / "bad.toml").write_text("[profile.default\n")
        monkeypatch.setenv("TEMPORAL_CONFIG_FILE", str(tmp_path / "bad.toml"))
        assert "TEMPORAL_CONFIG_FILE" in await refusal()

    async def test_nobody_listens(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("TEMPORAL_ADDRESS", "127.0.0.1:1")
        assert "127.0.0.1:1 cannot be reached (connection refused)" in await refusal()

    async def test_the_running_stack_has_just_gone(self) -> None:
        assert "127.0.0.1:1 cannot be reached" in await refusal("127.0.0.1:1")

    async def test_the_address_is_no_address(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("TEMPORAL_ADDRESS", "not an address")
        assert "not an address" in await refusal()

    async def test_the_server_never_answers(self, monkeypatch: pytest.MonkeyPatch, silent_server: str) -> None:
        monkeypatch.setattr(connection, "PATIENCE", 0.5)
        assert "did not answer" in await refusal(silent_server)


class TestSettings:
    """Our own variables are read once and cannot be changed."""

    def test_an_empty_variable_counts_as_unset(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("NCTI_POLICY", "")
        assert Settings().policy is None

    def test_the_database_s_password_is_not_shown(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("NCTI_DATABASE_URL", "postgresql://a:secret@h/d")
        monkeypatch.setenv("NCTI_LOG_FORMAT", "json")
        settings = Settings()
        assert "secret" not in repr(settings)
        assert settings.log_format is LogFormat.JSON
