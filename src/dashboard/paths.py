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


def demo_settings() -> Path:
    """模拟数据的设置目录。"""
    return root() / "data" / "demo"


def demo_shelf(data_dir: Path) -> Path:
    """建好的模拟数据存放处：数据目录旁边的“<数据目录名>-demo”；随时可删，删了会重建。"""
    return data_dir.with_name(f"{data_dir.name}-demo")
