"""经 src/main.py 打开一页，取出画面的 HTML。"""

import json

from streamlit.testing.v1 import AppTest

from dashboard import paths


def opened(name: str, **params: str) -> AppTest:
    """打开 name 页，地址参数为 params。"""
    app = AppTest.from_file(str(paths.root() / "src" / "main.py"), default_timeout=30).run()
    app.switch_page(f"../pages/{name}.py")
    for key, value in params.items():
        app.query_params[key] = value
    return app.run()


def picture(app: AppTest) -> str:
    """画面的 HTML；页面出了异常则断言失败。"""
    assert not app.exception, app.exception
    return str(json.loads(app.get("bidi_component")[0].proto.json)["html"])
