"""为什么不判、为什么这样判：判定结果 reason 一栏的话。"""

from dashboard.domain.goals import Goal
from dashboard.domain.month import Month
from dashboard.wording.periods import month_zh

NOT_DUE_YET = "尚未到首个应报月"
ONLY_COUNTED = "只计数，不判"
NO_BASELINE = "无基期，不判"
TARGET_BELOW = "目标数不高于基期，不判序时"
DIVIDED_BY_ZERO = "分母为0，算不出占比"
NOT_APPLICABLE = "不适用"
EVEN = "持平未突破"
PASSED = "已达"
NO_TASK_YET = "对照的是2025目标，本年没有年度任务，不判"
NO_TASK = "未下达年度任务"
NO_LAST_YEAR = "没有上年末数，不判"
TASK_BELOW = "任务数不高于上年末数，不判序时"
CITY_ONLY = "只有全市数，不分板块"
CITY_COMMITMENT = "全市的承诺，板块只计数"


def yearly(goal: Goal) -> str:
    """一年报一次的，两次之间不判：年度指标，12月判定。"""
    return f"年度指标，{goal.due_months[0]}月判定"


def nobody(month: Month | None) -> str:
    """应报月没有一家报数：2025年6月没有一家报数。"""
    return f"{month_zh(month)}没有一家报数" if month else ""


def not_reported(month: Month) -> str:
    """一个板块应报月没有报：2025年6月未报。"""
    return f"{month_zh(month)}未报"


def by_task(year: int) -> str:
    """年度目标在期末那年以前：按2024年任务亮灯。"""
    return f"按{year}年任务亮灯"
