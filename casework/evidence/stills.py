"""A still from a video: one frame, drawn by ffmpeg in a confined process, then by our own."""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from casework.errors import CaseworkError
from casework.evidence.page_images import PagesNotShown, picture_image
from casework.evidence.programs import Beside, ProgramFailed, run, version_said

SECONDS, MEMORY = 60, 2 << 30
WIDEST = 1280
FORMATS = "mov,matroska"  # what a kept video can be; a playlist would name other files


class NoStill(CaseworkError):
    """No frame can be shown: there is no ffmpeg, or it cannot read this video."""


def still_of(video: Iterable[bytes]) -> tuple[bytes, str, dict[str, object]]:
    """A frame from the first seconds as a JPEG, by what it was made, and what the video is.

    Raises:
        NoStill: there is none.
    """
    program, looking = shutil.which("ffmpeg"), shutil.which("ffprobe")
    if program is None or looking is None:
        raise NoStill("ffmpeg is not installed")
    with Beside(prefix="casework-still-") as folder:
        place = Path(folder) / "video"
        with place.open("wb") as out:
            out.writelines(video)
        place.chmod(0o444)
        try:
            frame = run(
                _drawing(program, place), b"", seconds=SECONDS, memory=MEMORY, folder=folder
            )
            told = run(_asking(looking, place), b"", seconds=SECONDS, memory=MEMORY, folder=folder)
            picture = picture_image(frame)
        except (ProgramFailed, PagesNotShown) as failed:
            raise NoStill(str(failed)) from failed
    return picture, version_said(program, "-version"), _facts(json.loads(told))


def _drawing(program: str, place: Path) -> list[str]:
    quiet = ["-hide_banner", "-loglevel", "error", "-nostdin", "-threads", "1"]
    only = ["-protocol_whitelist", "file", "-format_whitelist", FORMATS]
    frame = ["-an", "-sn", "-dn", "-map_metadata", "-1", "-frames:v", "1"]
    scaled = ["-vf", f"thumbnail=30,scale='min({WIDEST},iw)':-2"]
    out = ["-f", "image2pipe", "-c:v", "mjpeg", "-threads", "1", "pipe:1"]
    return [program, *quiet, *only, "-i", str(place), *frame, *scaled, *out]


def _asking(program: str, place: Path) -> list[str]:
    only = ["-v", "error", "-protocol_whitelist", "file", "-format_whitelist", FORMATS]
    wanted = ["-show_entries", "format=duration:stream=codec_type,codec_name,width,height"]
    return [program, *only, *wanted, "-of", "json", str(place)]


def _facts(told: dict[str, dict[str, str]]) -> dict[str, object]:
    seconds = told.get("format", {}).get("duration")
    return {"seconds": round(float(seconds), 1)} if seconds else {}
