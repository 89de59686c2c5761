"""考核规则里的算法用错了地方：读档案时一次说全，不等到排名时才出错。"""

import pytest
from tests.profiles.conftest import Folder

FUNDED = '{ of = "funded", name = "带资落户占比", weight = 0.2, terms = [{ method = "对照全市占比", cap = 1.2, shrink = 10 }] }'
FIRST = '{ of = "有任务的目标", weight = 1, terms = [{ method = "序时完成率", cap = 1.2, floor = 0.08333333333333333 }] }'


def item(of: str, method: str) -> str:
    return f'{{ of = "{of}", weight = 0.2, terms = [{{ method = {method} }}] }}'


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (FUNDED, item("sci_project_new", '"契合度"'), "比质量的“sci_project_new”不能用“契合度”"),
        (FUNDED, item("funded", '"功效系数", floor = 60'), "比质量的“funded”不能用“功效系数”"),
        (FUNDED, item("hte_total", '"功效系数", floor = 60'), "比质量的“hte_total”是总数、占比一类"),
        (FUNDED, item("sci_project_new", '"份额对照基数", cap = 1.2, against = "district_org_coverage"'), "不能以“科招机构覆盖率”为基数"),
        ('of = "funded"', 'of = "highgrowth"', "比质量里“highgrowth”写了2次"),
        ('board = "pace"', 'board = "pace"\nperiod = "当季"', "比进度里的算法都不看水平、增幅、份额，写“当季”没有用处"),
        ('"增幅", weight = 0.6, floor = 60', '"增幅", weight = 0.6, floor = 100', "底分应小于100，写的是100。"),
        ("small_sample = 10", "small_sample = -1", "不能是负数，写的是-1。"),
    ],
)
def test_用错了地方的指出(nantong_copy: Folder, old: str, new: str, said: str) -> None:
    nantong_copy.edit("assessment.toml", old, new)
    (problem,) = nantong_copy.problems()
    assert said in problem.message


@pytest.mark.parametrize("new", [item("hte_total", '"完成率", cap = 1.0'), item("sci_project_new", '"份额对照基数", cap = 1.2, against = "hte_total"')])
def test_总数看任务的完成率_作基数都可以(nantong_copy: Folder, new: str) -> None:
    nantong_copy.edit("assessment.toml", FUNDED, new)
    assert nantong_copy.problems() == ()


def test_别处写错不遮住权重之和(nantong_copy: Folder) -> None:
    nantong_copy.edit("assessment.toml", 'ties = "并列顺延"', 'ties = "并列"')
    nantong_copy.edit("assessment.toml", 'board = "pace"\nweight = 0.25', 'board = "pace"\nweight = 0.35')
    nantong_copy.edit("assessment.toml", FIRST, FIRST.replace("cap = 1.2", "cap = -1").replace("weight = 1,", "weight = 0.9,"))
    said = "\n".join(p.message for p in nantong_copy.problems())
    assert [text in said for text in ("没有“并列”这个词", "权重之和为1.1", "权重之和为0.9", "应大于0，写的是-1")] == [True] * 4
