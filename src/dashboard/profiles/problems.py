"""档案的问题：一次收齐，最后一起抛出。"""

from dashboard.domain.problems import ProfileProblem


class ProfileError(Exception):
    """档案读不通；problems 是全部问题。"""

    def __init__(self, problems: tuple[ProfileProblem, ...]) -> None:
        lines = [f"{p.file} {p.entry}：{p.message}" for p in problems]
        super().__init__(f"城市档案有{len(problems)}处问题：\n" + "\n".join(lines))
        self.problems = problems


class Findings:
    """读档案时收集问题。"""

    def __init__(self) -> None:
        self.problems: list[ProfileProblem] = []

    def add(self, file: str, entry: str, message: str) -> None:
        """记下一处问题：文件、条目、说明。"""
        self.problems.append(ProfileProblem(file, entry, message))

    def close(self) -> None:
        """有问题就一起抛出。"""
        if self.problems:
            raise ProfileError(tuple(self.problems))
