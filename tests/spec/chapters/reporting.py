"""报送情况。"""

from collections.abc import Iterator
from datetime import date, datetime

from tests.metrics.making import city
from tests.spec.book import Chapter, Example

from dashboard.domain.month import Month
from dashboard.domain.submissions import Header, Kind, State, Submission
from dashboard.domain.timing import CalendarYear, Deadline, DueRule, Timing
from dashboard.flows.reporting_words import fraction, names, times
from dashboard.metrics.deadlines import BEIJING, deadline, ends, is_late, locks_at, relocks_at
from dashboard.metrics.reporting import Reporting, Slot, reporting
from dashboard.wording.deadlines import until_zh
from dashboard.wording.periods import date_zh

CHAPTER = Chapter(
    "八、报送情况",
    "何时截止、迟不迟，只看服务器的北京时间。应报的是当月设着的考核板块、有应报指标的部门和牵头部门；板块、部门分开算，各给分子、分母、名单。",
)
TIMING = city("suzhou").timing
DUE = Deadline(date(2025, 7, 7), True)
IN_TIME, TOO_LATE, LATER = (datetime(2025, 7, *rest, tzinfo=BEIJING) for rest in ((7, 23, 59, 59), (8, 0, 0, 0), (10, 9, 0, 0)))


def due(period: int, timing: Timing = TIMING, kind: Kind = Kind.UNIT) -> str:
    """截止日。"""
    return date_zh(deadline(timing, kind, period).day)


def sent(state: State, at: datetime = IN_TIME, version: int | None = None) -> Submission:
    """一次上报。"""
    header = Header(Kind.UNIT, "suzhou", "", None, 202506)
    passed = ("李四", at) if version else (None, None)
    return Submission(f"{state}{at}", header, state, version, "", "", 0, "张三", at, *passed, None, "")


def four() -> Reporting:
    """四个板块：甲一次通过，乙退回后通过，丙迟报待审，丁没报。"""
    return reporting(
        [
            Slot(Kind.UNIT, "甲", 202506, DUE, (sent(State.ACCEPTED, IN_TIME, 2),)),
            Slot(Kind.UNIT, "乙", 202506, DUE, (sent(State.RETURNED), sent(State.ACCEPTED, LATER, 3))),
            Slot(Kind.UNIT, "丙", 202506, DUE, (sent(State.SUBMITTED, TOO_LATE),)),
            Slot(Kind.UNIT, "丁", 202506, DUE, ()),
        ],
        LATER,
    )


@CHAPTER.rule("截止日：月末以后第几个工作日", "法定节假日不算，调休上班的周末算；截止日算到24:00。放假安排先看城市档案，再看国务院已公布的，都没有的年份只除去周末，并在画面上写明。")
def _() -> Iterator[Example]:
    yield Example("2025年6月板块月报，第5个工作日", "7月1—4日是4个，5、6日周末", "2025年7月7日", due(202506))
    yield Example("2025年9月", "10月1—8日放假；9、10、11（周六调休上班）、13、14日", "2025年10月14日", due(202509))
    yield Example("2025年1月", "春节到2月4日；5、6、7、8（周六调休上班）、10日", "2025年2月10日", due(202501))
    yield Example("2025年12月", "元旦1—3日放假，4日周日调休上班；4、5、6、7、8日", "2026年1月8日", due(202512))
    yield Example("2030年12月，那一年的放假安排还没有", "1、2、3、6、7日", "2031年1月7日", due(203012))
    written = Timing(TIMING.start, TIMING.default, calendar={2031: CalendarYear(2031, frozenset({date(2031, 1, 1)}), frozenset())})
    yield Example("2030年12月，档案里补了2031年1月1日放假", "2、3、6、7、8日", "2031年1月8日", due(203012, written))


@CHAPTER.rule("截止日：次月几日，遇休息日顺延", "当月没有那一天的取月末；顺延到下一个工作日。")
def _() -> Iterator[Example]:
    by_day = Timing(Month(2022, 1), DueRule(day=15))
    yield Example("次月15日，2025年1月", "2月15日周六", "2025年2月17日", due(202501, by_day))
    yield Example("次月31日，2024年1月", "2月没有31日，闰年取29日", "2024年2月29日", due(202401, Timing(Month(2022, 1), DueRule(day=31))))
    yield Example("指标分解，2月结束以后的15日，2025年", "3月15日周六", "2025年3月17日", due(202500, kind=Kind.TARGETS))


@CHAPTER.rule("迟报", "第一次没有阻断问题的上报，晚于截止日24:00就是迟报；退回以后重报不影响。")
def _() -> Iterator[Example]:
    for at, late in ((IN_TIME, "不迟"), (TOO_LATE, "迟")):
        yield Example(f"2025年6月板块月报，7月{at.day}日{at:%H:%M:%S}报来", "截止2025年7月7日24:00", late, "迟" if is_late(TIMING, Kind.UNIT, 202506, at) else "不迟")


@CHAPTER.rule("锁定与开锁", "截止以后几天（日历日）锁定；开锁到第几个工作日的24:00，或写明的那天24:00，到时自己锁上。")
def _() -> Iterator[Example]:
    timing = Timing(Month(2022, 1), lock_days=10)
    yield Example("截止2025年7月7日24:00，10天以后锁定", "7＋10", "2025年7月17日24:00", until_zh(locks_at(timing, Kind.UNIT, 202506) or LATER))
    opened = datetime(2025, 9, 30, 15, 0, tzinfo=BEIJING)
    yield Example("2025年9月30日开锁，第3个工作日锁上", "10月9、10、11（周六调休上班）", "2025年10月11日24:00", until_zh(relocks_at(timing, opened)))
    assert ends(DUE) == TOO_LATE


@CHAPTER.rule("报送率", "已上报（待审）或审核通过的÷应报的；退回没有重报、自己撤回的不算。")
def _() -> Iterator[Example]:
    found = four().reported
    yield Example("甲一次通过，乙退回后通过，丙迟报待审，丁没报", "甲、乙、丙；3÷4", "3/4（75.0%），未报：丁", f"{fraction(found)}，未报：{names(found.others)}", (found.value, 3 / 4))


@CHAPTER.rule("及时率", "第一次上报在时限以内的÷应报的；草稿、自己撤回的不算第一次。起用以前的月份是补录，不进及时率。")
def _() -> Iterator[Example]:
    found = four().timely
    yield Example("同上", "乙第一次按时，退回不影响；甲、乙，2÷4", "2/4（50.0%），不及时：丙、丁", f"{fraction(found)}，不及时：{names(found.others)}", (found.value, 2 / 4))


@CHAPTER.rule("一次通过率", "第一次上报就审核通过的÷审核通过的。审核以前自己换过一份的，不是一次通过。")
def _() -> Iterator[Example]:
    found = four().first_pass
    yield Example("同上", "通过的是甲、乙，一次的是甲；1÷2", "1/2（50.0%）", fraction(found), (found.value, 1 / 2))


@CHAPTER.rule("退回次数、更正次数", "退回一次算一次；更正是第一次审核通过以后又通过的。")
def _() -> Iterator[Example]:
    yield Example("同上", "乙退回1次", "1次：乙", times(four().returns))
    again = (sent(State.SUPERSEDED, IN_TIME, 2), sent(State.SUPERSEDED, LATER, 5), sent(State.ACCEPTED, LATER, 7))
    yield Example("一个板块通过以后又更正了两次", "3－1", "2次：甲（2次）", times(reporting([Slot(Kind.UNIT, "甲", 202506, DUE, again)], LATER).corrections))
