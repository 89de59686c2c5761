"""Streamlit 以外的地址：大屏、健康检查。"""

from starlette.routing import Route

from dashboard.web import health, wall


def routes(base: str = "") -> list[Route]:
    """全部地址；base 为子路径，没有为空。"""
    root = f"/{base}" if base else ""
    return [
        Route(f"{root}/screen", wall.screen, name="screen"),
        Route(f"{root}/screen/version", wall.version, name="screen-version"),
        Route(f"{root}/healthz", health.health, name="healthz"),
        Route(f"{root}/health", health.health, name="health"),
    ]
