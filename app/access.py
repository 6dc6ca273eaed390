"""Who may open what: the facilitator's door, the host's, and the participant's."""

import re
import secrets
from ipaddress import ip_address

from fastapi import Request, Response
from fastapi.requests import HTTPConnection
from msgspec import Struct, field

from app.guesses import Guesses
from app.keys import Keys, participant_of, same
from app.limits import Limits, share_to_leave
from app.now import now
from app.settings import Settings
from sessions.lobby import let_in
from sessions.refused import Forbidden, TooMany, Unknown, marked
from sessions.registry import Registry
from sessions.session import Session
from sessions.visitor import Visitor

YEAR = 365 * 24 * 3600
"""How long cookies last, in seconds: a participant comes back as the same person."""

OURS = re.compile(r"[A-Za-z0-9_-]{16,64}")
"""What a participant's cookie looks like; ours have 22 letters."""

NO_SESSION = marked("There is no session with this code. Look at the projector and type it again.")
GUESSING = marked(
    "Too many codes or keys that are none came from this network. Wait a moment, then try again."
)
NO_KEY = marked("This page opens with the facilitator’s key. Use the whole address of the console.")


class Access(Struct, frozen=True):
    """The doors of one server. All but `session` are FastAPI dependencies."""

    sessions: Registry
    keys: Keys
    settings: Settings
    person: Limits
    crowd: Limits
    guesses: Guesses = field(default_factory=lambda: Guesses(now))

    @classmethod
    def of(cls, sessions: Registry, keys: Keys, settings: Settings) -> "Access":
        """The doors, with the limits that the settings give."""
        person = Limits(settings.person_burst, settings.person_rate, now)
        crowd = Limits(settings.session_rate, settings.session_rate, now)
        return cls(sessions, keys, settings, person, crowd)

    async def session(self, connection: HTTPConnection) -> Session:
        """The session whose code stands in the address. Raises Unknown or TooMany."""
        found = await self.find(connection, connection.path_params["code"])
        if found is None:
            raise Unknown(NO_SESSION)
        return found

    def code_alone(self, connection: HTTPConnection, session: Session) -> str | None:
        """The join code, where nothing else lets this screen watch; None for the facilitator's."""
        name, value = self.keys.session_cookie(session.id)
        holds = same(connection.cookies.get(name, ""), value)
        return None if holds else session.code

    async def find(self, connection: HTTPConnection, code: str) -> Session | None:
        """The session with this code, or a former one for who is in. Raises TooMany."""
        present = await self.sessions.find(code)
        found = present or await self.sessions.find_former(code)
        known = found is not None and self._is_in(connection, found)
        address = _address(connection)
        if found is None or not (present or known):
            self._slow_down(self.guesses.wrong(address))
            return None
        self._slow_down(self.guesses.right(address, found.id, known=known))
        return found

    def _is_in(self, connection: HTTPConnection, session: Session) -> bool:
        """Whether a cookie says that its bearer is in the session already."""
        name, value = self.keys.session_cookie(session.id)
        if same(connection.cookies.get(name, ""), value):
            return True
        cookie = connection.cookies.get(self.keys.participant_cookie(session.id), "")
        return participant_of(cookie) in session.state.people.names

    async def facilitator(self, connection: HTTPConnection) -> Session:
        """The session, for its facilitator alone. Raises Unknown or Forbidden."""
        session = await self.session(connection)
        name, value = self.keys.session_cookie(session.id)
        if not same(connection.cookies.get(name, ""), value):
            raise Forbidden(NO_KEY)
        return session

    async def host(self, connection: HTTPConnection) -> None:
        """Let whoever holds the host's key pass. Raises Forbidden."""
        let_host_in(self.keys, connection)

    async def participant(self, connection: HTTPConnection) -> Visitor:
        """The participant that the cookie stands for. Raises Unknown or Forbidden."""
        session = await self.session(connection)
        cookie = connection.cookies.get(self.keys.participant_cookie(session.id), "")
        if not OURS.fullmatch(cookie):
            raise Forbidden(marked("Open the page with the code first, then send again."))
        let_in(session.state, participant_of(cookie))
        return self._visitor(session, participant_of(cookie))

    async def welcome(self, request: Request, response: Response) -> Visitor:
        """The participant, given a cookie where they have none yet. Raises Unknown."""
        session = await self.session(request)
        name = self.keys.participant_cookie(session.id)
        cookie = request.cookies.get(name, "")
        if not OURS.fullmatch(cookie):
            cookie = secrets.token_urlsafe(16)
        secure = request.url.scheme == "https"
        response.set_cookie(
            name, cookie, max_age=YEAR, httponly=True, samesite="lax", secure=secure
        )
        return self._visitor(session, participant_of(cookie))

    def open_session(self, request: Request, session: Session, key: str, out: Response) -> None:
        """Exchange a session's key for its cookie. Raises Forbidden or TooMany."""
        self._check(request, key, self.keys.session(session.id))
        _hand_out(request, out, self.keys.session_cookie(session.id))

    def open_host(self, request: Request, key: str, out: Response) -> None:
        """Exchange the host's key for its cookie. Raises Forbidden or TooMany."""
        self._check(request, key, self.keys.host())
        _hand_out(request, out, self.keys.host_cookie())

    def _check(self, request: Request, key: str, right: str) -> None:
        if not (self.settings.keys_over_http or _private(request)):
            raise Forbidden(
                marked(
                    "A key is not taken over an open network. Use the console on the laptop "
                    "itself, over https, or start with keys over http allowed."
                )
            )
        if not same(key, right):
            self._slow_down(self.guesses.wrong(_address(request)))
            raise Forbidden(marked("This key does not open this page."))

    def _slow_down(self, wait: float) -> None:
        if wait:
            raise TooMany(GUESSING, wait)

    def _visitor(self, session: Session, participant: str) -> Visitor:
        def wait_to_join() -> float:
            share = share_to_leave(session.state.people, participant)
            return self.crowd.take(session.id, share)

        def wait() -> float:
            return self.person.take(f"{session.id} {participant}") or wait_to_join()

        return Visitor(session, participant, wait, wait_to_join)


def let_host_in(keys: Keys, connection: HTTPConnection) -> None:
    """Let whoever holds the host's cookie pass. Raises Forbidden."""
    name, value = keys.host_cookie()
    if not same(connection.cookies.get(name, ""), value):
        raise Forbidden(NO_KEY)


def _hand_out(request: Request, response: Response, cookie: tuple[str, str]) -> None:
    name, value = cookie
    secure = request.url.scheme == "https"
    response.set_cookie(name, value, max_age=YEAR, httponly=True, samesite="strict", secure=secure)


def _address(connection: HTTPConnection) -> str:
    """Where a request came from; with a proxy that is trusted, what that says."""
    return connection.client.host if connection.client else ""


def _private(request: Request) -> bool:
    """Whether nobody can read along: TLS, or a request that never left this machine."""
    if request.url.scheme == "https":
        return True
    try:
        return request.client is not None and ip_address(request.client.host).is_loopback
    except ValueError:
        return False
