"""The one time zone, Asia/Shanghai by name (F.3); alone in its module, so that a sandbox can pass it through."""

from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
