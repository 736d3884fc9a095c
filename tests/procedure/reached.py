"""The acts that runs from each start come to: a machine that never gets there proves nothing."""


def _acts(words: str) -> frozenset[str]:
    return frozenset(words.split())


REACHED: dict[str, frozenset[str]] = {
    "reported": _acts("""
        Appoint ConsiderDuty MakeAllegation
    """),
    "a child may be at risk": _acts("""
        Appoint ConsiderDuty MakeAllegation RecordLadoContact
    """),
    "nobody named": _acts("""
        Appoint ConsiderDuty MakeAllegation
    """),
    "investigation": _acts("""
        Appoint ConsiderDuty
    """),
    "decision": _acts("""
        Appoint ConsiderDuty MakePack
    """),
    "hearing": _acts("""
        Appoint ConsiderDuty
    """),
    "notified": _acts("""
       
    """),
    "heard": _acts("""
        Appoint ConsiderDuty ExplainDelay RecordFinding
    """),
    "dismissed": _acts("""
        ConsiderDuty
    """),
    "closed": _acts("""
        ConsiderDuty
    """),
    "appealed": _acts("""
        ConsiderDuty
    """),
}
