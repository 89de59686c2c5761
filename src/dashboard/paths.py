"""所有路径只在这里决定。"""

import os
from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    """安装根目录：含 pyproject.toml 与 data/ 的源码树。"""
    return Path(__file__).resolve().parents[2]


def cities_dir() -> Path:
    """城市档案目录（DASHBOARD_CITIES_DIR，默认 data/cities）。"""
    return Path(os.environ.get("DASHBOARD_CITIES_DIR") or root() / "data" / "cities")


def data_dir() -> Path:
    """运行数据目录（DASHBOARD_DATA_DIR，默认 var/）；备份只需要它。"""
    return Path(os.environ.get("DASHBOARD_DATA_DIR") or root() / "var")
