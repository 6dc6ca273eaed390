"""The controls of the review quiz."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response, UploadFile
from fastapi.responses import JSONResponse

from facilitator.doors import Press, SessionDoor
from sessions import quizzing
from sessions.question_files import read_questions
from sessions.reading.text import MOST_BYTES
from sessions.refused import Invalid, marked
from sessions.session import Session
from templates.asked import language_of, wants_json
from templates.face import translate

Number = Annotated[int, Form(ge=-1_000_000, le=1_000_000)]
Text = Annotated[str, Form(max_length=20_000)]
Once = Annotated[str, Form(pattern=r"^[A-Za-z0-9_-]{16,64}$")]

PASSED_OVER = marked("%(count)s questions came in, %(left)s did not. Line %(line)s: %(why)s")


def add_routes(router: APIRouter, facilitator: SessionDoor, do: Press) -> None:
    """All of them; `do` takes the decision behind each."""
    _add_course(router, facilitator, do)
    _add_answers(router, facilitator, do)
    _add_files(router, facilitator, do)


def _add_course(router: APIRouter, facilitator: SessionDoor, do: Press) -> None:
    door = Depends(facilitator)

    @router.post("/quiz/start")
    async def start(
        request: Request,
        source: Annotated[str, Form(max_length=60)],
        led: Annotated[bool, Form()] = True,
        seconds: Number = 0,
        session: Session = door,
    ) -> Response:
        return await do(request, session, quizzing.start(source, led=led, seconds=seconds), None)

    @router.post("/quiz/show")
    async def show(request: Request, question: Number, session: Session = door) -> Response:
        return await do(request, session, quizzing.show(question), None)

    @router.post("/quiz/close")
    async def close(request: Request, session: Session = door) -> Response:
        return await do(request, session, quizzing.close(), None)

    @router.post("/quiz/reopen")
    async def reopen(request: Request, session: Session = door) -> Response:
        return await do(request, session, quizzing.reopen(), None)

    @router.post("/quiz/reveal")
    async def reveal(request: Request, session: Session = door) -> Response:
        return await do(request, session, quizzing.reveal(), None)


def _add_answers(router: APIRouter, facilitator: SessionDoor, do: Press) -> None:
    door = Depends(facilitator)

    @router.post("/quiz/{question}/count/{choice}")
    async def count(
        request: Request, question: int, choice: int, hands: Number, session: Session = door
    ) -> Response:
        return await do(request, session, quizzing.count(question, choice, hands), None)

    @router.post("/quiz/{question}/write")
    async def write(
        request: Request, question: int, text: Text, id: Once, session: Session = door
    ) -> Response:
        return await do(request, session, quizzing.write(question, text), id)

    @router.post("/quiz/{question}/hide")
    async def hide(
        request: Request,
        question: int,
        answer: Text,
        hidden: Annotated[bool, Form()],
        session: Session = door,
    ) -> Response:
        return await do(request, session, quizzing.hide(question, answer, hidden=hidden), None)


def _add_files(router: APIRouter, facilitator: SessionDoor, do: Press) -> None:
    @router.post("/quiz/questions")
    async def bring(
        request: Request, file: UploadFile, session: Session = Depends(facilitator)
    ) -> Response:
        """Take in a GIFT or Aiken file; what was passed over is told."""
        found = read_questions(await file.read(MOST_BYTES + 1))
        if not found.questions:
            why = next(one for one in found.problems if one.error)
            raise Invalid(marked("Nothing was taken in. %(why)s"), why=why.sentence)
        decision = quizzing.bring(file.filename or "", found.questions)
        answer = await do(request, session, decision, None)
        if not found.problems or not wants_json(request.headers):
            return answer
        first, count = found.problems[0], len(found.questions)
        values = {"count": count, "left": len(found.problems), "line": first.line or 1}
        told = translate(
            PASSED_OVER, values | {"why": first.sentence}, language_of(request.headers)
        )
        return JSONResponse({"done": told})
