"""命令行换一个亮灯预设看：印出处，写明不是本市的；不写 --lights 的一律是本市的。"""

import pytest
from tests.cli.running import Command

pytestmark = pytest.mark.usefixtures("town")
JUNE = ("--city", "suzhou", "--month", "2025-06")


def test_目标_默认印本市的预设和出处(command: Command) -> None:
    ran = command("goals", *JUNE)
    assert "亮灯：百分点v1，出处：银川市重点项目“红黄绿灯”推进机制（2025年3月）" in ran.out
    assert "不是本市的" not in ran.out
    assert {str(g["light_rule"]["own"]) for g in command.json("goals", *JUNE)} == {"True"}


def test_目标_换一个看(command: Command) -> None:
    ran = command("goals", *JUNE, "--unit", "昆山", "--lights", "连续")
    assert "亮灯：连续v1，出处：《三亚市推进项目建设红黄绿亮牌督办机制》（2022年5月）" in ran.out
    assert "换成“连续v1”的亮灯办法看，不是本市的（本市用“百分点v1”）" in ran.out
    found = command.json("goals", *JUNE, "--lights", "比例")
    expected = {"name": "比例", "version": "v1", "document": "《武汉市重大项目管理办法》", "source": "武汉：低于序时80%、60%", "own": False}
    assert all(g["light_rule"] == expected for g in found)


def test_龙虎榜_写了lights的另给各板块的灯(command: Command) -> None:
    found = command.json("leaderboard", *JUNE, "--lights", "比例")
    assert (found["light_rule"]["name"], found["light_rule"]["own"]) == ("比例", False)
    assert (found["lights"]["昆山市"], found["lights"]["姑苏区"]) == ("ON_PACE", "UNREPORTED")
    ran = command("leaderboard", *JUNE)
    assert "● 正常" in ran.out
    assert "亮灯：百分点v1" in ran.out


def test_没有的预设说出可用的(command: Command) -> None:
    ran = command("goals", *JUNE, "--lights", "红绿灯")
    assert ran.code == 2
    assert "没有亮灯预设“红绿灯”。可用：百分点、比例、连续、且不低于全市平均" in ran.out + ran.err
