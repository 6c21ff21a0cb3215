"""Who may speak to the server: only a browser that was given the key, and only by the machine's own name.

A port of the loopback can be reached by every user of the machine and by every page in the browser. Cookies
know no ports, so this one belongs to a path that nobody else knows; pages of other ports are told by their
Origin, and names that were bent to this machine (DNS rebinding) by their Host.
"""

from __future__ import annotations

from hmac import compare_digest
from secrets import token_urlsafe
from typing import Final

from aiohttp import web
from aiohttp.typedefs import Handler

from locales import _

LOOPBACK: Final = "127.0.0.1"


class Guard:
    """The key to one server, and its door."""

    def __init__(self, port: int) -> None:
        self.host: Final = f"{LOOPBACK}:{port}"
        self.key: Final = token_urlsafe(32)
        self.path: Final = f"/{token_urlsafe(12)}/"
        self._cookie: Final = f"shaitai-{port}"

    @property
    def url(self) -> str:
        """The address that lets a browser in."""
        return f"http://{self.host}{self.path}?key={self.key}"

    @web.middleware
    async def let_in(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer 403 to whoever has no key; see that nothing of the page comes from or goes elsewhere."""
        if not self._is_ours(request):
            return self._closed(_refused())
        if request.path == self.path and self._fits(request.query.get("key", "")):
            return self._closed(self._welcome())
        if not self._fits(request.cookies.get(self._cookie, "")):
            return self._closed(_refused())
        try:
            response = await handler(request)
        except web.HTTPException as error:
            return self._closed(web.Response(status=error.status, text=error.reason))
        return response if response.prepared else self._closed(response)

    def _is_ours(self, request: web.Request) -> bool:
        origin = request.headers.get("Origin", "")
        return request.host == self.host and origin in ("", f"http://{self.host}")

    def _fits(self, key: str) -> bool:
        return compare_digest(key.encode("utf-8", "surrogateescape"), self.key.encode())

    def _welcome(self) -> web.Response:
        """Hand the key over and go on to an address without it.

        Not by a redirect: after one, a browser that came here from elsewhere would keep the cookie back.
        """
        page = '<!DOCTYPE html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=./">'
        response = web.Response(text=page, content_type="text/html")
        response.set_cookie(self._cookie, self.key, path=self.path, httponly=True, samesite="Strict")
        return response

    def _closed(self, response: web.StreamResponse) -> web.StreamResponse:
        """Let the browser fetch nothing from anywhere else, keep nothing and tell nobody."""
        response.headers["Content-Security-Policy"] = (
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
            f"img-src 'self' data:; connect-src ws://{self.host}; frame-ancestors 'none'; base-uri 'none'; "
            "form-action 'none'"
        )
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response


def _refused() -> web.Response:
    told = _("This page belongs to somebody: open the address that `shaitai web` printed.")
    return web.Response(status=403, text=told + "\n")
