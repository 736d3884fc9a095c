"""What the file of an edition is called: by case, bundle and day, and never by a person (B-09)."""

from sqlmodel import Session

from casework.documents.packs import pack_filename
from casework.hearing_packs.models import HearingPack
from casework.hearing_packs.recipes import RECIPES
from casework.hearings.queries import hearing_of
from casework.working_days import local_day


def name_of(session: Session, reference: str, pack: HearingPack) -> str:
    """The name of an edition: the day is that of the hearing, or that on which it was made."""
    hearing = hearing_of(session, pack.case_id) if pack.kind.is_of_the_hearing else None
    day = local_day(hearing.starts_at if hearing else pack.made_at or pack.requested_at)
    letter = RECIPES[pack.kind].letter
    if pack.supplements is not None:
        letter = f"{letter}{pack.edition}"  # beside the pack it adds to, and not in its place
    return pack_filename(reference, letter, day)
