"""Who acts: the roles of D.1, with their Chinese names and the side of the table they sit on."""

from enum import StrEnum


class Party(StrEnum):
    """The parties around a centre: an organisation is one in a matter (SOD-1), a person one on a centre (SOD-2)."""

    CENTRE = "centre"
    SUPERVISION = "supervising department"
    MINISTRY = "MOST"
    FINANCE = "MOF"
    EXPERTS = "experts"
    SUPPORT = "support"


class Role(StrEnum):
    """A role under which a person may act on a centre (D.1)."""

    LEAD_ENTITY_APPLICANT = "lead_entity_applicant"
    CENTRE_REPORTER = "centre_reporter"
    CENTRE_DIRECTOR = "centre_director"
    CENTRE_LEGAL_REPRESENTATIVE = "centre_legal_representative"
    COUNCIL_SECRETARY = "council_secretary"
    COUNCIL_CHAIR = "council_chair"
    EXPERT_COMMITTEE_CHAIR = "expert_committee_chair"
    SD_REVIEWER = "sd_reviewer"
    SD_LEADER = "sd_leader"
    MOST_OFFICER = "most_officer"
    MOST_LEADERSHIP = "most_leadership"
    MOF_OFFICER = "mof_officer"
    DELEGATED_AGENCY = "delegated_agency"
    ARGUMENTATION_EXPERT = "argumentation_expert"
    EVALUATOR_LEAD = "evaluator_lead"
    EVALUATOR_MEMBER = "evaluator_member"
    INSPECTION_LEAD = "inspection_lead"
    INSPECTION_MEMBER = "inspection_member"
    INTEGRITY_OFFICER = "integrity_officer"
    RECONSIDERATION_OFFICER = "reconsideration_officer"
    SYSTEM_OPERATOR = "system_operator"
    AUDITOR = "auditor"
    PUBLIC_READER = "public_reader"

    @property
    def zh(self) -> str:
        """The Chinese name of the role."""
        return _ZH[self]

    @property
    def side(self) -> Party:
        """The party whose cause the role serves; nobody serves two on one centre (SOD-2)."""
        return _SIDES[self]

    @property
    def party(self) -> str:
        """The party for which the role acts, as a monitor reads it."""
        return _PARTY.get(self, self.value.replace("_", " "))


_ZH = {
    Role.LEAD_ENTITY_APPLICANT: "建设主体单位申请人",
    Role.CENTRE_REPORTER: "中心填报人",
    Role.CENTRE_DIRECTOR: "中心主任（总经理）",
    Role.CENTRE_LEGAL_REPRESENTATIVE: "法定代表人",
    Role.COUNCIL_SECRETARY: "理事会秘书",
    Role.COUNCIL_CHAIR: "理事长",
    Role.EXPERT_COMMITTEE_CHAIR: "专家委员会主任",
    Role.SD_REVIEWER: "主管部门经办",
    Role.SD_LEADER: "主管部门负责人",
    Role.MOST_OFFICER: "科技部业务司经办",
    Role.MOST_LEADERSHIP: "科技部领导",
    Role.MOF_OFFICER: "财政部",
    Role.DELEGATED_AGENCY: "受托专业化机构",
    Role.ARGUMENTATION_EXPERT: "论证专家",
    Role.EVALUATOR_LEAD: "第三方评估机构负责人",
    Role.EVALUATOR_MEMBER: "第三方评估机构成员",
    Role.INSPECTION_LEAD: "整改检查组组长",
    Role.INSPECTION_MEMBER: "整改检查组成员",
    Role.INTEGRITY_OFFICER: "科研诚信监督人员",
    Role.RECONSIDERATION_OFFICER: "行政复议机构",
    Role.SYSTEM_OPERATOR: "系统运维",
    Role.AUDITOR: "审计查阅",
    Role.PUBLIC_READER: "公众",
}

_PARTY = {
    Role.LEAD_ENTITY_APPLICANT: "the lead entity",
    Role.CENTRE_REPORTER: "the centre",
    Role.CENTRE_DIRECTOR: "the centre",
    Role.CENTRE_LEGAL_REPRESENTATIVE: "the centre's legal representative",
    Role.COUNCIL_SECRETARY: "the council",
    Role.COUNCIL_CHAIR: "the council",
    Role.SD_REVIEWER: "the supervising department",
    Role.SD_LEADER: "the supervising department's leader",
    Role.MOST_OFFICER: "MOST",
    Role.MOST_LEADERSHIP: "MOST leadership",
    Role.MOF_OFFICER: "MOF",
    Role.EVALUATOR_LEAD: "the evaluator",
    Role.INSPECTION_LEAD: "the inspection team",
}

APPLICANT = (Role.LEAD_ENTITY_APPLICANT,)
CENTRE_STAFF = (Role.CENTRE_REPORTER, Role.CENTRE_DIRECTOR, Role.CENTRE_LEGAL_REPRESENTATIVE)
COUNCIL = (Role.COUNCIL_SECRETARY, Role.COUNCIL_CHAIR)
SUPERVISION = (Role.SD_REVIEWER, Role.SD_LEADER)
MINISTRY = (Role.MOST_OFFICER,)
LEADERSHIP = (Role.MOST_LEADERSHIP,)
EVALUATORS = (Role.EVALUATOR_LEAD, Role.EVALUATOR_MEMBER)
INSPECTORS = (Role.INSPECTION_LEAD, Role.INSPECTION_MEMBER)

_SIDES = {
    **dict.fromkeys((*APPLICANT, *CENTRE_STAFF, *COUNCIL, Role.EXPERT_COMMITTEE_CHAIR), Party.CENTRE),
    **dict.fromkeys(SUPERVISION, Party.SUPERVISION),
    **dict.fromkeys((*MINISTRY, *LEADERSHIP, Role.INTEGRITY_OFFICER, Role.RECONSIDERATION_OFFICER), Party.MINISTRY),
    Role.MOF_OFFICER: Party.FINANCE,
    **dict.fromkeys((*EVALUATORS, *INSPECTORS, Role.ARGUMENTATION_EXPERT), Party.EXPERTS),
    **dict.fromkeys((Role.DELEGATED_AGENCY, Role.SYSTEM_OPERATOR, Role.AUDITOR, Role.PUBLIC_READER), Party.SUPPORT),
}
