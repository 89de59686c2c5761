"""存储的约定：两种存储（内嵌、PostgreSQL）共守，同一套测试。"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from dashboard.domain.month import Month
from dashboard.domain.replies import Reply
from dashboard.domain.submissions import Header, MonthState, Slice, State, Submission, Table
from dashboard.storage.contracts.aliasing import AliasStore
from dashboard.storage.contracts.assessing import AssessmentStore
from dashboard.storage.contracts.attaching import AttachmentStore, NewAttachment
from dashboard.storage.contracts.people import PeopleStore
from dashboard.storage.contracts.profiling import ProfileStore
from dashboard.storage.contracts.reviewing import ReviewStore
from dashboard.storage.contracts.timing import TimingStore

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class NewSubmission:
    """要上报的一份：原文件、读出的行（按表）、它替换的整块（每表至多一块，有行的表都要有块）；
    replaces 为所更正的上报编号；replies 为上报人的改正、说明、选择；simulated_at 为模拟上报假定的时间，真实的上报一律是服务器的钟；
    rules 为检查它的规则的版本，记进审计；attachments 与它一起记账，要么都在，要么都不在。"""

    header: Header
    file_name: str
    source: bytes = field(repr=False)
    by: str
    rows: Mapping[Table, Sequence[Row]] = field(repr=False)
    slices: tuple[Slice, ...]
    replaces: str | None = None
    replies: tuple[Reply, ...] = ()
    simulated_at: datetime | None = None
    rules: str = ""
    attachments: tuple[NewAttachment, ...] = ()


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """没有收下的一份：原来的名字（只是数据，不当路径用）、字节、一句原因。"""

    file_name: str
    content: bytes = field(repr=False)
    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """留下的一份没有收下的文件；size 为字节数；cleared_at 为过了时限、字节清走的时间，还留着为 None。"""

    sha256: str
    file_name: str
    size: int
    reason: str
    at: datetime
    cleared_at: datetime | None


@dataclass(frozen=True, slots=True)
class SliceSpan:
    """一个整块由哪次上报、从哪一版起、到哪一版止（不含）有效；valid_to 为 None 即现行。"""

    slice: Slice
    submission: str
    valid_from: int
    valid_to: int | None


@dataclass(frozen=True, slots=True)
class Change:
    """一版数据的变化。kind 为 profile/accept/finalize；一版接收了几座城市的，city 为空。"""

    version: int
    kind: str
    city: str
    by: str
    at: datetime
    spans_opened: tuple[SliceSpan, ...]
    spans_closed: tuple[SliceSpan, ...]


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """核验结果；problems 是中文句子，warnings 是存储完好而要留意的事。"""

    ok: bool
    versions: int
    submissions: int
    files: int
    problems: tuple[str, ...]
    warnings: tuple[str, ...] = ()


class Store(AliasStore, AssessmentStore, AttachmentStore, PeopleStore, ProfileStore, ReviewStore, TimingStore, Protocol):
    """存储。所有写都是原子的：返回即已落盘，抛错即没有发生。多个线程、多个进程可同时用。"""

    def latest_version(self) -> int:
        """最新数据版本；空存储为 0。"""

    def changed_at(self, version: int) -> datetime | None:
        """该版的发布时间（北京时间）；没有这一版为 None。"""

    def submit(self, batch: Sequence[NewSubmission]) -> tuple[Submission, ...]:
        """上报一批，与 batch 一一对应；同一内容、同样答复、同一期、同一报送者已报过的返回原来那一次。

        replaces 不是同一期的上报、或与它没有一块相同，抛 UsageError。"""

    def keep_refused(self, files: Sequence[RefusedFile]) -> None:
        """原样留下没有收下的文件；同样的字节还留着的不重复留。"""

    def refused(self) -> tuple[Refused, ...]:
        """留过的没有收下的文件，新的在前。"""

    def refused_content(self, sha256: str) -> bytes:
        """一份没有收下的文件，一字节不变；没有或已清走抛 UsageError。"""

    def accept(self, ids: Sequence[str], by: str, simulated_at: datetime | None = None) -> int:
        """接收一批，发布成一版；有冲突抛 InputError，说明谁、何时，一份也不收。

        同一报送者同一期更早的、还没审的上报随之转为“被更正”。simulated_at 同 NewSubmission。"""

    def finalize(self, city: str, month: Month, by: str) -> int:
        """审定一个月；已审定的返回现版。"""

    def month_state(self, city: str, month: Month, version: int) -> MonthState:
        """该月在该版的状态。"""

    def finalized_months(self, city: str, version: int) -> tuple[Month, ...]:
        """该版已审定的月份，旧的在前。"""

    def finalized_version(self, city: str, month: Month, version: int) -> int | None:
        """审定该月的那一版；到 version 为止未审定为 None。"""

    def submissions(self, city: str, period: int | None = None, state: State | None = None) -> tuple[Submission, ...]:
        """上报清单，新的在前；period 为 YYYYMM 或 YYYY00，state 给出即只要这种状态的。"""

    def submission(self, submission: str) -> Submission:
        """一次上报；没有抛 UsageError。"""

    def replies(self, submission: str) -> tuple[Reply, ...]:
        """一次上报的答复，照上报时的先后。"""

    def senders(self, city: str) -> frozenset[str]:
        """曾有上报被接收的上报人。"""

    def source(self, submission: str) -> bytes:
        """原文件，一字节不变。"""

    def slices_of(self, submission: str) -> tuple[Slice, ...]:
        """一次上报所替换的整块。"""

    def spans(self, after: int, until: int) -> Sequence[Change]:
        """after 之后、到 until 为止每一版的变化，旧的在前。"""

    def row_files(self, table: Table, submissions: Sequence[str]) -> list[Path]:
        """含这些上报的行的 Parquet 文件，每次上报的行只在其中一个里（文件可能还含别的上报，读者按 submission 列取）。"""

    def compact(self) -> int:
        """把零散的提交合成大段，返回合并的提交数；原文件不动。"""

    def verify(self) -> VerifyReport:
        """核验账本与全部文件；什么也不改。"""

    def backup(self, file: Path) -> None:
        """一致的整份备份。"""

    def close(self) -> None:
        """放开占用的资源；再用会重新打开。"""
