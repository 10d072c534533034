"""The image of the workers, the migrations and the command line."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"][
    "packages"
]
LAUNCHER = ROOT / "deploy" / "ncti"


def instructions() -> list[tuple[str, str]]:
    """Each instruction of the Dockerfile with its arguments, on one line."""
    lines = [line for line in (ROOT / "Dockerfile").read_text().splitlines() if not line.startswith("#")]
    joined = re.sub(r"\s*\\\n\s*", " ", "\n".join(lines))
    return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in joined.splitlines() if line)]


def arguments(instruction: str) -> list[str]:
    """The arguments of every instruction of one kind."""
    return [rest for word, rest in instructions() if word == instruction]


def admitted() -> set[str]:
    """What .dockerignore lets into the build."""
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    return {line[1:] for line in lines if line.startswith("!")}


class TestReproducible:
    """The same sources give the same image."""

    def test_the_base_is_pinned_to_a_patch_release_and_a_debian(self) -> None:
        (base,) = arguments("FROM")
        assert re.fullmatch(r"python:3\.11\.\d+-slim-[a-z]+", base)

    def test_every_package_is_checked_against_its_hash_and_none_is_built(self) -> None:
        installs = [run for run in arguments("RUN") if "pip install" in run]
        assert installs == ["pip install --require-hashes --only-binary :all: -r requirements.lock"]

    def test_nothing_is_downloaded_by_the_way(self) -> None:
        assert not re.search(r"\b(curl|wget|git clone|ADD)\b", " ".join(map(" ".join, instructions())))

    def test_no_cache_is_left_behind(self) -> None:
        assert "PIP_NO_CACHE_DIR=1" in arguments("ENV")[0]
        assert all("rm -rf /var/lib/apt/lists/*" in run for run in arguments("RUN") if "apt-get" in run)


class TestContent:
    """The image holds what the programs need and nothing else."""

    @pytest.mark.parametrize("package", PACKAGES)
    def test_every_package_is_copied_and_let_in(self, package: str) -> None:
        assert f"{package} ./{package}" in arguments("COPY")
        assert package in admitted()

    def test_whatever_is_copied_exists_and_is_let_in(self) -> None:
        sources = {copy.removeprefix("--chmod=755 ").split()[0] for copy in arguments("COPY")}
        assert sources == admitted()
        assert all((ROOT / source).exists() for source in sources)

    def test_everything_else_is_kept_out(self) -> None:
        lines = (ROOT / ".dockerignore").read_text().splitlines()
        assert next(line for line in lines if not line.startswith("#")) == "*"

    def test_the_packages_are_found_where_they_are_copied(self) -> None:
        assert "PYTHONPATH=/app" in arguments("ENV")[0].split()
        assert arguments("WORKDIR") == ["/app"]

    def test_the_time_zone_of_the_deadlines_is_there(self) -> None:
        assert any("tzdata" in run and "ZoneInfo('Asia/Shanghai')" in run for run in arguments("RUN"))

    def test_the_command_starts_the_same_function_as_the_installed_one(self) -> None:
        module, _, function = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["scripts"][
            "ncti"
        ].partition(":")
        imports = [node for node in ast.walk(ast.parse(LAUNCHER.read_text())) if isinstance(node, ast.ImportFrom)]
        assert [(node.module, node.names[0].name) for node in imports] == [(module, function)]


class TestRunning:
    """A container runs as nobody in particular and says what it does at once."""

    def test_the_user_is_a_number_and_not_root(self) -> None:
        (user,) = arguments("USER")
        assert re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", user)

    def test_nothing_but_the_command_comes_after_the_change_of_user(self) -> None:
        words = [word for word, _ in instructions()]
        assert words[words.index("USER") :] == ["USER", "CMD"]

    def test_the_log_is_not_held_back(self) -> None:
        assert "PYTHONUNBUFFERED=1" in arguments("ENV")[0]

    def test_it_is_a_worker_that_gets_the_signals_itself(self) -> None:
        assert arguments("CMD") == ['["python", "-m", "workers"]']

    def test_the_launcher_may_be_run(self) -> None:
        assert "--chmod=755 deploy/ncti /usr/local/bin/ncti" in arguments("COPY")
        assert LAUNCHER.read_text().startswith("#!/usr/local/bin/python\n")
