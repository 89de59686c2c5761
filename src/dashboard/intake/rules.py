"""全部检查规则：叫什么、属哪一类。改一条的类别就换一个版本号，上报记住查它的是哪一版（INTAKE R20）。"""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.domain.problems import Level

VERSION = "2025-3"
"""规则的版本；每份上报存着检查它时的这个号。"""


@dataclass(frozen=True, slots=True)
class Rule:
    """一条规则。levels 多于一个的，看情形定是哪一类。"""

    name: str
    levels: tuple[Level, ...]


def _block(name: str) -> Rule:
    return Rule(name, (Level.ERROR,))


def _explain(name: str) -> Rule:
    return Rule(name, (Level.EXPLAIN,))


def _hint(name: str) -> Rule:
    return Rule(name, (Level.HINT,))


RULES: Mapping[str, Rule] = {
    # 整份
    "refused": _block("读不了"),
    "foreign": _block("认不出是谁的、哪一期的"),
    "header": _block("模板的报头不对"),
    "other_header": _block("不是所选的报送者或期间"),
    "header_differs": _block("标题与模板的报头不一致"),
    "no_right": _block("不是本单位的"),
    "twice": _block("同一批里有两份"),
    "locked": _block("已锁定"),
    "same_bytes": _block("同样的文件已报给别的单位或期间"),
    "reply": _block("答复用不上"),
    "listed_apart": _hint("清单已单独报过"),
    "empty": Rule("一个数也没有", (Level.ERROR, Level.EXPLAIN)),
    "same_as_last": _explain("与上一期一字不差"),
    "capped": Rule("问题太多", (Level.ERROR, Level.EXPLAIN, Level.HINT)),
    # 表、列、行
    "sheet_gone": _block("缺表"),
    "spare_sheet": _hint("多出的表"),
    "hidden_sheet": _block("隐藏的表"),
    "hidden_rows": _block("隐藏的行"),
    "hidden_columns": _block("隐藏的列"),
    "foreign_read": _hint("照表头读"),
    "remembered": _hint("照以前确认的"),
    "column": _block("不认得的列"),
    "heading": _block("表头不对"),
    "ignored_column": _hint("多出的列"),
    "row_moved": _block("行的编号与字不一致"),
    "row_gone": _hint("少了的行"),
    "merged_name": _hint("合并的指标名"),
    "unknown_row": _block("不认得的指标"),
    "unknown_unit": _block("不认得的板块"),
    "ask_unit": _block("板块简称有歧义"),
    "repeated": Rule("重复的行", (Level.ERROR, Level.EXPLAIN)),
    "total_row": _hint("合计行"),
    "total_differs": _explain("合计与各行之和不等"),
    "section_row": _hint("分段的标题行"),
    "uom": _block("计量单位不对"),
    "shut_cell": _block("不该填的格子"),
    "none_ticked": _block("选了本月无又有行"),
    "none_unticked": _block("没有行也没选本月无"),
    # 一格
    "number": _block("不是数字"),
    "blank_or_zero": _block("分不清是零、没报还是不适用"),
    "scale": _block("计量单位要换算"),
    "chinese_number": _block("中文数字"),
    "conversion": _hint("替人改了写法"),
    "formula": _hint("公式"),
    "formula_error": _block("公式出错"),
    "formula_uncached": _block("公式没有算出的值"),
    "required": _block("必填没有填"),
    "field": _block("清单里一格读不成"),
    # 数与数
    "half_ratio": _block("只填了分子或分母"),
    "zero_denominator": _block("分母是零"),
    "over_one": _explain("分子大于分母"),
    "mixed": _block("不适用与数混填"),
    "no_total": _block("没有累计"),
    "negative": _explain("负数"),
    "adds_up": _explain("上期累计加本期不等于累计"),
    "fall": Rule("比往期少", (Level.EXPLAIN, Level.HINT)),
    "unusual": _explain("与往期相差太多"),
    "year_ago": _hint("与去年同期相差太多"),
    "range": _explain("不在合情理的范围"),
    "siblings": _explain("与各板块相差太多"),
    "ledger": _explain("与项目台账不等"),
    "target_sum": _hint("任务之和与全市不等"),
    # 清单
    "future": _block("日期在当月以后"),
    "ancient": _block("日期太早"),
    "late": _hint("日期在以前的月份"),
    "credit_code": _explain("统一社会信用代码不对"),
    "stages": _block("阶段与日期不一致"),
    "path_gap": _explain("认定的路缺一步"),
    "duty_proof": _block("已落实没有佐证"),
    "register": _explain("与载体名录不等"),
    "factor": _block("系数不对"),
    "shares": _explain("系数之和超过1"),
    "shares_open": _hint("系数之和不到1"),
    "two_leads": _explain("两处牵头"),
    "no_lead": Rule("没有牵头的", (Level.EXPLAIN, Level.HINT)),
    "claimed": _explain("疑似重复或共建"),
    "unknown_plan": _block("计划编号不对"),
    "other_plan": _explain("别的板块的计划"),
    "held": _block("状态与举办日期不一致"),
    "results": _block("没办的活动有成效"),
}
"""规则 → 名称、类别。"""
