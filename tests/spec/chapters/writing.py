"""写法。"""

from collections.abc import Iterator

from tests.metrics.making import city
from tests.spec.book import Chapter, Example

from dashboard.domain.month import Month
from dashboard.wording import numbers, periods

CHAPTER = Chapter("九、写法", "数字只在画面上取整，判定和排位都用不取整的数。")


@CHAPTER.rule("数字", "亿元、万元、万平方米、百分数一位小数；金额进位后再定单位；没完成的绝不进位成100%；差距以个百分点计。")
def _() -> Iterator[Example]:
    yield Example("99,999,999元", "进位到1亿", "1.00亿元", numbers.money(99_999_999))
    yield Example("1520亿元", "千分位、一位小数", "1,520.0亿元", numbers.with_uom(1520, "亿元"))
    yield Example("99.96%", "没完成，舍去", "99.9%", numbers.percent(0.9996))
    yield Example("60.8%－87.5%", "百分数之差", "落后序时26.7个百分点", numbers.points(0.608 - 0.875))


@CHAPTER.rule("目标数", "按文件的词序。")
def _() -> Iterator[Example]:
    suzhou, nantong = city("suzhou").goal_by_id, city().goal_by_id
    for found, expect in (
        (suzhou["top_talent"], "10名以上"),
        (suzhou["hte_certified_annual"], "达5,000家"),
        (suzhou["tech_broker"], "超5,000人"),
        (nantong["hte_total"], "突破4,300家"),
        (suzhou["major_innovation_team"], "60个左右"),
    ):
        value = found.targets[0].value
        yield Example(found.name, f"{value:g}，“{found.bound_word}”", expect, numbers.target(found, value))


@CHAPTER.rule("期间", "月份两端都含。")
def _() -> Iterator[Example]:
    yield Example("到9月的本年累计", "年初到该月", "1—9月", periods.period_zh(Month(2025, 9)))
    yield Example("到6月的活动", "年初到该月的叫法", "上半年", periods.elapsed_zh(Month(2025, 6)))
