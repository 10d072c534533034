"""Where each value of a policy profile comes from: its key in the table of deadlines (F.1) and its article."""

from typing import Final, NamedTuple


class Source(NamedTuple):
    """The key of F.1 (or the case that asks for the value), its article, whether the law itself says it, and the
    release that brought the value: a seal covers what its release knew."""

    key: str
    article: str
    statutory: bool = False
    since: str = "0.1.0"

    @property
    def basis(self) -> str:
        """Who says it, in words."""
        return "statutory 法定" if self.statutory else "default of the house 默认"


RELEASES: Final = ("0.1.0", "0.2.0")
SOURCES: Final[dict[str, Source]] = {
    "profile": Source("", "Art 6.1"),
    "regulation.doc": Source("G-40", "Art 34", True),
    "regulation.signed_on": Source("G-40", "Art 34", True),
    "regulation.in_force_from": Source("G-40", "Art 34"),
    "timezone": Source("F.2", ""),
    "cutoff": Source("F.2", ""),
    "roll": Source("F.2", ""),
    "cycle_years.value": Source("cycle_years", "Arts 17.5, 29", True),
    "cycle_years.statutory": Source("cycle_years", "Arts 17.5, 29", True),
    "cycle_years.wording": Source("cycle_years", "Arts 17.5, 29", True),
    "cycle_years.override_per_centre": Source("cycle_years", "Arts 17.5, 29", True),
    "anchors.next_cycle": Source("G-02", "Art 30"),
    "anchors.post_rectification": Source("G-01", "Art 30"),
    "annual_report.period": Source("reporting_period", "Art 25"),
    "annual_report.first_report_min_days": Source("first_report_min_days", "Art 25"),
    "annual_report.centre_due": Source("ar_centre_due", "Art 25"),
    "annual_report.supervising_due": Source("ar_supervising_due", "Art 25"),
    "annual_report.most_filing_ack_wd": Source("most_filing_ack", "Art 25"),
    "annual_report.due_in_evaluation_year": Source("ar_in_evaluation_year", "Art 25"),
    "annual_report.reminders": Source("ar_reminders", "Art 25"),
    "annual_report.escalations": Source("ar_reminders", "Art 25"),
    "annual_report.dataset": Source("C.4", "Arts 25, 28", since="0.2.0"),
    "annual_report.call_in_wd": Source("G-15", "Art 25", since="0.2.0"),
    "supplement.wd": Source("supplement", "Art 16"),
    "supplement.max_rounds": Source("supplement", "Art 16"),
    "formation.intent_review_wd": Source("intent_review", "Art 16.2"),
    "formation.checkin_months": Source("cultivation_checkin", "Art 16.3"),
    "formation.stale_months": Source("cultivation_stale", "Art 16.3"),
    "formation.formal_check_wd": Source("formal_check", "Art 15"),
    "formation.argumentation_days": Source("argumentation_sla", "Art 16.4"),
    "formation.decision_days": Source("decision_sla", "Art 6.2"),
    "formation.deferred_review_months": Source("deferred_review", "Art 16.4"),
    "formation.panel_min": Source("argumentation_panel_min", "Art 16.4"),
    "formation.entity_registration_months": Source("entity_registration_due", "Art 4"),
    "evaluation.prenotice_days": Source("evaluation_prenotice", "Art 27"),
    "evaluation.confirm_wd": Source("participation_confirm", "Art 10.4"),
    "evaluation.final_notice_wd": Source("final_notice", "Art 30"),
    "evaluation.deferral_max_count": Source("deferral_max", "Art 29"),
    "evaluation.deferral_max_months": Source("deferral_max", "Art 29"),
    "evaluation.materials_days_after_cycle_end": Source("materials_due", "Art 28"),
    "evaluation.materials_review_wd": Source("materials_review", "Art 8.5"),
    "evaluation.assessment_days": Source("assessment", "Art 27"),
    "evaluation.deliberation_wd": Source("deliberation", "Art 29"),
    "evaluation.publicity_wd": Source("publicity", "Art 29"),
    "evaluation.publicity_counts_first_day": Source("publicity", "Art 29"),
    "evaluation.objection_wd": Source("objection_review", "Art 29"),
    "evaluation.target_days": Source("evaluation_target", "Art 29"),
    "evaluation.withdrawal_cooling_off_wd": Source("withdrawal_cooling_off", "Art 30"),
    "evaluation.objective_weight_min": Source("C.5", "Art 28"),
    "evaluation.round_window_months": Source("G-07", "Art 29"),
    "rectification.default_months": Source("rectification_period", "Art 30"),
    "rectification.min_months": Source("rectification_period", "Art 30"),
    "rectification.cap_months": Source("rectification_cap", "Art 30"),
    "rectification.extension_max": Source("rectification_extension", "Art 30"),
    "rectification.extension_lead_days": Source("rectification_extension", "Art 30"),
    "rectification.plan_days": Source("rectification_plan_due", "Art 30"),
    "rectification.midterm": Source("rectification_midterm", "Art 30"),
    "rectification.inspection_days": Source("inspection_sla", "Art 30"),
    "rectification.repeat_poor_action": Source("G-03", "Art 30"),
    "renewal.plan_days": Source("next_plan_due", "Art 17.5"),
    "change.sd_review_wd": Source("change_sd_review", "Art 26"),
    "change.most_wd": Source("change_most_decision", "Art 26"),
    "change.most_extension_wd": Source("change_most_decision", "Art 26"),
    "change.apply_after_resolution_days": Source("change_apply_after_resolution", "Art 26"),
    "change.doubt_is_major": Source("G-35", "Art 26"),
    "multi_supervisor.mode": Source("G-21", "Art 8"),
    "multi_supervisor.co_opinion_wd": Source("G-21", "Art 8"),
    "exit.hearing_wd": Source("exit_hearing", "Art 30"),
    "exit.decision_wd": Source("exit_decision_sla", "Art 30"),
    "exit.name_stop_days": Source("name_use_stop", "Art 24"),
    "exit.closing_report_days": Source("closing_report_due", "Art 30"),
    "exit.reapply_cooling_months": Source("G-48", "Art 16.2"),
    "publication.deliver_wd": Source("deliver_decision", "Art 6.2"),
    "publication.publish_wd": Source("publish_decision", "Art 6.2"),
    "reconsideration.inform_days": Source("reconsideration_window", "Art 33"),
    "reconsideration.suspensive": Source("G-38", "Art 33"),
    "integrity.acceptance_wd": Source("integrity_acceptance", "Art 31"),
    "integrity.investigation_months": Source("integrity_investigation", "Art 31"),
    "integrity.extension_months": Source("integrity_investigation", "Art 31"),
    "integrity.review_days": Source("I05", "Art 31", since="0.2.0"),
    "integrity.note": Source("integrity_acceptance", "Art 31"),
    "governance.work_plan_reminder": Source("annual_work_plan_due", "Art 17.4"),
    "governance.director_vacancy_alert_days": Source("director_vacancy_alert", "Art 18"),
}


def source_of(path: str) -> Source | None:
    """Where the value comes from; None for one that the catalogue does not name."""
    return SOURCES.get(path)
