"""The least a page could cost: FastAPI, one question, one line of HTML. Run by `load.py`."""

import sys

import uvicorn
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from sqlalchemy import create_engine, text
from sqlmodel import Session

ASKED = text("SELECT summary FROM cases WHERE reference = :reference")


def bare(url: str) -> FastAPI:
    """An application that looks one case up for whoever asks."""
    app, engine = FastAPI(), create_engine(url, pool_size=20)

    @app.get("/{reference}")
    def look(reference: str) -> HTMLResponse:
        with Session(engine) as session:
            found = session.execute(ASKED, {"reference": reference}).scalar()
        return HTMLResponse(f"<p>{found}</p>")

    return app


if __name__ == "__main__":
    app = bare(sys.argv[2])
    uvicorn.run(app, port=int(sys.argv[1]), log_level="warning", timeout_keep_alive=120)
