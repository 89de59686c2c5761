"""没料到的错：给人一个编号，同一编号下日志里有堆栈。"""

import logging
import secrets

_log = logging.getLogger(__name__)


def noted(where: str, error: Exception) -> str:
    """记进日志，返回给人看的话；where 为出错的地方，如“这个画面”。"""
    number = secrets.token_hex(4).upper()
    _log.error("%s出错，编号%s", where, number, exc_info=error)
    return f"{where}出错了，编号{number}。数据没有受影响。请刷新重试；还是不行，请把编号告诉管理员，日志里有同一编号的详情。"
