"""命令行的语法。"""

import argparse
from collections.abc import Callable
from pathlib import Path

from dashboard.cli import assessing, people, reading, replying, reviewing, timing, trying, upkeep, uploading
from dashboard.cli.answer import Answer
from dashboard.cli.usage import Parser
from dashboard.domain.month import Month
from dashboard.domain.people import ROLE_ZH
from dashboard.domain.submissions import KIND_ZH

_Run = Callable[[argparse.Namespace], Answer]
_KINDS = tuple(str(kind) for kind in KIND_ZH)
_Add = Callable[[str, _Run, str], argparse.ArgumentParser]


def _month(text: str) -> Month:
    try:
        return Month.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def parser() -> argparse.ArgumentParser:
    """全部命令。"""
    root = Parser(prog="dashboard", description="科招看板：月度跟踪、双月点评、季度考核。")
    commands = root.add_subparsers(dest="command", required=True, metavar="命令", title="命令", parser_class=Parser)

    def add(name: str, run: _Run, about: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=about, description=about)
        sub.add_argument("--format", choices=("text", "json"), default="text", metavar="text|json", help="给人看的文字，或一份JSON")
        sub.set_defaults(run=run)
        return sub

    _add_views(add)
    _add_uploads(add)
    _add_timing(add)
    _add_assessing(add)
    _add_trying(add)
    _add_people(add)
    _add_upkeep(add)
    return root


def _city(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--city", required=True, metavar="城市", help="城市的代号，如suzhou")


def _time(sub: argparse.ArgumentParser, *, required: bool = False) -> None:
    rule = "月份，写作YYYY-MM" if required else "月份，写作YYYY-MM；不写取最近审定的月"
    sub.add_argument("--month", type=_month, required=required, metavar="月份", help=rule)


def _as_of(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--as-of", type=int, metavar="版本", help="回看哪一版数据（和那一版的口径）；不写取最新")


def _by(sub: argparse.ArgumentParser, who: str) -> None:
    sub.add_argument("--by", required=True, metavar="姓名", help=who)


def _whose(sub: argparse.ArgumentParser) -> None:
    """不是下发的模板，要说是谁的、哪一期的。"""
    sub.add_argument("--kind", choices=_KINDS, metavar="|".join(_KINDS), help="是哪一种报表；不是下发的模板时须写，连同--city、板块或部门、月份或年")
    sub.add_argument("--unit", metavar="板块", help="板块月报是哪个板块的")
    sub.add_argument("--department", metavar="部门", help="部门报表是哪个部门的")
    sub.add_argument("--month", type=_month, metavar="月份", help="哪一月的，写作YYYY-MM")
    sub.add_argument("--year", type=int, metavar="年", help="指标分解是哪一年的")


def _output(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("-o", "--output", type=Path, required=True, metavar="文件", help="写到哪个文件")


def _add_views(add: _Add) -> None:
    goals = add("goals", reading.goals, "每个目标的判定")
    board = add("leaderboard", reading.leaderboard, "板块龙虎榜")
    versus = add("versus", reading.versus, "两个板块逐项比：综合之差由哪张榜、哪一项来")
    for sub in (goals, board, versus):
        _city(sub)
        _time(sub)
        _as_of(sub)
    for sub in (goals, board):
        sub.add_argument("--lights", metavar="亮灯预设", help="换一个亮灯预设看，如比例；不写用本市的")
    goals.add_argument("--unit", metavar="板块", help="板块的名称、全称或别名；不写为全市")
    board.add_argument("--group", metavar="分组", help="只看一个分组")
    board.add_argument("-o", "--output", type=Path, metavar="文件", help="写成工作簿，A4横向")
    board.add_argument("--by", metavar="姓名", help="谁导出的，记进审计")
    versus.add_argument("--unit", required=True, metavar="板块", help="板块的名称、全称或别名")
    versus.add_argument("--versus", required=True, metavar="板块", help="和哪个板块比")
    versus.add_argument("--group", metavar="分组", help="哪个分组里比；不写为前一个板块的分组")
    events = add("events", reading.events, "活动计划与成效")
    _city(events)
    events.add_argument("--year", type=int, metavar="年", help="哪一年；不写为月份所在的年")
    _time(events)
    _city(add("carriers", reading.carriers, "载体、平台、园区"))
    for name, run, about in (
        ("register", reading.register, "板块报的载体名录，与月报对账"),
        ("projects", reading.projects, "科创项目走到认定的路：各步的日期"),
        ("duties", reading.duties, "任务落实：任务×板块，和部门的职责"),
    ):
        listed = add(name, run, about)
        _city(listed)
        _time(listed)
    trace = add("trace", reading.trace, "一个数的来历：文件、表、单元格、原文")
    _city(trace)
    trace.add_argument("--unit", required=True, metavar="板块", help="板块，或市级、全市")
    trace.add_argument("--indicator", required=True, metavar="指标", help="目标的代号")
    _time(trace, required=True)
    _as_of(trace)


def _add_uploads(add: _Add) -> None:
    template = add("template", uploading.template, "下发空白模板")
    _city(template)
    template.add_argument("--kind", required=True, choices=_KINDS, metavar="|".join(_KINDS), help="、".join(KIND_ZH.values()))
    template.add_argument("--unit", metavar="板块", help="板块月报给谁")
    template.add_argument("--department", metavar="部门", help="部门报表给谁")
    _time(template)
    template.add_argument("--year", type=int, metavar="年", help="指标分解是哪一年的")
    _output(template)
    join = add("join", uploading.join, "几个人填的同一份合成一份：谁填了哪张表，填得不一样的选一个")
    join.add_argument("files", type=Path, nargs="+", metavar="文件")
    join.add_argument("--choose", action="append", default=[], metavar="表!格=文件名", help="填得不一样的取哪一份；清单只写表名，可写接起来")
    _output(join)
    check = add("check", uploading.check, "检查工作簿或整个文件夹，不写入")
    check.add_argument("path", type=Path, metavar="文件或文件夹")
    check.add_argument("--city", metavar="城市", help="应是哪座城市的")
    check.add_argument("--annotated", type=Path, metavar="文件或文件夹", help="另写一份带标记的原表；检查文件夹时给文件夹")
    _whose(check)
    replying.add_options(check)
    for sub, who in ((template, "谁取的"), (join, "谁合的"), (check, "谁查的")):
        sub.add_argument("--by", metavar="姓名", help=f"{who}；启用了账户须写")
    _add_submit(add)
    _add_review(add)
    finalize = add("finalize", uploading.finalize, "审定一个月")
    _city(finalize)
    _time(finalize, required=True)
    _by(finalize, "审定人")
    _add_records(add)


def _add_submit(add: _Add) -> None:
    submit = add("submit", uploading.submit, "上报工作簿")
    submit.add_argument("files", type=Path, nargs="+", metavar="文件")
    submit.add_argument("--city", metavar="城市", help="应是哪座城市的")
    _by(submit, "上报人")
    submit.add_argument("--accept", action="store_true", help="随即审核通过")
    submit.add_argument("--accept-by", metavar="姓名", help="审核人，须不是上报人")
    submit.add_argument("--join", action="store_true", help="几份合成一份再报，各人的原件留着")
    submit.add_argument("--choose", action="append", default=[], metavar="表!格=文件名", help="--join时填得不一样的取哪一份")
    submit.add_argument("--attach", type=Path, nargs="+", metavar="附件", help="随上报附上：PDF、JPG、PNG")
    submit.add_argument("--replaces", metavar="上报编号", help="更正哪一次上报；不写为现行的那次")
    _whose(submit)
    replying.add_options(submit)
    accept = add("accept", uploading.accept, "审核通过，发布成一版")
    accept.add_argument("ids", nargs="*", metavar="上报编号")
    accept.add_argument("--clean", action="store_true", help="没有说明、改正、选择的，也不是自己报的，一起审核通过")
    accept.add_argument("--city", metavar="城市", help="--clean时哪座城市的")
    _by(accept, "审核人")


def _add_review(add: _Add) -> None:
    preview = add("preview", reviewing.preview, "收下以后的变化：格子、全市、位次")
    preview.add_argument("id", metavar="上报编号")
    preview.add_argument("--by", metavar="姓名", help="谁看的；启用了账户须写")
    moves = (
        ("return", reviewing.return_, "退回，说明理由", "审核人"),
        ("withdraw", reviewing.withdraw, "撤回自己还没有审的一份，说明理由", "上报人"),
    )
    for name, run, said, who in moves:
        move = add(name, run, said)
        move.add_argument("id", metavar="上报编号")
        _by(move, who)
        move.add_argument("--reason", required=True, metavar="理由", help="为什么，至少4个字")
    for name, run, said, who in (
        ("endorse", reviewing.endorse, "板块审核，交市级验收（设了两级审核的城市）", "审核人"),
        ("reinstate", reviewing.reinstate, "以前的一版重新上报，照样要审", "上报人"),
    ):
        again = add(name, run, said)
        again.add_argument("id", metavar="上报编号")
        _by(again, who)
    audit = add("audit", reviewing.audit, "审计记录：谁、何时、做了什么")
    _city(audit)
    audit.add_argument("--owner", metavar="板块或部门", help="只看它的")
    audit.add_argument("--id", metavar="上报编号", help="只看这一份上报的")
    audit.add_argument("--what", metavar="类别", help="只看这一类：上报、审核、开锁、考核等")
    audit.add_argument("--person", metavar="姓名", help="只看这个人做的")
    audit.add_argument("--month", metavar="年-月", help="只看记在这个月的")
    audit.add_argument("--by", metavar="姓名", help="谁看的；启用了账户须写")
    audit.add_argument("-o", "--output", type=Path, metavar="文件", help="写成工作簿")


def _add_records(add: _Add) -> None:
    submissions = add("submissions", uploading.submissions, "上报清单")
    _city(submissions)
    submissions.add_argument("--month", type=_month, metavar="月份", help="只看哪一月的；不写为全部")
    source = add("source", uploading.source, "取回上报的原文件，一字节不变")
    source.add_argument("id", metavar="上报编号")
    source.add_argument("--annotated", action="store_true", help="要带标记的：问题格涂色、加批注，前面一张问题清单，退回的写着理由")
    _output(source)
    papers = add("attachments", uploading.attachments, "一次上报的附件：列出、附上、取出")
    papers.add_argument("id", metavar="上报编号")
    papers.add_argument("--attach", type=Path, nargs="+", metavar="附件", help="附上：PDF、JPG、PNG")
    papers.add_argument("-o", "--output", type=Path, metavar="文件夹", help="全部取出，写到这个文件夹")
    refused = add("refused", uploading.refused, "没有收下而留着的文件；给出指纹则取回一份")
    refused.add_argument("sha256", nargs="?", metavar="指纹")
    refused.add_argument("-o", "--output", type=Path, metavar="文件", help="写到哪个文件")
    for sub, who in ((submissions, "谁看的"), (source, "谁取的"), (papers, "谁附的、谁取的；附上"), (refused, "谁看的、谁取的")):
        sub.add_argument("--by", metavar="姓名", help=f"{who}；启用了账户须写")


def _add_timing(add: _Add) -> None:
    reporting = add("reporting", timing.reporting, "报送率、及时率、一次通过率、退回、更正，本月和年初以来")
    _city(reporting)
    _time(reporting)
    reminders = add("reminders", timing.reminders, "催报清单：逾期还没有报上来的")
    _city(reminders)
    _time(reminders)
    reminders.add_argument("-o", "--output", type=Path, metavar="文件", help="写成工作簿")
    reminders.add_argument("--by", metavar="姓名", help="谁导出的，记进审计")
    unlock = add("unlock", timing.unlock, "开锁：锁定的报表可以再报、更正，到时自己锁上")
    _city(unlock)
    unlock.add_argument("--unit", metavar="板块", help="哪个板块的")
    unlock.add_argument("--department", metavar="部门", help="哪个部门的")
    unlock.add_argument("--month", type=_month, metavar="月份", help="哪个月的")
    unlock.add_argument("--year", type=int, metavar="年", help="指标分解是哪一年的")
    _by(unlock, "批准人")
    unlock.add_argument("--reason", required=True, metavar="理由", help="为什么开，至少4个字")
    unlock.add_argument("--until", metavar="日期", help="开到哪天24:00，如2026-12-31；不写按城市档案")
    _city(add("locks", timing.unlocks, "开锁的记录"))
    alias = add("alias", timing.alias, "补板块别名：清单，认下一个，停用一个")
    _city(alias)
    alias.add_argument("--add", metavar="别名", help="表里写的叫法，连同--unit、--by、--reason")
    alias.add_argument("--end", metavar="别名", help="停用一个补的别名，连同--by、--reason")
    alias.add_argument("--unit", metavar="板块", help="指哪个板块")
    alias.add_argument("--by", metavar="姓名", help="谁认下、停用的")
    alias.add_argument("--reason", metavar="理由", help="为什么，至少4个字")
    clock = add("clock", timing.clock, "服务器的时钟与上次记账的时间")
    clock.add_argument("--accept", action="store_true", help="上次记的时间是错的：认下现在的时间")
    clock.add_argument("--by", metavar="姓名", help="谁认的")
    clock.add_argument("--reason", metavar="理由", help="为什么，至少4个字")


def _add_assessing(add: _Add) -> None:
    assess = add("assess", assessing.assess, "考核：起草、公示、申诉、答复、复核、公布、作废、查看、年度得分表")
    assess.add_argument("act", choices=assessing.ACTS, metavar="|".join(assessing.ACTS))
    assess.add_argument("number", type=int, nargs="?", metavar="第几次", help="哪一次考核；起草、清单、年度不写")
    assess.add_argument("--city", metavar="城市", help="起草、清单、年度的城市")
    assess.add_argument("--month", type=_month, metavar="月份", help="起草：考核期的末月，须已审定")
    assess.add_argument("--period", type=assessing.quarter, dest="month", metavar="季度", help="起草：不写--month的可写季度，如2025Q2，即那一季的末月")
    assess.add_argument("--name", metavar="名称", help="起草：名称；不写按季度")
    assess.add_argument("--days", type=int, metavar="天", help="公示几天")
    assess.add_argument("--unit", metavar="板块", help="申诉的板块")
    assess.add_argument("--appeal", type=int, metavar="号", help="答复哪一号申诉")
    assess.add_argument("--reason", metavar="话", help="申诉、答复、复核、作废的话，至少4个字")
    assess.add_argument("--refresh", action="store_true", help="复核时改用现在的数重算")
    assess.add_argument("--year", type=int, metavar="年", help="年度得分表是哪一年的")
    assess.add_argument("--by", metavar="姓名", help="谁办的")


def _add_trying(add: _Add) -> None:
    trial = add("whatif", trying.try_out, "试算：改几处考核规则，看位次怎样变；可存成从某月起用的新的一套")
    _city(trial)
    _time(trial)
    trial.add_argument("--set", action="append", default=[], metavar="哪一项=改成什么", help="改一处，可写几次；不写则列出可改的各处")
    trial.add_argument("--group", metavar="分组", help="只看一个分组")
    _as_of(trial)
    trial.add_argument("--save", action="store_true", help="存成新的一套，以前的月份照旧")
    trial.add_argument("--from", type=_month, dest="start", metavar="月份", help="保存：从哪个月起用，须还没有审定")
    trial.add_argument("--reason", metavar="理由", help="保存：为什么，至少4个字")
    trial.add_argument("--by", metavar="姓名", help="保存：谁")


def _add_people(add: _Add) -> None:
    user = add("user", people.user, "管账户：新建、清单、启停、改角色、重设密码")
    user.add_argument("act", choices=people.ACTS, metavar="|".join(people.ACTS))
    user.add_argument("name", nargs="?", metavar="账户")
    user.add_argument("--role", type=people.role_named, metavar="角色", help="、".join(ROLE_ZH.values()))
    user.add_argument("--city", metavar="城市", help="所属城市；管理员、大屏可不写")
    user.add_argument("--owner", metavar="板块或部门", help="填报、板块审核的所属")
    user.add_argument("--by", metavar="姓名", help="办理的管理员；第一个账户不用写")
    user.add_argument("--password-stdin", action="store_true", help="密码从标准输入读；不写则给一次性密码")


def _add_upkeep(add: _Add) -> None:
    serve = add("serve", upkeep.serve, "启动看板")
    serve.add_argument("--port", type=int, default=8501, metavar="端口", help="默认8501")
    serve.add_argument("--host", default="127.0.0.1", metavar="地址", help="默认127.0.0.1，只有本机能打开")
    demo = add("demo", upkeep.demo, "在空的数据目录里装入模拟数据")
    demo.add_argument("--months", metavar="起月:止月", help="如2025-01:2025-06；不写为全部")
    add("verify", upkeep.verify, "逐个核对账本、原文件、数据文件、版本")
    backup = add("backup", upkeep.backup, "备份到一个文件，备份时可继续使用")
    backup.add_argument("file", type=Path, metavar="文件")
    restore = add("restore", upkeep.restore, "由备份恢复到空的数据目录")
    restore.add_argument("file", type=Path, metavar="文件")
