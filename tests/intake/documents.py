"""造 OpenDocument 表格（.ods）：几行 XML 打成包。"""

import io
import zipfile

_NAMES = " ".join(f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{p}:1.0"' for p in ("office", "table", "text", "style"))
_NAMES += ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def ods(rows: str, before: str = "", styles: str = "", **more: str) -> bytes:
    """只有一张表的 .ods。"""
    return package(f'<table:table table:name="表">{rows}</table:table>', before, styles, **more)


def package(tables: str, before: str = "", styles: str = "", **more: str) -> bytes:
    """几张表的 .ods；more 为别的部件（斜线写成双下划线）。"""
    body = f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    content = f"{before}<office:document-content {_NAMES}>{body}</office:document-content>"
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content, **more}.items():
            archive.writestr(name.replace("__", "/"), text)
    return found.getvalue()


def cell(text: str, times: int = 1) -> str:
    """一格文字，重复几次。"""
    return f'<table:table-cell office:value-type="string" table:number-columns-repeated="{times}"><text:p>{text}</text:p></table:table-cell>'
