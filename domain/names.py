"""The names of centres (Art 32) and the numbers of documents (C.1.1).

Every function reads a text as normalised: NFC, trimmed, no spaces in Chinese, 〔 〕 around a document's year.
"""

import re
import unicodedata
from typing import Final

_PROVINCES: Final = """
    北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南
    湖北 湖南 广东 广西 海南 重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆
"""
_STRATEGIC_REGIONS: Final = """
    京津冀 长三角 粤港澳大湾区 长江经济带 黄河流域 成渝 成渝地区 雄安新区 海南自由贸易港
    东部 中部 西部 东北 西北 西南 华北 华东 华中 华南
"""
_OTHER_CITY_CLUSTERS: Final = """
    珠三角 长江中游 山东半岛 粤闽浙沿海 中原 关中平原 北部湾 哈长 辽中南 山西中部
    黔中 滇中 呼包鄂榆 兰州—西宁 宁夏沿黄 天山北坡
"""
# The provinces, autonomous regions and municipalities; the regions of national strategies; and the city
# clusters of the 14th Five-Year Plan outline.
REGIONS: Final = frozenset(f"{_PROVINCES}{_STRATEGIC_REGIONS}{_OTHER_CITY_CLUSTERS}".split())

_HAN: Final = r"[\u3007\u4e00-\u9fff]"
_YEAR_OF_DOCUMENT: Final = re.compile(
    r"(?<=[\u4e00-\u9fff])[\[［【(（〔] ?((?:19|20)[0-9]{2}) ?[\]］】)）〕] ?(?=[1-9][0-9]{0,4}号)"
)
_DOCUMENT_NUMBER: Final = re.compile(r"[\u4e00-\u9fff]{2,12}〔(?:19|20)[0-9]{2}〕[1-9][0-9]{0,4}号")

_CENTRE_ZH: Final = "技术创新中心"
_NATIONAL: Final = "国家"
_REGION_ZH: Final = re.compile(r"[\u4e00-\u9fff·—]{2,20}")
_FIELD_ZH: Final = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·\-]{2,30}")

_CENTER_EN: Final = "National Center of Technology Innovation"
_REGION_EN: Final = re.compile(r"[A-Z][A-Za-z0-9 .,'&()\u2019\u2013-]{1,100}")
_FIELD_EN: Final = re.compile(r"[A-Z0-9][A-Za-z0-9 .,'&()/\u2019\u2013-]{1,120}")


def normalise(text: str) -> str:
    """The text in its register form (C.1.1): NFC, trimmed, no spaces beside Chinese, 〔year〕 in a number."""
    spaced = " ".join(unicodedata.normalize("NFC", text).split())
    closed = re.sub(f"(?<={_HAN}) | (?={_HAN})", "", spaced)
    return _YEAR_OF_DOCUMENT.sub(r"〔\1〕", closed)


def normalise_document_number(text: str) -> str:
    """A document number in its register form, such as 国科发区〔2017〕10号: no spaces, 〔year〕 (C.1.1)."""
    return normalise("".join(text.split()))


def is_document_number(text: str) -> bool:
    """Whether the text, once normalised, is issuer, 〔year〕, number without leading zero, 号 (C.1.1)."""
    return _DOCUMENT_NUMBER.fullmatch(normalise_document_number(text)) is not None


def faults_of_name_zh(name: str, kind: str) -> list[str]:
    """What breaks Art 32 in a Chinese name, as sentences; none if it conforms; exemptions are not judged."""
    check = _faults_of_comprehensive_zh if _is_comprehensive(kind) else _faults_of_field_zh
    return check(normalise(name))


def faults_of_name_en(name: str, kind: str) -> list[str]:
    """What breaks Art 32 in an English name, as sentences; none if it conforms; exemptions are not judged."""
    check = _faults_of_comprehensive_en if _is_comprehensive(kind) else _faults_of_field_en
    name = normalise(name)
    spelling = ['Write "Center", not "Centre" (Art 32).'] if "National Centre" in name else []
    return [*spelling, *check(name.replace("National Centre", "National Center"))]


def _is_comprehensive(kind: str) -> bool:
    if kind not in ("comprehensive", "field"):
        raise ValueError(f"a centre is comprehensive or field (Art 3), not {kind!r}")
    return kind == "comprehensive"


def _faults_of_comprehensive_zh(name: str) -> list[str]:
    ending = _NATIONAL + _CENTRE_ZH
    if not name.endswith(ending):
        return [f"A comprehensive centre is named [region]{ending} (Art 32); {name} is not."]
    region = name.removesuffix(ending)
    if region.startswith(_NATIONAL):
        return [f"The name of a comprehensive centre begins with its region, not with {_NATIONAL} (Art 32)."]
    faults = _faults_of_part(region, "region", _REGION_ZH, "2 to 20 Chinese characters")
    return faults or _faults_of_region(region)


def _faults_of_region(region: str) -> list[str]:
    if region in REGIONS:
        return []
    field_name = _NATIONAL + region + _CENTRE_ZH
    return [f"{region} is not in the register of regions; the centre of a field is named {field_name} (Art 32)."]


def _faults_of_field_zh(name: str) -> list[str]:
    faults = []
    if not name.startswith(_NATIONAL):
        faults.append(f"The name of a field centre begins with {_NATIONAL} (Art 32); {name} does not.")
    if not name.endswith(_CENTRE_ZH):
        faults.append(f"The name of a centre ends in {_CENTRE_ZH}, in simplified characters (Art 32); {name} does not.")
    return faults or _faults_of_field(name.removeprefix(_NATIONAL).removesuffix(_CENTRE_ZH))


def _faults_of_field(field: str) -> list[str]:
    if _NATIONAL in field:
        return [f"{_NATIONAL} stands once in the name of a field centre, at its beginning (Art 32)."]
    return _faults_of_part(field, "field", _FIELD_ZH, "2 to 30 Chinese characters, letters or digits")


def _faults_of_comprehensive_en(name: str) -> list[str]:
    ending = f" {_CENTER_EN}"
    if not name.endswith(ending):
        return [f'A comprehensive centre is named "[Region]{ending}" (Art 32); "{name}" does not end so.']
    allowed = "a capital, then 1 to 100 letters, digits or .,'&()-"
    return _faults_of_part(name.removesuffix(ending), "region", _REGION_EN, allowed)


def _faults_of_field_en(name: str) -> list[str]:
    beginning = f"{_CENTER_EN} for "
    if not name.startswith(beginning):
        return [f'A field centre is named "{beginning}[Field]" (Art 32); "{name}" does not begin so.']
    allowed = "a capital or digit, then 1 to 120 letters, digits or .,'&()/-"
    return _faults_of_part(name.removeprefix(beginning), "field", _FIELD_EN, allowed)


def _faults_of_part(part: str, role: str, form: re.Pattern[str], allowed: str) -> list[str]:
    if form.fullmatch(part):
        return []
    return [f"The name does not say the {role} (Art 32)." if not part else f'The {role} "{part}" must be {allowed}.']
