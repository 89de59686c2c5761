"""一个条目（TOML 表或 CSV 行）的取值：每次取错都记一处问题，给出能继续读下去的值。"""

from collections.abc import Mapping
from enum import Enum
from math import isfinite
from typing import Any, TypeVar

from dashboard.domain.month import Month
from dashboard.profiles.problems import Findings

_Word = TypeVar("_Word", bound=Enum)


class Entry:
    """file 里的一个条目；label 在问题里指明它。sound 为到目前为止没有取错过。"""

    def __init__(self, findings: Findings, file: str, label: str, values: Mapping[str, Any]) -> None:
        self._findings = findings
        self._file = file
        self._label = label
        self._values = values
        self._asked: set[str] = set()
        self._inner: list[Entry] = []
        self._wrong: set[str] = set()

    @property
    def file(self) -> str:
        """在哪个文件里。"""
        return self._file

    @property
    def sound(self) -> bool:
        return not self._wrong and all(e.sound for e in self._inner)

    def right(self, key: str) -> bool:
        """这一项到目前为止没有取错过。"""
        return key not in self._wrong

    def wrong(self, key: str, message: str) -> None:
        """记一处问题。"""
        self._wrong.add(key)
        self._findings.add(self._file, f"{self._label} {key}".strip(), message)

    def _get(self, key: str) -> Any:
        self._asked.add(key)
        return self._values.get(key)

    def has(self, key: str) -> bool:
        """写了这一项没有。"""
        return key in self._values

    def finish(self) -> None:
        """读完了：没有人问过的键多半是写错的，逐个指出。"""
        for key in self._values:
            if key not in self._asked:
                self.wrong(key, "不认得这一项，请核对拼写，或删去。")
        for inner in self._inner:
            inner.finish()

    def text(self, key: str, default: str | None = None) -> str:
        """文字；没有默认值时必填。"""
        value = self._get(key)
        if value is None and default is None:
            self.wrong(key, "缺少这一项，请补上。")
            return ""
        if value is None:
            return default or ""
        if not isinstance(value, str):
            self.wrong(key, f"应为文字，写的是{value}，请加引号。")
            return str(value)
        if default is None and not value.strip():
            self.wrong(key, "不能为空，请填写。")
        return value.strip()

    def number(self, key: str, default: float | None = None) -> float:
        """数；没有默认值时必填。"""
        found = self.optional_number(key)
        if found is None and default is None and self._values.get(key) in (None, ""):
            self.wrong(key, "缺少这一项，请填一个数。")
        return found if found is not None else default or 0.0

    def optional_number(self, key: str) -> float | None:
        """数，可空。"""
        value = self._get(key)
        if value is None or value == "":
            return None
        try:
            found = float("nan") if isinstance(value, bool | list | dict) else float(value)
        except ValueError:
            found = float("nan")
        if isfinite(found) and "_" not in str(value):
            return found
        self.wrong(key, f"应为数，写的是{value}。请只写数字，不带逗号和单位。")
        return None

    def optional_whole(self, key: str) -> int | None:
        """整数，可空。"""
        found = self.optional_number(key)
        if found is None or found == int(found):
            return None if found is None else int(found)
        self.wrong(key, f"应为整数，写的是{found:g}。")
        return None

    def month(self, key: str) -> Month:
        """月份 YYYY-MM，必填。"""
        found = self.optional_month(key)
        if found is None and not self._values.get(key):
            self.wrong(key, "缺少这一项，请写成YYYY-MM，如2023-01。")
        return found or Month(2025, 12)

    def optional_month(self, key: str) -> Month | None:
        """月份 YYYY-MM，可空。"""
        value = self._get(key)
        if not value:
            return None
        try:
            return Month.parse(str(value))
        except ValueError:
            self.wrong(key, f"读不出月份，写的是{value}。请写成YYYY-MM，如2023-01。")
            return None

    def word(self, key: str, words: type[_Word], default: _Word | None = None) -> _Word:
        """固定词之一。"""
        value = self._get(key)
        if value is None and default is not None:
            return default
        try:
            return words(value)
        except ValueError:
            choices = "、".join(str(w.value) for w in words)
            written = f"没有“{value}”这个词。" if value else "缺少这一项。"
            self.wrong(key, f"{written}可用：{choices}。")
            return next(iter(words))

    def flag(self, key: str, default: bool = False) -> bool:
        """true/false，或 Y/N。"""
        value = self._get(key)
        if value is None:
            return default
        if isinstance(value, bool):
            return value
        if value in ("Y", "N", ""):
            return bool(value == "Y")
        self.wrong(key, f"应为Y或N，写的是{value}。")
        return default

    def names(self, key: str) -> tuple[str, ...]:
        """若干文字：TOML 数组，或 CSV 里用|隔开。"""
        value = self._get(key)
        if value is None:
            return ()
        if not isinstance(value, str | list):
            self.wrong(key, f"应为一组文字，写的是{value}。请写成[…]。")
            return ()
        found = value.split("|") if isinstance(value, str) else value
        return tuple(str(v).strip() for v in found if str(v).strip())

    def entries(self, key: str) -> list["Entry"]:
        """一组子条目。"""
        value = self._get(key)
        if value is None:
            return []
        if not isinstance(value, list) or any(not isinstance(v, dict) for v in value):
            self.wrong(key, "应为一组{ … }。")
            return []
        return [self._child(f"{key}第{n}项", v) for n, v in enumerate(value, 1)]

    def entry(self, key: str) -> "Entry | None":
        """一个子条目，可空。"""
        value = self._get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.wrong(key, "应为{ … }。")
            return None
        return self._child(key, value)

    def _child(self, label: str, values: Mapping[str, Any]) -> "Entry":
        found = Entry(self._findings, self._file, f"{self._label} {label}".strip(), values)
        self._inner.append(found)
        return found
