"""The ready-made links into the Web UI."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

from domain.states import State
from starter.links import CANDIDATES, GROUPS, filtered_links

UI = "http://127.0.0.1:8233"


def queries(**options: object) -> dict[str, str]:
    """Label and query of each link."""
    links = filtered_links(UI, **options)  # type: ignore[arg-type]
    return {label: parse_qs(urlsplit(url).query)["query"][0] for label, url in links}


class TestLinks:
    """Each link opens the list of workflows with its query filled in."""

    def test_they_lead_to_the_list_of_the_namespace(self) -> None:
        for _, url in filtered_links(UI + "/", namespace="ncti"):
            assert url.startswith(f"{UI}/namespaces/ncti/workflows?query=")
            assert " " not in url

    def test_the_overdue_are_asked_for_among_the_running(self) -> None:
        query = queries()["Overdue"]
        assert query == "Overdue = true AND WorkflowType = 'Centre' AND ExecutionStatus = 'Running'"

    def test_cases_and_rounds_have_a_view_each(self) -> None:
        found = queries()
        assert found["Integrity cases"] == "WorkflowType = 'IntegrityCase' AND ExecutionStatus = 'Running'"
        assert found["MOST's rounds"] == "WorkflowType = 'Round' AND ExecutionStatus = 'Running'"

    def test_there_is_one_for_each_main_role(self) -> None:
        text = " ".join(queries().values())
        for role in ("sd_reviewer", "most_officer", "most_leadership"):
            assert f"WaitingFor = '{role}'" in text

    def test_wedged_workflows_of_every_type_are_found(self) -> None:
        assert "TemporalReportedProblems IS NOT NULL AND ExecutionStatus = 'Running'" in queries().values()

    def test_every_state_of_a_running_centre_is_in_exactly_one_group(self) -> None:
        grouped = [state for _, states in GROUPS for state in states]
        assert sorted(grouped) == sorted(state for state in State if not state.final)

    def test_a_candidate_is_neither_in_sequence_nor_ended(self) -> None:
        assert State.CULTIVATING in CANDIDATES
        assert not {State.OPERATING, State.CLOSING, State.DECLINED} & set(CANDIDATES)


class TestDeadlines:
    """Days begin and end in Beijing; the server compares moments."""

    def test_without_a_date_there_is_no_link_on_deadlines(self) -> None:
        assert not any(label.startswith("Due") for label in queries())

    def test_the_days_are_whole_days_in_beijing(self) -> None:
        query = queries(today=date(2027, 3, 1), within_days=30)["Due within 30 days"]
        assert "NextDeadline BETWEEN '2027-02-28T16:00:00Z' AND '2027-03-31T15:59:59Z'" in query
