"""The deployment on one host: docker-compose.yml and the scripts it runs."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import pytest
import yaml
from temporalio.client import Client

from starter.embedded.ports import free_port
from starter.embedded.temporal import RETENTION, retention_of
from workers.search_attributes import SEARCH_ATTRIBUTES, missing, mistyped
from workers.settings import Settings

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
TEXT = (ROOT / "docker-compose.yml").read_text()
COMPOSE: dict[str, Any] = yaml.safe_load(TEXT)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
NAMESPACE_SCRIPT = (DEPLOY / "temporal" / "namespace.sh").read_text()

LASTING = {"postgres", "temporal", "ui", "worker"}
ONE_SHOTS = {"temporal-schema", "temporal-namespace", "migrate"}
ON_DEMAND = {"ncti"}
OURS = {"migrate", "worker", "ncti"}
CONDITIONS = {"service_healthy", "service_completed_successfully"}
DEFAULTED = re.compile(r"\$\{(\w+):-([^${}]*)\}")
VARIABLE = re.compile(r"(?<!\$)\$\{(\w+)(:[-?])?")

each_service = pytest.mark.parametrize("name", SERVICES)
each_of_ours = pytest.mark.parametrize("name", sorted(OURS))


def resolved(value: str, environment: Mapping[str, str] | None = None) -> str:
    """The value as Compose reads it in an environment, the inner defaults first."""
    chosen = environment or {}
    while (filled := DEFAULTED.sub(lambda found: chosen.get(found[1]) or found[2], value)) != value:
        value = filled
    return value


def environment(name: str) -> dict[str, str]:
    """The variables of a service, with nothing chosen."""
    return {key: resolved(value) for key, value in SERVICES[name].get("environment", {}).items()}


def mounts(name: str) -> list[list[str]]:
    """Source, target and options of each volume of a service."""
    return [volume.split(":") for volume in SERVICES[name].get("volumes", [])]


def awaited(name: str) -> dict[str, str]:
    """What a service waits for, and until when."""
    return {other: entry["condition"] for other, entry in SERVICES[name].get("depends_on", {}).items()}


def awaited_in_the_end(name: str) -> set[str]:
    """What must have happened before a service starts, at any remove."""
    return {name}.union(*(awaited_in_the_end(other) for other in awaited(name)))


def declared_attributes() -> dict[str, str]:
    """The search attributes in the script for the namespace, with their types."""
    lines = re.findall(r"^attributes (\w+) (.+)$", NAMESPACE_SCRIPT, re.MULTILINE)
    return {name: kind for kind, names in lines for name in names.split()}


class TestStructure:
    """Whatever the file speaks of is there."""

    def test_every_service_has_its_part(self) -> None:
        assert set(SERVICES) == LASTING | ONE_SHOTS | ON_DEMAND

    def test_only_known_sections_are_used(self) -> None:
        sections = {section for section in COMPOSE if not section.startswith("x-")}
        assert sections == {"name", "services", "networks", "volumes"}

    @each_service
    def test_its_networks_are_declared(self, name: str) -> None:
        assert set(SERVICES[name]["networks"]) <= set(COMPOSE["networks"])
        assert SERVICES[name]["networks"]

    @each_service
    def test_its_volumes_are_named_or_files_of_the_repository(self, name: str) -> None:
        for source, *_ in mounts(name):
            assert source in COMPOSE["volumes"] or (source.startswith("./") and (ROOT / source).exists())

    @each_service
    def test_no_volume_is_anonymous(self, name: str) -> None:
        assert all(len(mount) >= 2 and mount[1].startswith("/") for mount in mounts(name))

    @each_service
    def test_what_comes_from_the_repository_is_read_only(self, name: str) -> None:
        assert all(mount[2:] == ["ro"] for mount in mounts(name) if mount[0].startswith("./"))

    def test_the_data_of_the_database_are_on_a_named_volume(self) -> None:
        assert ["postgres", "/var/lib/postgresql/data"] in mounts("postgres")

    @pytest.mark.parametrize("name", ["temporal-schema", "temporal-namespace"])
    def test_the_script_it_runs_exists(self, name: str) -> None:
        ((source, target, _),) = mounts(name)
        (command,) = SERVICES[name]["command"]
        assert (ROOT / source / Path(command).relative_to(target)).is_file()

    def test_the_server_s_dynamic_configuration_exists_and_is_a_list_for_each_key(self) -> None:
        ((source, target, _),) = mounts("temporal")
        path = Path(environment("temporal")["DYNAMIC_CONFIG_FILE_PATH"]).relative_to(target)
        entries = yaml.safe_load((ROOT / source / path).read_text())
        assert all(set(value) <= {"value", "constraints"} for values in entries.values() for value in values)


class TestImages:
    """The same file gives the same programs, today and in ten years."""

    @each_service
    def test_its_image_is_pinned_to_a_release(self, name: str) -> None:
        assert re.fullmatch(r"[\w./-]+:\d+\.\d+(\.\d+)?(-[a-z]+)?", SERVICES[name]["image"])

    def test_the_deprecated_image_that_sets_itself_up_is_not_used(self) -> None:
        assert not any("auto-setup" in service["image"] for service in SERVICES.values())

    def test_the_tools_have_the_version_of_the_server(self) -> None:
        names = ("temporal", "temporal-schema", "temporal-namespace")
        assert len({SERVICES[name]["image"].partition(":")[2] for name in names}) == 1

    def test_only_our_own_image_is_built(self) -> None:
        assert {name for name, service in SERVICES.items() if "build" in service} == OURS
        assert len({SERVICES[name]["image"] for name in OURS}) == 1


class TestOrder:
    """Nobody starts before what they need is there."""

    @each_service
    def test_what_it_waits_for_exists_and_has_a_condition(self, name: str) -> None:
        assert set(awaited(name)) <= set(SERVICES)
        assert set(awaited(name).values()) <= CONDITIONS

    def test_nobody_waits_in_a_circle(self) -> None:
        order = list(TopologicalSorter({name: awaited(name) for name in SERVICES}).static_order())
        assert set(order) == set(SERVICES)

    @each_service
    def test_a_one_shot_is_awaited_to_its_end_and_a_lasting_one_until_it_is_healthy(self, name: str) -> None:
        for other, condition in awaited(name).items():
            assert condition == ("service_completed_successfully" if other in ONE_SHOTS else "service_healthy")
            assert other in ONE_SHOTS or "healthcheck" in SERVICES[other]

    @pytest.mark.parametrize("one_shot", sorted(ONE_SHOTS))
    def test_every_one_shot_is_awaited_by_somebody(self, one_shot: str) -> None:
        assert any(one_shot in awaited(name) for name in SERVICES)

    @pytest.mark.parametrize("name", ["worker", "ncti"])
    def test_schema_namespace_and_migrations_come_before_our_programs(self, name: str) -> None:
        assert awaited_in_the_end(name) >= ONE_SHOTS

    @each_service
    def test_what_lasts_comes_back_and_what_runs_once_does_not_hide_its_failure(self, name: str) -> None:
        assert SERVICES[name]["restart"] == ("unless-stopped" if name in LASTING else "no")

    @pytest.mark.parametrize("name", sorted(ON_DEMAND))
    def test_the_command_line_runs_on_demand_only(self, name: str) -> None:
        assert SERVICES[name]["profiles"] == ["tools"]


class TestExposure:
    """Neither Temporal nor its Web UI asks who one is, so neither leaves the host by itself."""

    def test_only_the_web_ui_has_a_port_outside(self) -> None:
        assert {name for name, service in SERVICES.items() if "ports" in service} == {"ui"}

    def test_it_is_bound_to_loopback_unless_one_chooses_otherwise(self) -> None:
        (port,) = SERVICES["ui"]["ports"]
        assert resolved(port) == "127.0.0.1:8080:8080"
        assert resolved(port, {"NCTI_UI_BIND": "10.0.0.1", "NCTI_UI_PORT": "80"}) == "10.0.0.1:80:8080"

    @pytest.mark.parametrize("name", ["postgres", "temporal", "temporal-schema", "temporal-namespace"])
    def test_database_and_server_are_on_the_network_without_a_way_out(self, name: str) -> None:
        assert SERVICES[name]["networks"] == ["inner"]
        assert COMPOSE["networks"]["inner"]["internal"] is True

    @each_service
    def test_nothing_is_given_the_host(self, name: str) -> None:
        assert not {"privileged", "network_mode", "pid", "cap_add", "devices"} & set(SERVICES[name])

    @pytest.mark.parametrize("name", sorted(set(SERVICES) - {"postgres"}))
    def test_it_has_no_rights_it_does_not_need(self, name: str) -> None:
        assert SERVICES[name]["cap_drop"] == ["ALL"]
        assert SERVICES[name]["security_opt"] == ["no-new-privileges:true"]


class TestSecrets:
    """A password has no default, and a missing one is a sentence."""

    def test_each_password_must_be_given(self) -> None:
        used = {(name, kind) for name, kind in VARIABLE.findall(TEXT) if "PASSWORD" in name}
        assert used == {(name, ":?") for name in ("POSTGRES_PASSWORD", "TEMPORAL_DB_PASSWORD", "NCTI_DB_PASSWORD")}

    def test_the_sentence_says_what_to_do(self) -> None:
        sentences = set(re.findall(r"\$\{\w+:\?([^}]*)\}", TEXT))
        assert sentences == {"set it in deploy/.env as deploy/env.example shows"}

    def test_whatever_is_no_password_has_a_default(self) -> None:
        assert all(kind == ":-" for name, kind in VARIABLE.findall(TEXT) if "PASSWORD" not in name)

    def test_the_example_names_every_variable_and_gives_no_password(self) -> None:
        example = (DEPLOY / "env.example").read_text()
        assert set(re.findall(r"^#? ?([A-Z_]+)=", example, re.MULTILINE)) == {
            name for name, _ in VARIABLE.findall(TEXT)
        }
        assert re.findall(r"PASSWORD=(.+)", example) == []

    def test_the_filled_in_file_cannot_be_committed_or_built_in(self) -> None:
        assert ".env" in (DEPLOY / ".gitignore").read_text().splitlines()
        assert "*" in (ROOT / ".dockerignore").read_text().splitlines()

    def test_temporal_and_the_application_have_a_role_and_a_password_each(self) -> None:
        assert environment("temporal")["POSTGRES_USER"] == "temporal"
        assert "TEMPORAL_DB_PASSWORD" in environment("temporal")["POSTGRES_PWD"]
        assert environment("worker")["NCTI_DATABASE_URL"].startswith("postgresql://ncti:${NCTI_DB_PASSWORD:?")


class TestDatabases:
    """The script for an empty volume makes what the others then use."""

    SCRIPT = (DEPLOY / "postgres" / "databases.sh").read_text()

    @pytest.mark.parametrize("variable", ["DBNAME", "VISIBILITY_DBNAME"])
    def test_temporal_owns_its_databases(self, variable: str) -> None:
        assert f"CREATE DATABASE {environment('temporal')[variable]} OWNER temporal;" in self.SCRIPT

    def test_the_application_owns_its_own(self) -> None:
        assert environment("worker")["NCTI_DATABASE_URL"].endswith("@postgres:5432/ncti")
        assert "CREATE DATABASE ncti OWNER ncti;" in self.SCRIPT

    def test_nobody_enters_the_database_of_another(self) -> None:
        assert "REVOKE ALL ON DATABASE temporal, temporal_visibility, ncti FROM PUBLIC;" in self.SCRIPT

    @pytest.mark.parametrize("password", ["", "o'clock", "a b", "p@ss", "x/y", 'q"'])
    def test_a_password_that_would_break_a_url_is_refused_before_anything_is_made(self, password: str) -> None:
        passwords = {"TEMPORAL_DB_PASSWORD": "fine-1", "NCTI_DB_PASSWORD": password}
        run = subprocess.run(
            ["/bin/sh", "-c", self.SCRIPT], env={"PATH": ""} | passwords, capture_output=True, text=True
        )
        assert (run.returncode, run.stdout) == (1, "")
        assert run.stderr.startswith("NCTI_DB_PASSWORD must be made of")


class TestServer:
    """What can never be changed is chosen, not left to the default."""

    def test_the_number_of_shards(self) -> None:
        assert environment("temporal")["NUM_HISTORY_SHARDS"] == "512"

    def test_both_schemas_are_brought_up_to_date(self) -> None:
        script = (DEPLOY / "temporal" / "schema.sh").read_text()
        calls = re.findall(r"^bring_up_to_date (\w+) (\w+)$", script, re.MULTILINE)
        assert calls == [("temporal", "temporal"), ("temporal_visibility", "visibility")]

    def test_server_and_schema_use_the_same_database(self) -> None:
        server, schema = environment("temporal"), environment("temporal-schema")
        for ours, theirs in {"DB": "SQL_PLUGIN", "POSTGRES_SEEDS": "SQL_HOST", "POSTGRES_USER": "SQL_USER"}.items():
            assert server[ours] == schema[theirs]


class TestWebUi:
    """From a browser one decides, and the answer comes at once; nothing else may touch a life."""

    @pytest.mark.parametrize("action", ["SIGNAL", "TERMINATE", "RESET", "CANCEL", "PAUSE"])
    def test_what_is_no_decision_is_disabled(self, action: str) -> None:
        assert environment("ui")[f"TEMPORAL_WORKFLOW_{action}_DISABLED"] == "true"

    @pytest.mark.parametrize("action", ["BATCH_ACTIONS", "START_WORKFLOW", "ACTIVITY_COMMANDS"])
    def test_nothing_is_done_to_many_or_from_nothing(self, action: str) -> None:
        assert environment("ui")[f"TEMPORAL_{action}_DISABLED"] == "true"

    def test_a_decision_may_be_sent(self) -> None:
        assert environment("ui")["TEMPORAL_WORKFLOW_UPDATE_DISABLED"] == "false"
        assert "TEMPORAL_DISABLE_WRITE_ACTIONS" not in environment("ui")

    def test_it_fetches_no_news(self) -> None:
        assert environment("ui")["TEMPORAL_DISABLE_NEWS_FETCH"] == "true"

    def test_only_its_own_origin_may_call_it_whichever_port_it_has(self) -> None:
        origin = SERVICES["ui"]["environment"]["TEMPORAL_CORS_ORIGINS"]
        assert resolved(origin) == "http://127.0.0.1:8080"
        assert resolved(origin, {"NCTI_UI_PORT": "9000"}) == "http://127.0.0.1:9000"


class TestWorkers:
    """A deployed program reads the same variables as one on a laptop."""

    @each_of_ours
    def test_every_variable_of_the_settings_is_set(self, name: str) -> None:
        prefix = Settings.model_config["env_prefix"]
        assert {f"{prefix}{field}".upper() for field in Settings.model_fields} <= set(environment(name))

    @each_of_ours
    def test_the_settings_accept_them(self, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        for variable, value in environment(name).items():
            monkeypatch.setenv(variable, value)
        assert (Settings().log_format, Settings().policy) == ("json", None)

    @each_of_ours
    def test_temporal_is_chosen_by_its_own_variables(self, name: str) -> None:
        assert environment(name)["TEMPORAL_ADDRESS"] == environment("ui")["TEMPORAL_ADDRESS"] == "temporal:7233"
        assert environment(name)["TEMPORAL_NAMESPACE"] == environment("temporal-namespace")["TEMPORAL_NAMESPACE"]

    def test_there_are_two_and_each_may_finish_what_it_has_in_hand(self) -> None:
        assert SERVICES["worker"]["deploy"]["replicas"] == 2
        assert "container_name" not in SERVICES["worker"]
        assert SERVICES["worker"]["stop_grace_period"] == "60s"

    @each_of_ours
    def test_its_files_cannot_be_changed_from_within(self, name: str) -> None:
        assert SERVICES[name]["read_only"] is True
        assert SERVICES[name]["tmpfs"] == ["/tmp"]


@pytest.fixture(scope="class")
def server() -> Iterator[str]:
    """A development server of its own, which knows nothing of ours."""
    address = f"127.0.0.1:{(port := free_port(27233))}"
    program = Path(sys.executable).with_name("temporal")
    arguments = ("server", "start-dev", "--headless", "--ip", "127.0.0.1", "--port", str(port), "--log-level", "never")
    with subprocess.Popen([program, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        yield address
        process.terminate()


def run_namespace_script(address: str, script: str = NAMESPACE_SCRIPT, **more: str) -> subprocess.CompletedProcess[str]:
    """Runs the script for the namespace `lives` with the command line of this environment."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    variables = {**os.environ, "PATH": path, "TEMPORAL_ADDRESS": address, "TEMPORAL_NAMESPACE": "lives", **more}
    return subprocess.run(["/bin/sh", "-c", script], env=variables, capture_output=True, text=True, timeout=120)


class TestNamespace:
    """The script makes the namespace which the workers expect."""

    def test_the_search_attributes_are_those_of_the_code(self) -> None:
        assert declared_attributes() == dict(SEARCH_ATTRIBUTES)

    def test_the_retention_is_that_of_the_code(self) -> None:
        assert RETENTION.days == 4000
        assert re.findall(r"^RETENTION=(.+)$", NAMESPACE_SCRIPT, re.MULTILINE) == [f"{RETENTION.days}d"]

    async def test_it_makes_the_namespace_and_may_be_repeated(self, server: str) -> None:
        assert [run_namespace_script(server).returncode for _ in range(2)] == [0, 0]
        client = await Client.connect(server, namespace="lives")
        assert await retention_of(client) == RETENTION
        assert (await missing(client), await mistyped(client)) == ([], [])

    def test_another_type_of_the_same_name_fails_and_says_which(self, server: str) -> None:
        script = NAMESPACE_SCRIPT.replace("attributes Bool InSequence Overdue", "attributes Int InSequence Overdue")
        assert run_namespace_script(server).returncode == 0
        run = run_namespace_script(server, script, NCTI_SETUP_ATTEMPTS="1")
        assert run.returncode == 1
        assert "InSequence already exists and has different type" in run.stderr

    def test_a_server_that_never_comes_fails_the_start(self) -> None:
        run = run_namespace_script("127.0.0.1:1", NCTI_SETUP_ATTEMPTS="1")
        assert run.returncode == 1
        assert "Gave up after 1 attempts: temporal operator cluster health" in run.stderr

    @pytest.mark.parametrize("variable", ["TEMPORAL_ADDRESS", "TEMPORAL_NAMESPACE"])
    def test_a_missing_variable_is_a_sentence(self, variable: str) -> None:
        run = run_namespace_script("127.0.0.1:1", **{variable: ""})
        assert run.returncode != 0
        assert f"set {variable} to the" in run.stderr
