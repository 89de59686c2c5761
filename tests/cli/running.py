"""在测试里运行一条命令：真的 main()，真的参数。"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dashboard.cli import main


@dataclass(frozen=True)
class Ran:
    """一条命令的退出码、标准输出、标准错误。"""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """唯一的一份 JSON。"""
        return json.loads(self.out)


class Command:
    """dashboard 命令，用 data_dir 里的数据（环境变量已指着它）。"""

    def __init__(self, data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.data_dir, self._capsys = data_dir, capsys

    def __call__(self, *arguments: str) -> Ran:
        self._capsys.readouterr()
        code = main(arguments)
        said = self._capsys.readouterr()
        return Ran(code, said.out, said.err)

    def json(self, *arguments: str) -> Any:
        """成功的命令的 JSON。"""
        ran = self(*arguments, "--format", "json")
        assert ran.code == 0, ran
        return ran.data
