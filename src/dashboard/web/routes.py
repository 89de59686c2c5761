"""Streamlit 以外的地址：登录与账户、大屏、健康检查。"""

from starlette.routing import Route

from dashboard.web import forms, health, wall


def routes(base: str = "") -> list[Route]:
    """全部地址；base 为子路径，没有为空。"""
    root = f"/{base}" if base else ""
    return [
        Route(f"{root}/screen", wall.screen, name="screen"),
        Route(f"{root}/screen/version", wall.version, name="screen-version"),
        Route(f"{root}/login", forms.login, methods=["GET", "POST"], name="login"),
        Route(f"{root}/logout", forms.logout, methods=["POST"], name="logout"),
        Route(f"{root}/password", forms.password, methods=["GET", "POST"], name="password"),
        Route(f"{root}/me", forms.me, name="me"),
        Route(f"{root}/signed-in", forms.signed_in, name="signed-in"),
        Route(f"{root}/accounts", forms.people, methods=["GET", "POST"], name="accounts"),
        Route(f"{root}/healthz", health.health, name="healthz"),
        Route(f"{root}/health", health.health, name="health"),
    ]
