"""存储：账本、不可变文件、已发布的版本；唯一会写数据的地方。"""

from dashboard.storage.contract import Store
from dashboard.storage.embedded import open_store
from dashboard.storage.keeping import restore

__all__ = ["Store", "open_store", "restore"]
