"""A filled example for every act on policy (Art 6.1)."""

from domain.sample_parts import Content

SAMPLES: dict[str, Content] = {
    "adopt_policy": {
        "policy": {
            "profile": "cn-ncti-shorter-rectification-1",
            "rectification": {"default_months": 9, "inspection_days": 45},
        }
    },
}
