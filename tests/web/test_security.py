"""What an attacker tries, and what comes of it: nothing but a refusal in words."""

from __future__ import annotations

import asyncio
import gzip
import io
import json
import re
import time
import zipfile
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from starlette.testclient import TestClient

from taktgeber.web.acts import local_path
from taktgeber.web.app import API, make_app
from taktgeber.web.desks import acts, downloads, leaves
from taktgeber.web.guard import HEADERS, Guard
from taktgeber.web.uploads import MOST_TYPED, plain_name
from taktgeber.workspace import open_workspace

from .team import NOW, ORIGIN, PASSWORD, Team, login_of

STOP = "/act/set-language"
LANGUAGE = {"language": "it_IT"}


def bare(team: Team) -> TestClient:
    """A browser that says nothing of where its requests come from."""
    return TestClient(team.web.app, base_url=ORIGIN, follow_redirects=False, raise_server_exceptions=False)


def signed(team: Team, role: str = "auditor") -> TestClient:
    client = bare(team)
    client.cookies.set("takt", team.sign_in(role))
    return client


# ------------------------------------------------------------------ cross-site requests


@pytest.mark.parametrize(
    ("headers", "passes"),
    [
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "none"}, False),
        ({"origin": ORIGIN}, True),
        ({"origin": "https://evil.example"}, False),
        ({"origin": "null"}, False),
        ({}, False),
        ({"sec-fetch-site": "cross-site", "origin": ORIGIN}, False),
        ({"sec-fetch-site": "same-origin", "origin": "https://evil.example"}, True),
    ],
)
def test_a_write_from_another_site_does_nothing(team: Team, headers: dict[str, str], passes: bool) -> None:
    answer = signed(team).post(STOP, data=LANGUAGE, headers=headers)
    assert answer.status_code == (303 if passes else 403)
    chosen = team.web.visits.accounts.locale_of(team.people["auditor"])
    assert chosen == ("it_IT" if passes else None)


def test_a_token_needs_no_origin_and_a_cookie_beside_it_does(team: Team) -> None:
    headers = {"authorization": f"Bearer {team.token('auditor', 'see.ledger')}"}
    assert bare(team).post(f"{API}/verify-ledger", json={}, headers=headers).status_code == 200
    assert signed(team).post(f"{API}/verify-ledger", json={}, headers=headers).status_code == 403


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_no_other_method_writes(team: Team, method: str) -> None:
    assert getattr(team.as_("sponsor"), method)("/ledger").status_code == 405


def test_reading_never_writes_an_entry(team: Team) -> None:
    sponsor = team.as_("sponsor")
    before = sponsor.get("/ledger.json").json()["data"]["head"]
    for act in acts():
        assert sponsor.get(f"/act/{act.name}").status_code in (404, 405), act.name
        assert sponsor.get(f"{API}/{act.name}").status_code in (404, 405), act.name
    assert sponsor.get("/ledger.json").json()["data"]["head"] == before


# ------------------------------------------------------------------ sessions


def test_a_secret_from_before_the_sign_in_is_worth_nothing_after_it(team: Team) -> None:
    victim = team.stranger()
    victim.cookies.set("takt", "planted-by-somebody-else")
    came = victim.post("/sign-in", data={"login": login_of("auditor"), "password": PASSWORD})
    assert came.status_code == 303
    assert came.cookies["takt"] != "planted-by-somebody-else"
    attacker = team.stranger()
    attacker.cookies.set("takt", "planted-by-somebody-else")
    assert attacker.get("/today").status_code == 303


def test_signing_in_again_ends_the_session_before(team: Team) -> None:
    client, old = team.stranger(), team.sign_in("auditor")
    client.cookies.set("takt", old)
    client.post("/sign-in", data={"login": login_of("auditor"), "password": PASSWORD})
    assert team.web.visits.accounts.session(old) is None


def test_signing_out_really_ends_it(team: Team) -> None:
    client = team.as_("auditor")
    secret = client.cookies["takt"]
    left = client.post("/sign-out")
    assert "Max-Age=0" in left.headers["set-cookie"]
    stolen = team.stranger()
    stolen.cookies.set("takt", secret)
    assert stolen.get("/today").status_code == 303


@pytest.mark.parametrize(("later", "status"), [(timedelta(hours=7), 200), (timedelta(hours=9), 303)])
def test_an_idle_session_ends(team: Team, later: timedelta, status: int) -> None:
    client = team.as_("auditor")
    team.web.visits.accounts._clock = lambda: NOW + later
    assert client.get("/today").status_code == status


def test_a_session_in_use_ends_after_a_week(team: Team) -> None:
    client, accounts = team.as_("auditor"), team.web.visits.accounts
    for hours in range(0, 7 * 24 + 6, 6):
        accounts._clock = lambda at=NOW + timedelta(hours=hours): at  # type: ignore[misc]
        status = client.get("/account.json").status_code
    assert status == 401


@pytest.mark.parametrize("secret", ["", "x", "../../x", "' OR 1=1 --", "\u2603" * 4, "a" * 5000, "%00"])
def test_no_made_up_session_lets_anybody_in(team: Team, secret: str) -> None:
    client = team.stranger()
    answer = client.get("/today", headers={"cookie": f"takt={secret}".encode()})
    assert answer.status_code == 303
    token = client.get("/today.json", headers={"authorization": f"Bearer {secret}".encode()})
    assert token.status_code == 401


def test_a_right_password_is_refused_while_a_login_is_locked(team: Team) -> None:
    client = team.stranger()
    wrong = [client.post("/sign-in", data={"login": login_of("auditor"), "password": f"guess {n}"}) for n in range(12)]
    assert {answer.status_code for answer in wrong} == {401, 429}
    right = client.post("/sign-in", data={"login": login_of("auditor"), "password": PASSWORD})
    assert right.status_code == 429
    assert "takt" not in right.cookies
    assert client.post("/sign-in", data={"login": login_of("sponsor"), "password": PASSWORD}).status_code == 303


def test_a_claimed_address_does_not_undo_the_lock(team: Team) -> None:
    client = team.stranger()
    for n in range(12):
        headers = {"x-forwarded-for": f"10.0.0.{n}"}
        client.post("/sign-in", data={"login": login_of("auditor"), "password": f"guess {n}"}, headers=headers)
    right = {"login": login_of("auditor"), "password": PASSWORD}
    assert client.post("/sign-in", data=right, headers={"x-forwarded-for": "10.9.9.9"}).status_code == 429


# ------------------------------------------------------------------ headers and cookies


def every_kind_of_answer(team: Team) -> list[Any]:
    sponsor, stranger = team.as_("sponsor"), team.stranger()
    return [
        sponsor.get("/today"), sponsor.get("/today.json"), sponsor.get("/nothing-here"), sponsor.get("/nothing.json"),
        sponsor.get("/ledger/entries.csv"), sponsor.get("/static/web.css"), sponsor.get("/favicon.ico"),
        sponsor.get(f"{API}/openapi.json"), sponsor.post("/act/set-language", data={"language": "xx"}),
        sponsor.post(f"{API}/set-language", json=[]), sponsor.delete("/today"), stranger.get("/today"),
        stranger.get("/sign-in"), stranger.post("/sign-in", data={}), stranger.post("/sign-out"),
        stranger.get("/join/nobody"), bare(team).post("/sign-in", data={}),
        bare(team).get("/", headers={"host": "evil.example"}),
    ]  # fmt: skip


def test_every_answer_carries_the_headers_that_close_a_page(team: Team) -> None:
    for answer in every_kind_of_answer(team):
        for name, value in HEADERS.items():
            assert answer.headers.get(name) == value, (answer.request.url, answer.status_code, name)
        kept = answer.headers["cache-control"]
        assert kept == "no-store" or answer.request.url.path in ("/static/web.css", "/favicon.ico"), answer.request.url
        assert "server" not in answer.headers


def test_the_policy_lets_nothing_run_that_is_not_shipped() -> None:
    policy = dict(part.split(" ", 1) for part in HEADERS["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in HEADERS["content-security-policy"]


def test_no_page_holds_a_script_or_a_style_of_its_own(reading_team: Team) -> None:
    sponsor = reading_team.as_("sponsor")
    for leaf in leaves():
        if "{" not in leaf.path:
            page = sponsor.get(leaf.path).text
            assert not re.search(r"<script(?![^>]*\ssrc=)|\son\w+=|javascript:|<style|\sstyle=", page), leaf.path


def test_every_cookie_is_out_of_reach_of_scripts_and_other_sites(team: Team) -> None:
    stranger = team.stranger()
    came = {"login": login_of("auditor"), "password": PASSWORD}
    answers = [
        stranger.post("/sign-in", data=came), stranger.post("/sign-out"),
        stranger.get("/sign-in?lang=de"), stranger.get("/join/x?lang=zh"),
    ]  # fmt: skip
    for answer in answers:
        for cookie in answer.headers.get_list("set-cookie"):
            assert "HttpOnly" in cookie
            assert re.search(r"SameSite=(lax|strict)", cookie, re.I)
            assert "Path=/" in cookie
            assert "Domain" not in cookie


def test_over_tls_the_cookie_is_bound_to_the_host_and_the_site_to_tls(team: Team) -> None:
    web = make_app(open_workspace(team.root), "https://takt.example", clock=lambda: NOW)
    web.visits.accounts._passwords = team.web.visits.accounts._passwords
    client = TestClient(web.app, base_url="https://takt.example", headers={"sec-fetch-site": "same-origin"},
                        follow_redirects=False)  # fmt: skip
    came = client.post("/sign-in", data={"login": login_of("auditor"), "password": PASSWORD})
    assert came.headers["set-cookie"].startswith("__Host-takt=")
    assert "Secure" in came.headers["set-cookie"]
    assert came.headers["strict-transport-security"] == "max-age=31536000"
    web.visits.close()


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8787", "127.0.0.1", "", "127.0.0.1:8787.evil.example"])
def test_a_host_that_is_not_ours_is_served_nothing(team: Team, host: str) -> None:
    answer = team.stranger().get("/sign-in", headers={"host": host})
    assert answer.status_code == 421
    assert "<" not in answer.text


def test_two_hosts_in_one_request_are_served_nothing() -> None:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"host", b"evil.example"), (b"host", b"127.0.0.1:8787")]
    served = Guard(lambda *_: pytest.fail("it was served"), ORIGIN)
    asyncio.run(served({"type": "http", "method": "GET", "path": "/", "headers": headers}, None, send))
    assert sent[0]["status"] == 421


# ------------------------------------------------------------------ redirects


@pytest.mark.parametrize(
    "goes",
    [
        "https://evil.example", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example",
        "javascript:alert(1)", "/\t/evil.example", "/\r\nSet-Cookie: a=b", "http:evil.example", " //evil.example",
        "/%0d%0aset-cookie:a", "/@evil.example", "evil.example", "/\u2028//evil", "data:text/html,x", "",
    ],
)  # fmt: skip
def test_no_redirect_leads_away_from_this_site(team: Team, goes: str) -> None:
    form = {"login": login_of("auditor"), "password": PASSWORD, "next": goes}
    came = team.stranger().post("/sign-in", data=form)
    back = team.as_("auditor").post(STOP, data=LANGUAGE | {"_back": goes})
    for answer in (came, back):
        at = answer.headers["location"]
        assert at.startswith("/")
        assert not at.startswith(("//", "/\\"))
        assert not re.search(r"[\x00-\x1f]", at)
    assert not local_path(goes, "/").startswith(("//", "/\\"))


# ------------------------------------------------------------------ injection

HOSTILE = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' OR '1'='1' --", '"; DROP TABLE entries; --',
    "{{ 7*7 }}", "{% import os %}", "${jndi:ldap://x}", "{0.__class__}", "{x}", "%s%n", "%(x)s", "\r\nX-Evil: 1",
    "../../../../etc/passwd", "\x00", "\ud800", "\u202egnp.exe", "=cmd|' /C calc'!A0", "a" * 5000, "-1", "1e999", "NaN",
    "\u0660\u0661", "٣", "', (SELECT 1))", "<!--", "]]>", "\\", "\u2028", "😀" * 50, "p-0000", "2025-02-30", "0x1f",
)  # fmt: skip


class Tags(HTMLParser):
    """The tags and attributes that a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.handlers: list[str] = []
        self.sources: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script":
            self.scripts.append(dict(attrs).get("src") or "inline")
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        self.sources += [str(value) for name, value in attrs if name in ("src", "href", "action", "formaction")]


def harmless(text: str) -> bool:
    seen = Tags()
    seen.feed(text)
    foreign = [s for s in seen.sources if not s.startswith(("/", "#", "?", "data:image/svg+xml"))]
    return not seen.handlers and not foreign and all(s.startswith("/static/") for s in seen.scripts)


def filled(kind: str, choices: tuple[Any, ...], hostile: str, place: int) -> str:
    """Something valid for the fields that only take what is valid, else the hostile string."""
    if place:
        return hostile
    return {"date": "2025-06-01", "number": "1", "money": "10"}.get(kind) or (choices[0][0] if choices else hostile)


RUNS_ASIDE = {"plan-beat", "close-beat"}  # they start a process


@pytest.mark.parametrize("act", [a for a in acts() if a.name not in RUNS_ASIDE], ids=lambda act: act.name)
def test_no_hostile_text_breaks_an_act_or_comes_back_unescaped(hostile_team: Team, act: Any) -> None:
    typed = [f for f in act.fields if f.kind not in ("file", "tick")]
    role = next(r for r in ("sponsor", "operations", "analyst", "explore_lead", "exploit_lead", "front_line")
                if hostile_team.web.visits and allows(hostile_team, r, act.permission))  # fmt: skip
    client = hostile_team.as_(role)
    turn = acts().index(act)
    for n, hostile in enumerate(HOSTILE[turn % 4 :: 4]):
        place = n % 2  # now all fields hostile, now only those that take any text
        fields = {f.name: filled(f.kind, f.choices, hostile, place) for f in typed}
        body = json.dumps(fields).encode("utf-8", "surrogatepass") if "\ud800" in hostile else json.dumps(fields)
        answer = client.post(f"{API}/{act.name}", content=body, headers={"content-type": "application/json"})
        assert answer.status_code in (200, 403, 409, 422), (act.name, hostile, answer.status_code)
        assert "Traceback" not in answer.text
        safe = {name: value.encode("utf-8", "replace").decode() for name, value in fields.items()}
        form = client.post(f"/act/{act.name}", data=safe)
        assert form.status_code in (200, 303, 403, 409), (act.name, hostile, form.status_code)
        assert harmless(form.text), (act.name, hostile)
        assert "x-evil" not in form.headers


def allows(team: Team, role: str, permission: str) -> bool:
    from taktgeber.govern.permissions import MATRIX, SIGNED_IN

    return permission == SIGNED_IN or permission in MATRIX[role]


@pytest.fixture(scope="module")
def hostile_team(tmp_path_factory: pytest.TempPathFactory, company: Any) -> Any:
    import shutil

    from .team import open_team

    root = tmp_path_factory.mktemp("hostile") / "house"
    shutil.copytree(company, root)
    made = open_team(root)
    yield made
    made.web.visits.close()


def test_no_page_shows_what_was_entered_by_hostile_hands_unescaped(hostile_team: Team) -> None:
    """Runs after the acts above: whatever they left in the ledger is shown now."""
    sponsor = hostile_team.as_("sponsor")
    for leaf in leaves():
        for at in [leaf.path] if "{" not in leaf.path else []:
            answer = sponsor.get(at)
            assert answer.status_code in (200, 303, 403, 409), (at, answer.status_code)
            assert harmless(answer.text), at
    last = sponsor.get("/ledger.json").json()["data"]["entries"][0]["entry"]
    for seq in range(max(1, last - 60), last + 1):
        answer = sponsor.get(f"/ledger/{seq}")
        assert answer.status_code == 200, seq
        assert harmless(answer.text), seq


@pytest.mark.parametrize("one", [*leaves(), *downloads()], ids=lambda one: one.path)
def test_no_hostile_query_or_path_breaks_a_page(reading_team: Team, one: Any) -> None:
    sponsor = reading_team.as_("sponsor")
    for hostile in HOSTILE[len(one.path) % 3 :: 3]:
        sent = hostile.encode("utf-8", "replace").decode()
        for name in [f.name for f in one.query] or ["no-such"]:
            answer = sponsor.get(re.sub(r"{\w+}", "1", one.path), params={name: sent})
            assert answer.status_code in (200, 303, 403, 404, 409), (one.path, name, hostile, answer.status_code)
            assert "Traceback" not in answer.text
            if "html" in answer.headers.get("content-type", ""):
                assert harmless(answer.text), (one.path, name, hostile)
        if "{" in one.path and "\x00" not in sent:
            from urllib.parse import quote

            answer = sponsor.get(re.sub(r"{\w+}", quote(sent[:300], safe=""), one.path))
            assert answer.status_code in (200, 303, 403, 404, 409), (one.path, hostile, answer.status_code)
            assert "html" not in answer.headers.get("content-type", "") or harmless(answer.text)


@pytest.mark.parametrize(
    "path",
    ["/static/../../secret", "/static/%2e%2e%2ftaktgeber.toml", "/static/web.css%00.js", "/static/", "/.takt/key",
     "/..%2f..%2fetc/passwd", "/static/....//web.css", "/join/../today", "//today", "/today/", "/TODAY"],
)  # fmt: skip
def test_no_path_leads_out_of_what_is_shipped(team: Team, path: str) -> None:
    answer = team.stranger().get(path)
    assert answer.status_code in (303, 404), path
    assert "firm =" not in answer.text


# ------------------------------------------------------------------ bodies


@pytest.mark.parametrize(
    "body",
    [
        b"", b"null", b"[]", b'"x"', b"1", b"{", b"\xff\xfe", b"[" * 100_000, b'{"a":' * 50_000,
        b'{"language": {"a": 1}}', b'{"language": [["a"]]}', b'{"language": ["it_IT", "de_DE"]}', b'{"language": null}',
        b'{"language": 1e400}', b'{"language": NaN}', b'{"language": true}', b'{"language": 99999999999999999999999}',
        b'{"language": "it_IT", "language": "xx"}', b'{"__proto__": "x"}', b'{"language": "\\ud800"}',
        b'{"language": ' + b"9" * 6000 + b"}",
    ],
)  # fmt: skip
def test_an_odd_body_is_refused_in_words_and_changes_nothing(team: Team, body: bytes) -> None:
    client = team.as_("auditor")
    answer = client.post(f"{API}/set-language", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 409, answer.text
    assert set(answer.json()) == {"refused", "where", "mend", "rule", "entry"}
    assert team.web.visits.accounts.locale_of(team.people["auditor"]) is None


def test_a_request_that_is_too_large_is_refused_in_words_before_it_is_read(team: Team) -> None:
    client = team.as_("auditor")
    large = b'{"language": "' + b"x" * MOST_TYPED + b'"}'
    told = client.post(f"{API}/set-language", content=large, headers={"content-type": "application/json"})
    assert told.status_code == 413
    assert "larger than one request may be" in told.json()["refused"]
    chunks = client.post(f"{API}/set-language", content=iter([large[:700_000], large[700_000:]]))
    assert chunks.status_code == 413
    assert client.post("/sign-in", data={"login": "x" * 40_000}).status_code == 413


def test_a_stranger_uploads_nothing(team: Team) -> None:
    """Not even to a temporary file: who may not do it is refused before the body is read."""
    read: list[int] = []

    def body() -> Any:
        for _ in range(50):
            read.append(1)
            yield b"x" * 65536

    answer = team.stranger().post("/act/load-files", content=body(),
                                  headers={"content-type": "multipart/form-data; boundary=x"})  # fmt: skip
    assert answer.status_code == 303
    assert not list((team.root / ".takt").glob("incoming/*"))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../x", "x"), ("..\\..\\x.csv", "x.csv"), ("/etc/passwd", "passwd"), ("a\x00.csv", "a_.csv"),
        ("..", "file"),
        (".", "file"), ("", "file"), ("C:\\x\\orders.csv", "orders.csv"), ("a\r\nb.csv", "a__b.csv"), ("~", "~"),
        ("taktgeber.toml", "taktgeber.toml"), ("$(rm).csv", "_(rm).csv"), ("-rf", "-rf"),
    ],
)  # fmt: skip
def test_an_uploaded_file_keeps_a_plain_name(given: str, kept: str) -> None:
    assert plain_name(given) == kept


def test_a_long_name_is_cut_to_what_a_disk_takes() -> None:
    for name in ("x" * 300 + ".csv", "ü" * 300 + ".csv", "漢" * 300 + ".csv"):
        cut = plain_name(name)
        assert cut.endswith(".csv")
        assert len(cut.encode()) <= 240


# ------------------------------------------------------------------ errors


def test_what_breaks_inside_is_told_in_words_without_a_trace(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    from taktgeber.govern import LedgerBook

    sponsor = team.as_("sponsor")

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("a secret of the machine room")

    monkeypatch.setattr(LedgerBook, "newest", broken)
    for path in ("/ledger", "/ledger.json"):
        answer = sponsor.get(path)
        assert answer.status_code == 500
        assert "machine room" not in answer.text
        assert "Traceback" not in answer.text
        assert "went wrong on our side" in answer.text
        assert answer.headers["content-security-policy"]


# ------------------------------------------------------------------ uploads


def workbook_bomb() -> bytes:
    """An archive that calls itself a workbook and unpacks to a thousand times its size."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 200_000_000)
    return made.getvalue()


UPLOADS = {
    "a workbook that unpacks to a thousand times its size": ("orders.xlsx", workbook_bomb),
    "a gzip that unpacks to far more": ("orders.csv.gz", lambda: gzip.compress(b"a,b\n" * 50_000_000)),
    "a settings file": ("taktgeber.toml", lambda: b'firm = "Evil"\ncurrency = "XXX"\n'),
    "a path": ("../../taktgeber.toml", lambda: b'firm = "Evil"\n'),
    "a name with a nul": ("or\x00ders.csv", lambda: b"\x00" * 100),
    "a very long name": ("x" * 300 + ".csv", lambda: b"a,b\n1,2\n"),
    "a script": ("<script>alert(1)</script>.csv", lambda: b"<script>,=1+1\n<script>alert(1)</script>,x\n"),
    "a pickle": ("model.pkl", lambda: b"\x80\x04\x95cos\nsystem\n"),
    "a page": ("report.html", lambda: b"<html><script>alert(1)</script></html>"),
    "nothing": ("empty.csv", lambda: b""),
    "a database": ("ledger.sqlite", lambda: b"SQLite format 3\x00" + b"\x00" * 500),
}  # fmt: skip


@pytest.mark.parametrize("what", UPLOADS)
def test_no_upload_does_more_than_be_refused_in_words(team: Team, what: str) -> None:
    name, made = UPLOADS[what]
    settings = (team.root / "taktgeber.toml").read_bytes()
    analyst = team.as_("analyst")
    loaded = analyst.get("/ledger.json?kind=loaded").json()["data"]["entries"]
    before = {p for p in team.root.parent.rglob("*") if p.is_file()}
    began = time.perf_counter()
    answer = analyst.post("/act/load-files", files=[("files", (name, made(), "text/csv"))])
    assert answer.status_code in (200, 303, 409), answer.status_code
    page = analyst.get("/operations")
    assert page.status_code == 200
    assert harmless(answer.text)
    assert harmless(page.text)
    assert time.perf_counter() - began < 30
    assert (team.root / "taktgeber.toml").read_bytes() == settings
    inside = team.root / ".takt"  # a refused file waits in incoming for a day, to be tried again; results is a cache
    new = {p for p in team.root.parent.rglob("*") if p.is_file()} - before
    assert not [p for p in new if p.parent != inside and not {inside / "incoming", inside / "results"} & {*p.parents}]
    assert analyst.get("/ledger.json?kind=loaded").json()["data"]["entries"] == loaded
