"""登录、改密码、管账户的朴素页面：纯 HTML 表单，不用脚本。"""

import logging
import secrets
from collections.abc import Callable
from functools import cache, partial

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from dashboard.domain.people import ROLE_ZH, Account, Role
from dashboard.domain.problems import DashboardError, InputError
from dashboard.figures.picture import render
from dashboard.flows import accounts
from dashboard.flows.accounts import NewAccount
from dashboard.flows.dashboard import Dashboard, open_dashboard
from dashboard.web.gate import COOKIE, local, token

_log = logging.getLogger(__name__)
_NO_STORE = {"cache-control": "no-store"}
_SECURE = "https"


@cache
def opening_code() -> str:
    """首个管理员的开通码：这次启动有效，只写进服务器的日志，网上的人拿不到。"""
    code = secrets.token_hex(4)
    _log.warning("还没有账户。首个管理员的开通码：%s", code)
    return code


async def login(request: Request) -> Response:
    """登录；一个账户也没有时，建首个管理员。"""
    if request.method == "POST":
        return await _posted(request, _signed_in)
    dash = open_dashboard()
    first = not await run_in_threadpool(accounts.enabled, dash)
    if first and not local(request.scope):
        opening_code()
    return _page("login.html", first=first, code=first and not local(request.scope), next=request.query_params.get("next", ""))


def _signed_in(request: Request, form: FormData) -> Response:
    dash, target = open_dashboard(), _local_path(_text(form, "next"))
    first = not accounts.enabled(dash)
    try:
        if first:
            _first(dash, request, form)
        secret = accounts.sign_in(dash, _text(form, "name"), _text(form, "password"), _address(request))
    except DashboardError as error:
        return _page("login.html", 403, first=first, code=first and not local(request.scope), next=target, error=error.message, name=_text(form, "name"))
    answer = RedirectResponse(f"{_root(request)}/{target}", 303, headers=_NO_STORE)
    answer.set_cookie(COOKIE, secret, max_age=365 * 86400, httponly=True, samesite="lax", secure=_secure(request), path=_root(request) or "/")
    return answer


def _first(dash: Dashboard, request: Request, form: FormData) -> None:
    """建首个管理员；不是本机来的须有开通码。"""
    if not local(request.scope) and not secrets.compare_digest(_text(form, "code").strip().encode(), opening_code().encode()):
        raise InputError("code", "开通码不对。请看服务器启动窗口或日志里的那一行，或在服务器上运行dashboard user add。")
    accounts.add(dash, NewAccount(_text(form, "name"), Role.ADMINISTRATOR), _text(form, "password"), "", temporary=False)


async def logout(request: Request) -> Response:
    """退出登录。"""
    return await _posted(request, _signed_out)


def _signed_out(request: Request, _form: FormData) -> Response:
    accounts.sign_out(open_dashboard(), token(request))
    answer = RedirectResponse(f"{_root(request)}/login", 303, headers=_NO_STORE)
    answer.delete_cookie(COOKIE, path=_root(request) or "/")
    return answer


async def password(request: Request) -> Response:
    """本人改密码。"""
    if request.method == "POST":
        return await _posted(request, _changed)
    person = await run_in_threadpool(accounts.who, open_dashboard(), token(request))
    return _page("password.html", person=person) if person else RedirectResponse(f"{_root(request)}/login", 303)


def _changed(request: Request, form: FormData) -> Response:
    dash = open_dashboard()
    person = accounts.who(dash, token(request))
    if person is None:
        return RedirectResponse(f"{_root(request)}/login", 303)
    try:
        if _text(form, "new") != _text(form, "again"):
            raise InputError("again", "两次写的新密码不一样。")
        accounts.change_password(dash, person.name, _text(form, "old"), _text(form, "new"), _address(request))
    except DashboardError as error:
        return _page("password.html", 403, person=person, error=error.message)
    return RedirectResponse(f"{_root(request)}/login", 303, headers=_NO_STORE)


async def signed_in(request: Request) -> Response:
    """还进不进得来；页面断线时问。"""
    return JSONResponse({"in": await run_in_threadpool(_let_in, request)}, headers=_NO_STORE)


def _let_in(request: Request) -> bool:
    dash = open_dashboard()
    return accounts.who(dash, token(request)) is not None if accounts.enabled(dash) else local(request.scope)


async def me(request: Request) -> Response:
    """我的账户：是谁、改密码、退出。"""
    dash = open_dashboard()
    person = await run_in_threadpool(accounts.who, dash, token(request))
    return _page("me.html", person=person, enabled=await run_in_threadpool(accounts.enabled, dash), admin=Role.ADMINISTRATOR)


async def people(request: Request) -> Response:
    """管理员管账户。"""
    if request.method == "POST":
        return await _posted(request, _managed)
    return await run_in_threadpool(_people_page, request)


def _people_page(request: Request, status: int = 200, **more: object) -> Response:
    dash = open_dashboard()
    person = accounts.who(dash, token(request))
    if person is None or person.role is not Role.ADMINISTRATOR:
        return _page("forbidden.html", 403, page="账户")
    return _page("people.html", status, person=person, accounts=list(dash.store.accounts().values()), cities=dash.cities(), **more)


def _managed(request: Request, form: FormData) -> Response:
    """新建、停用、启用、重设密码。"""
    dash = open_dashboard()
    person = accounts.who(dash, token(request))
    if person is None:
        return RedirectResponse(f"{_root(request)}/login", 303)
    try:
        return _people_page(request, done=_done(dash, person, form))
    except DashboardError as error:
        return _people_page(request, 403, error=error.message)


def _done(dash: Dashboard, person: Account, form: FormData) -> str:
    name, act = _text(form, "name"), _text(form, "act")
    if act == "add":
        item = NewAccount(name, _role(_text(form, "role")), _text(form, "city"), _text(form, "owner"))
        return f"已建账户{name}，一次性密码：{accounts.invite(dash, item, person.name)}（只显示这一次）"
    if act == "reset":
        return f"{name}的一次性密码：{accounts.reset_password(dash, name, person.name)}（只显示这一次）"
    accounts.change(dash, name, person.name, active=act == "enable")
    return f"{name}已{'启用' if act == 'enable' else '停用'}"


def _role(text: str) -> Role:
    if text not in list(Role):
        raise InputError("role", "请选一个角色。")
    return Role(text)


async def _posted(request: Request, act: Callable[[Request, FormData], Response]) -> Response:
    """表单只收本站的；耗时的（哈希、账本）在别的线程里做。"""
    if not _same_site(request):
        return HTMLResponse("只收本站的表单", 403, headers=_NO_STORE)
    async with request.form(max_files=0, max_fields=20) as form:
        return await run_in_threadpool(partial(act, request, form))


def _same_site(request: Request) -> bool:
    origin = request.headers.get("origin")
    return origin is None or origin.split("//", 1)[-1] == request.headers.get("host", "")


def _page(template: str, status: int = 200, **context: object) -> HTMLResponse:
    html = render(template, **{"error": "", "name": "", "done": "", "role_zh": ROLE_ZH, **context})
    return HTMLResponse(html, status, headers=_NO_STORE)


def _local_path(target: str) -> str:
    """登录后去哪里：只能是本站的一页。"""
    return "" if "//" in target or "\\" in target or ":" in target.split("?", 1)[0] else target.lstrip("/")


def _text(form: FormData, name: str) -> str:
    found = form.get(name)
    return found if isinstance(found, str) else ""


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _secure(request: Request) -> bool:
    return _SECURE in (request.url.scheme, request.headers.get("x-forwarded-proto", ""))


def _root(request: Request) -> str:
    """子路径，没有为空。"""
    return request.url_for("login").path.removesuffix("/login")
