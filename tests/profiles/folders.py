"""一个城市档案文件夹：改几个字，看读出什么问题。"""

from dataclasses import dataclass
from pathlib import Path

from dashboard import profiles
from dashboard.domain.problems import ProfileProblem
from dashboard.profiles import ProfileError


@dataclass(frozen=True, slots=True)
class Folder:
    path: Path

    def edit(self, file: str, old: str, new: str) -> "Folder":
        """把 file 里第一处 old 换成 new；没有 old 是测试写错了。"""
        text = (self.path / file).read_text("utf-8")
        assert old in text, f"{file}里没有{old}"
        (self.path / file).write_text(text.replace(old, new, 1), "utf-8")
        return self

    def goal(self, id: str, old: str, new: str) -> "Folder":
        """只改 goals.toml 里这一条。"""
        text = (self.path / "goals.toml").read_text("utf-8")
        head, found, rest = text.partition(f'id = "{id}"')
        block, divider, tail = rest.partition("\n[[goal]]")
        assert old in block, f"{id}里没有{old}"
        (self.path / "goals.toml").write_text(head + found + block.replace(old, new, 1) + divider + tail, "utf-8")
        return self

    def problems(self) -> tuple[ProfileProblem, ...]:
        """读出的全部问题；读得通为空。"""
        try:
            profiles.read(self.path)
        except ProfileError as error:
            return error.problems
        return ()
