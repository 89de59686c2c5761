"""一个条目（TOML 表或 CSV 行）的取值：每次取错都记一处问题，给出能继续读下去的值。"""

from collections.abc import Mapping
from enum import Enum
from typing import Any, TypeVar

from dashboard.domain.month import Month
from dashboard.profiles.problems import Findings

_Word = TypeVar("_Word", bound=Enum)


class Entry:
    """file 里的一个条目；label 在问题里指明它。"""

    def __init__(self, findings: Findings, file: str, label: str, values: Mapping[str, Any]) -> None:
        self._findings = findings
        self._file = file
        self._label = label
        self._values = values

    def wrong(self, key: str, message: str) -> None:
        """记一处问题。"""
        self._findings.add(self._file, f"{self._label} {key}".strip(), message)

    def text(self, key: str, default: str | None = None) -> str:
        """文字；没有默认值时必填。"""
        value = self._values.get(key, default)
        if value is None:
            self.wrong(key, "缺少这一项，请补上。")
            return ""
        if not isinstance(value, str):
            self.wrong(key, f"应为文字，写的是{value}。请加引号。")
            return str(value)
        return value.strip() if default is not None or value.strip() else self._empty(key)

    def _empty(self, key: str) -> str:
        self.wrong(key, "不能为空，请填写。")
        return ""

    def number(self, key: str, default: float | None = None) -> float:
        """数；没有默认值时必填。"""
        found = self.optional_number(key)
        if found is None:
            if default is None:
                self.wrong(key, "缺少这一项，请填一个数。")
            return default or 0.0
        return found

    def optional_number(self, key: str) -> float | None:
        """数，可空。"""
        value = self._values.get(key)
        if value is None or value == "":
            return None
        try:
            if isinstance(value, bool):
                raise ValueError
            return float(value)
        except (TypeError, ValueError):
            self.wrong(key, f"应为数，写的是{value}。")
            return None

    def month(self, key: str) -> Month:
        """月份 YYYY-MM，必填。"""
        found = self.optional_month(key)
        if found is None and not self._values.get(key):
            self.wrong(key, "缺少这一项，请写成YYYY-MM。")
        return found or Month(2025, 12)

    def optional_month(self, key: str) -> Month | None:
        """月份 YYYY-MM，可空。"""
        value = self._values.get(key)
        if not value:
            return None
        try:
            return Month.parse(str(value))
        except ValueError as error:
            self.wrong(key, f"{error}。")
            return None

    def word(self, key: str, words: type[_Word], default: _Word | None = None) -> _Word:
        """固定词之一。"""
        value = self._values.get(key)
        if value is None and default is not None:
            return default
        try:
            return words(value)
        except ValueError:
            choices = "、".join(str(w.value) for w in words)
            self.wrong(key, f"没有“{value}”这个词。可用：{choices}。")
            return next(iter(words))

    def flag(self, key: str, default: bool = False) -> bool:
        """true/false，或 Y/N。"""
        value = self._values.get(key, default)
        if isinstance(value, bool):
            return value
        if value in ("Y", "N", ""):
            return value == "Y"
        self.wrong(key, f"应为Y或N，写的是{value}。")
        return default

    def names(self, key: str) -> tuple[str, ...]:
        """若干文字：TOML 数组，或 CSV 里用|隔开。"""
        value = self._values.get(key, ())
        found = value.split("|") if isinstance(value, str) else list(value)
        return tuple(str(v).strip() for v in found if str(v).strip())

    def entries(self, key: str) -> list["Entry"]:
        """一组子条目。"""
        value = self._values.get(key, [])
        if not isinstance(value, list) or any(not isinstance(v, dict) for v in value):
            self.wrong(key, "应为一组 { … }。")
            return []
        return [Entry(self._findings, self._file, f"{self._label} {key}[{n}]", v) for n, v in enumerate(value, 1)]

    def entry(self, key: str) -> "Entry | None":
        """一个子条目，可空。"""
        value = self._values.get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.wrong(key, "应为 { … }。")
            return None
        return Entry(self._findings, self._file, f"{self._label} {key}", value)
