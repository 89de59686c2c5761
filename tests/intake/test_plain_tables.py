"""CSV、Parquet：人和软件写出来的各种样子；断的、大的、有毒的说得清楚。"""

import io
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.intake.test_formats import parquet
from tests.intake.workbench import read

from dashboard.intake import child
from dashboard.intake.limits import Limits


def rows(text: str, encoding: str = "utf-8") -> Any:
    return read(text.encode(encoding)).sheets[0].rows


class TestCSV:
    def test_Excel写明分隔符的一行不算(self) -> None:
        assert rows("sep=;\r\n甲;乙\r\n1;2\r\n") == {1: {1: "甲", 2: "乙"}, 2: {1: "1", 2: "2"}}

    def test_数里有千分位逗号_仍按制表符隔(self) -> None:
        assert rows("甲\t乙\t丙\n1,234\t2,345\t3\n4,000\t5\t6\n")[2] == {1: "1,234", 2: "2,345", 3: "3"}

    def test_标题里有逗号_仍按分号隔(self) -> None:
        assert rows("昆山市，6月, 初报\n甲;乙;丙\n1,5;2;3\n")[3] == {1: "1,5", 2: "2", 3: "3"}

    def test_引号里的逗号_换行_引号(self) -> None:
        assert rows('甲,乙\n"一,二\n三","说""好"""\n') == {1: {1: "甲", 2: "乙"}, 2: {1: "一,二\n三", 2: '说"好"'}}

    def test_前后的空格照原样_空行照数(self) -> None:
        assert rows("甲,乙\n\n 1 ,2\n") == {1: {1: "甲", 2: "乙"}, 3: {1: " 1 ", 2: "2"}}

    def test_老软件的结尾记号不算(self) -> None:
        assert rows("甲,乙\r\n1,2\r\n\x1a", "gb18030") == {1: {1: "甲", 2: "乙"}, 2: {1: "1", 2: "2"}}

    def test_生僻字(self) -> None:
        assert rows("甲,乙\n䶮街道,1\n", "gb18030")[2][1] == "䶮街道"

    def test_老式苹果的换行(self) -> None:
        assert rows("甲,乙\r1,2\r") == {1: {1: "甲", 2: "乙"}, 2: {1: "1", 2: "2"}}

    @pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
    def test_断在半个字的地方(self, encoding: str) -> None:
        assert "没有传完" in read("甲,乙\n丙,丁".encode(encoding)[:-1]).refused

    def test_一行就很长的(self) -> None:
        assert "一格的文字超过32,767个字" in read(("甲" * 200_000 + ",乙\n1,2\n").encode()).refused

    def test_几百万个空行看得完(self) -> None:
        assert rows("甲,乙\n" + "\n" * 2_000_000) == {1: {1: "甲", 2: "乙"}}

    def test_看太久的自己停下(self) -> None:
        assert "0秒也没有看完" in child.read(b"a,b\n" + b",\n" * 100_000, Limits(scan_seconds=0))["refused"]


def written(table: pa.Table) -> bytes:
    found = io.BytesIO()
    pq.write_table(table, found)
    return found.getvalue()


class TestParquet:
    def test_两列同名_都读(self) -> None:
        table = pa.table([pa.array([1]), pa.array(["x"])], names=["甲", "甲"])
        assert read(written(table)).sheets[0].rows == {1: {1: "甲", 2: "甲"}, 2: {1: 1, 2: "x"}}

    def test_半精度的数不多出尾巴(self) -> None:
        table = pa.table({"甲": pa.array([0.1, None, 16777216.0], pa.float32())})
        assert read(written(table)).sheets[0].rows == {1: {1: "甲"}, 2: {1: 0.1}, 4: {1: 16777216}}

    def test_很长的编码一位不丢(self) -> None:
        assert read(parquet(甲=[9007199254740993])).sheets[0].value(2, 1) == "9007199254740993"

    def test_不是数的数留着_让检查来说(self) -> None:
        value = read(parquet(甲=[float("nan")], 乙=[1])).sheets[0].value(2, 1)
        assert value != value

    def test_时刻照它自己的时区算哪一天(self) -> None:
        stamp = pa.array([1_750_177_800_000], pa.timestamp("ms", tz="Asia/Shanghai"))
        assert str(read(written(pa.table({"甲": stamp}))).sheets[0].value(2, 1)) == "2025-06-18"

    @pytest.mark.parametrize("cut", [4, 5, 20, 200])
    def test_没有传完(self, cut: int) -> None:
        assert "坏了" in read(parquet(甲=list(range(50)), 乙=["x"] * 50)[:cut]).refused

    def test_解开太大的先不读(self) -> None:
        found = child.read(parquet(甲=["x" * 1000] * 3000, 乙=["y" * 900] * 3000), Limits(unpacked_bytes=1000))
        assert "数据文件解开后有" in found["refused"]

    @pytest.mark.parametrize("at", range(4, 400, 9))
    def test_改坏一个字节(self, at: int) -> None:
        whole = parquet(甲=[1, 2, 3], 乙=["x", "y", None])
        found = read(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        assert found.sheets or found.refused.endswith("。")
