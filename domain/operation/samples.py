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
    "record_publication": {"where": "most.gov.cn"},
    "arrange_subsidy": {"budget_year": 2027, "amount": "1500.00"},
}
