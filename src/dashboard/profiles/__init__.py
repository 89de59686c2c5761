"""城市档案：从一个文件夹读出 CityProfile；有错就把全部问题一次说完。"""

from dashboard.profiles.folder import content_hash, contents, discover
from dashboard.profiles.problems import ProfileError
from dashboard.profiles.reading import read

__all__ = ["ProfileError", "content_hash", "contents", "discover", "read"]
