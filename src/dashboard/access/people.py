"""留名的规则。"""

from dashboard.domain.problems import InputError


def named(name: str, role: str) -> str:
    """去掉首尾空白的姓名；为空则拒绝。role 如“上报人”。"""
    text = " ".join(name.split())
    if not text:
        raise InputError("name_missing", f"请填写{role}姓名。")
    return text


def different(by: str, accept_by: str) -> None:
    """上报人与审核人须不同（INTAKE R26：任何人不审核自己的上报）。"""
    if by == accept_by:
        raise InputError("same_person", f"上报人与审核人都是{by}。请由另一人审核。")
