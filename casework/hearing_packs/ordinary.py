"""Names that are ordinary English words too: alone, they say nothing of anybody."""

MONTHS = frozenset({"april", "june", "august", "may"})
WORDS = """
    amber art autumn baker banks bell best bill bird bishop black blue bolt bond bright brook brown
    bush butler case chance chase church clay cliff close cook cross crystal daisy dale dawn
    day dean dove drew duke earl early eve faith field finch fish flower ford forest fox frank frost
    gene gold good grace grant gray green grey grove guy hall hand hart hazel head heath heather
    hill holly hope house hunter iris ivy jack jade jay jewel joy judge kerry king kit knight lake
    lamb lane lee lily little long love major mark marsh mason may melody mercy miles mill miller
    moor moss norm north olive page park paris pat pearl penny piper pope poppy porter
    potter power price prince queen rain ray reed rich river rivers rob robin rock rose rosemary
    rowan ruby rush sage sandy shore short singer sky small smart snow south star steel stone
    storm street strong sue summer temple tiger trinity valentine victor violet wade
    ward waters wells west wheeler white will winter wise wood woods young
"""
ORDINARY = MONTHS | frozenset(WORDS.split())
