"""城市档案：从一个文件夹读出 CityProfile；有错就把全部问题一次说完。"""

from dashboard.profiles.amending import Change, Knob, amended, change, knobs
from dashboard.profiles.folder import SAVED_RULES, content_hash, contents, discover
from dashboard.profiles.problems import ProfileError
from dashboard.profiles.reading import read
from dashboard.profiles.saving import read_contents, rules_from, saved_name, table_of, text_of, with_saved

__all__ = [
    "SAVED_RULES", "Change", "Knob", "ProfileError", "amended", "change", "content_hash", "contents", "discover", "knobs", "read", "read_contents", "rules_from", "saved_name", "table_of", "text_of",
    "with_saved",
]
