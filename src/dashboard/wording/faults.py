"""操作系统和账本库的错误，用一句中文说原因和办法。"""

import errno

_SYSTEM = {
    errno.ENOSPC: "磁盘已满，请清出空间后重试",
    errno.EDQUOT: "磁盘配额已用完，请清出空间后重试",
    errno.EFBIG: "文件超过了允许的大小，请检查磁盘和限额后重试",
    errno.EROFS: "磁盘是只读的，请换一个可写的位置",
    errno.EACCES: "没有权限，请检查目录的权限后重试",
    errno.EPERM: "没有权限，请检查目录的权限后重试",
    errno.EIO: "磁盘读写出错，请检查磁盘",
    errno.ENOENT: "没有这个文件或目录，请检查路径",
    errno.ENOTDIR: "这不是目录，请检查路径",
    errno.EISDIR: "这是一个目录，请给出文件名",
    errno.EEXIST: "同名的文件已经在了",
    errno.ENAMETOOLONG: "文件名太长，请改短",
    errno.EMFILE: "打开的文件太多，请稍后重试",
    errno.ENFILE: "打开的文件太多，请稍后重试",
    errno.EBUSY: "正被别的程序占用，请稍后重试",
    errno.ENOMEM: "内存不够，请稍后重试",
}

_LEDGER = {
    "SQLITE_FULL": "磁盘已满，请清出空间后重试",
    "SQLITE_READONLY": "数据目录是只读的，请检查目录的权限后重试",
    "SQLITE_PERM": "没有权限，请检查数据目录的权限后重试",
    "SQLITE_CANTOPEN": "打不开账本，请检查数据目录在不在、有没有权限",
    "SQLITE_BUSY": "账本正被别的程序占用，请稍后重试",
    "SQLITE_LOCKED": "账本正被别的程序占用，请稍后重试",
    "SQLITE_CORRUPT": "账本损坏，请由备份恢复",
    "SQLITE_NOTADB": "账本损坏，请由备份恢复",
    "SQLITE_IOERR": "磁盘读写出错，请检查磁盘空间和权限后重试",
    "SQLITE_NOMEM": "内存不够，请稍后重试",
}


def system_fault(error: OSError) -> str:
    """操作系统错误的原因和办法；不认得的给出编号。"""
    known = _SYSTEM.get(error.errno or 0)
    return known or f"操作系统报错（编号{error.errno or '不明'}），请检查磁盘和权限后重试"


def ledger_fault(name: str) -> str:
    """账本库的错误名（SQLITE_FULL 或带后缀的 SQLITE_IOERR_WRITE）→ 原因和办法。"""
    known = next((text for key, text in _LEDGER.items() if name == key or name.startswith(f"{key}_")), None)
    return known or f"账本读写出错（{name or '原因不明'}），请运行dashboard verify核验"
