"""Odd requests for every address: fields, queries, headers, cookies, bodies of all kinds."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

import httpx
from hypothesis import strategies as st

from tests.faults.fuzzed import Fuzzed, timed
from tests.faults.interface import ASKED, OFTEN, described, forms, pages

TAKING, PAGES = forms(described()), pages(described())
PATIENCE = 75.0
"""Seconds that only a hang can miss: a document has 60 to be printed."""

USUAL = """
0 1 2 3 5 7 60 -60 external internal jobs check-1-1 bring-2-1 who-we-are 10:30 Suppliers a4 a3
0123456789abcdef fedcba9876543210 guide handout sheets takeaway certificate session.xlsx map.pdf
"""
ODD = """
-1 999999999999999 1e308 nan inf ٣ १ 0x10 true {{7*7}} %(sheet)s {0} ../../secret sheet- =1+1
<script>alert(1)</script> 24:00 .pdf %00 ..%2f
"""
ODDER = [
    *("", " ", "\x00", "external\x00", "\u202e", "\ud800", "a\nb\n" * 600, "9" * 400, "a" * 5000),
    *("a" + "\N{COMBINING ACUTE ACCENT}" * 300, "\N{WOMAN}\N{ZERO WIDTH JOINER}" * 60),
    *("9" * 5000, "/" * 300, "ß" * 500, "ﷺ" * 300, "\u2028\u2029", "\r\nX-Odd: 1"),
]
VALUES = (
    st.sampled_from(USUAL.split()) | st.sampled_from(ODD.split() + ODDER) | st.text(max_size=40)
)
ALSO = ["id", "sheet", "text", "name", "start", "nothing"]
"""Fields that are read by hand, and one that nobody reads."""

PLAIN = "application/x-www-form-urlencoded"
TYPES = [
    *[PLAIN] * 8,
    *("", "text/plain", "application/json", f"{PLAIN}; charset=klingon", "multipart/form-data"),
    *("multipart/form-data; boundary=x", "multipart/form-data; boundary=x; charset=utf-16"),
    "multipart/form-data; boundary=" + "x" * 300,
]
HEADERS = st.fixed_dictionaries(
    {
        "Accept": st.sampled_from(["application/json", "text/html", "*/*", "", "a/b;q=x,;"]),
        "Content-Type": st.sampled_from(TYPES),
    },
    optional={
        "Accept-Language": st.sampled_from(
            ["", "en", "de-CH,de;q=0.9", "*", "x" * 90, "_,;-=", "zh", "de;q=nan", "\xff\xfe"]
        ),
        "Accept-Encoding": st.sampled_from(["gzip", "gzip;q=0", "*", "x, y;q=2"]),
        "Origin": st.sampled_from(
            ["OURS"] * 15 + ["null", "", "http://[", "http://localhost:99999", "x" * 300]
        ),
        "Range": st.sampled_from(["bytes=0-1", "bytes=-1", "bytes=9-1,2-3", "bytes=" + "0-," * 90]),
        "If-None-Match": st.sampled_from(["*", '"', 'W/"x"']),
        "If-Modified-Since": st.sampled_from(["yesterday", "Thu, 99 Jan 2026 00:00:00 GMT"]),
        "X-Forwarded-For": st.sampled_from(["1.2.3.4", "not an address", "," * 200]),
        "X-Forwarded-Proto": st.sampled_from(["https", "javascript"]),
        "Upgrade": st.sampled_from(["websocket", "h2c", ""]),
        "Content-Encoding": st.sampled_from(["gzip", "br", "nothing"]),
    },
)
COOKIES = st.sampled_from(
    ["{}"] * 6
    + [
        "",
        "{}; {}",
        "=; ;;=",
        "{}; a",
        'a="{}',
        "{}; \xff=\xff",
        "a=" + "x" * 5000,
        "{}" + ";" * 99,
    ]
)
"""How cookies come; `{}` is all that there are."""

STATIC = st.sampled_from(["/static/x", "/static/../secret", "/static/%2e%2e/secret", "/static//"])
LIVE = st.sampled_from(["/c/{code}/live", "/p/{code}/live", "/j/{code}/live", "/J/{code}"])
LONG = st.sampled_from(["/j/", "/p/", "/c/", "/h/{code}/", "/plans/", "/"]).flatmap(
    lambda head: st.sampled_from(["a" * 30_000, "../" * 900, "%2f" * 900, "%ff%fe"]).map(
        lambda tail: head + tail
    )
)


@dataclass(frozen=True, slots=True)
class Request:
    """One to be sent; `path` has `{code}` where the code of the session stands."""

    method: str
    path: str
    query: bytes
    headers: dict[str, str]
    cookie: str
    body: bytes


@st.composite
def odd_requests(draw: st.DrawFn) -> Request:
    """A request to any address, mostly with the fields that it takes."""
    if draw(st.integers(0, 9)) < 6:
        path = draw(st.sampled_from(sorted(TAKING)))
        names, method = TAKING[path] + draw(st.lists(st.sampled_from(ALSO), max_size=3)), "POST"
    else:
        path = draw(st.sampled_from(PAGES) | STATIC | LIVE | LONG)
        names, method = [], draw(st.sampled_from(["GET"] * 8 + ["HEAD", "OPTIONS", "PUT", "POST"]))
    path = draw(_filled(path))
    fields = [(name, draw(_value(name))) for name in names]
    asked = draw(st.lists(st.sampled_from(ASKED), max_size=3))
    query = urlencode([(name, draw(_value(name))) for name in asked], errors="surrogatepass")
    headers = draw(HEADERS)
    body = draw(_body(fields, headers["Content-Type"])) if method in ("POST", "PUT") else b""
    return Request(method, path, query.encode(), headers, draw(COOKIES), body)


def _value(name: str) -> st.SearchStrategy[str]:
    often = [str(value) for value in OFTEN.get(name, [])]
    return st.sampled_from(often) | VALUES if often else VALUES


@st.composite
def _filled(draw: st.DrawFn, path: str) -> str:
    """An address, with something in place of each name in braces but the code's."""
    for name in ("topic", "line", "sheet", "idea", "number", "plan", "document", "job"):
        if f"{{{name}}}" in path:
            value = draw(_value(name)).encode("utf-8", "surrogatepass")
            path = path.replace(f"{{{name}}}", quote(value, safe="") or "0")
    return path


@st.composite
def _body(draw: st.DrawFn, fields: list[tuple[str, str]], kind: str) -> bytes:
    """The fields as this kind of body has them, or something else altogether."""
    if draw(st.integers(0, 19)) == 0:
        return draw(st.binary(max_size=300) | st.sampled_from([b"[" * 9000, b"&" * 9000, b"{}"]))
    if kind.startswith("multipart"):
        parts = "".join(
            f'--x\r\nContent-Disposition: form-data; name="{name}"{end}\r\n\r\n{value}\r\n'
            for name, value in fields
            for end in [draw(st.sampled_from(["", "", '; filename="a.md"', "; filename*=x''%ff"]))]
        )
        return f"{parts}--x--\r\n".encode("utf-8", "surrogatepass")
    return urlencode(fields, errors="surrogatepass").encode()


def send(place: Fuzzed, client: httpx.Client, request: Request) -> None:
    """Send one: its answer is no fault and says what is wrong; afterwards all pages are there."""
    code = place.spares.get(request.path, place.code)
    url = place.server.url + request.path.replace("{code}", code)
    cookie = request.cookie.replace("{}", place.cookie)
    headers = {**request.headers, "Cookie": cookie}
    if headers.get("Origin") == "OURS":
        headers["Origin"] = place.server.url
    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    client.cookies.clear()
    with timed(place, f"{request.method} {request.path[-80:]}") as status:
        asking = client.stream(
            request.method, url, params=request.query, headers=raw, content=request.body
        )
        with asking as answer:
            status.append(answer.status_code)
            if answer.headers.get("content-type", "").startswith("text/event-stream"):
                return  # which goes on
            answer.read()
    assert answer.status_code < 500, (answer.status_code, answer.text)
    told = answer.status_code >= 400 and request.method != "HEAD"
    if told and answer.headers["content-type"] == "application/json":
        sentence = answer.json()["detail"]
        assert sentence[0].isupper() or sentence[0] == "“"
        assert sentence.endswith(".")
    for surface in "cpj":
        page = client.get(
            f"{place.server.url}/{surface}/{place.code}", headers={"Cookie": place.cookie}
        )
        assert page.status_code == 200, page.text
        assert "<script>alert" not in page.text
