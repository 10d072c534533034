"""A filled example for every act of operation (Arts 4 to 7, 17)."""

from domain.sample_parts import PLAN, Content

SAMPLES: dict[str, Content] = {
    "register_entity": {
        "legal_entity_name": "某某技术创新中心有限公司",
        "legal_entity_type": "company",
        "uscc": "91350100M000100Y43",
        "entity_registered_on": "2026-09-01",
    },
    "correct_decision": {"decision_id": "smart-sensing-17-decide", "decided_on": "2026-03-02"},
    "start_cycle": {"plan": PLAN, "council_resolution": "Council resolution 2026-7"},
    "record_delivery": {"delivered_on": "2026-10-09"},
    "record_publication": {"where": "most.gov.cn"},
    "propose_subsidy": {"condition": "Another budget year of the same result."},
    "disburse_subsidy": {"amount": "750.00"},
    "settle_subsidy": {"note": "Audit report 2027-14."},
    "recover_subsidy": {"recovered_amount": "750.00"},
    "record_council": {
        "form": "council",
        "constituted_on": "2019-12-02",
        "term": "three years",
        "chair": "zhao.min",
        "members": [
            {"person": "zhao.min", "organisation": "Sensing Institute", "capacity": "member_entity"},
            {"person": "qian.ping", "organisation": "jiangsu-finance", "capacity": "government", "from": "2019-12-02"},
        ],
    },
    "record_council_resolution": {"number": "2024-3", "subject": "Plan of the cycle", "result": "adopted"},
    "record_charter": {"version": "1", "resolution": "2022-1", "document": "Charter of 2022"},
    "record_director": {
        "person": "sun.li",
        "title": "主任",
        "resolution": "2022-2",
        "full_time": True,
        "full_time_evidence": "Social insurance record",
    },
    "record_director_vacancy": {},
    "record_expert_committee": {
        "members": [{"person": "zhou.yan", "field": "Sensors", "organisation": "Tsinghua University"}],
        "chair": "zhou.yan",
    },
    "record_expert_meeting": {"agenda": "Goals of the cycle", "opinions": "Fewer tasks, clearer targets."},
    "record_work_plan": {"year": 2024, "resolution": "2024-1"},
    "record_party_organisation": {"established": True, "type": "党支部"},
    "record_support_commitment": {"type": "land", "text": "20 mu in the science park", "amount": "3000.00"},
    "record_delegation": {"agency": "Service Agency", "scope": "Completeness checks, reminders, statistics"},
    "arrange_subsidy": {"budget_year": 2027, "amount": "1500.00"},
}
