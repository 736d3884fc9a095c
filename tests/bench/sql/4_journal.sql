-- The journal: three entries and two more for each stage reached, so about fifteen a case; six from
-- the hundred thousandth on, whom nobody opens here: a million of them are filled in minutes.
-- The hashes only have their length: nothing that is measured checks a chain.

INSERT INTO journal (
        case_id, number, at, actor_id, kind, result, version, previous, hash, leaf, payload, secret)
    SELECT made.id, e, opened_at + make_interval(hours => e * 9), hr_id,
           CASE WHEN e % 2 = 1 AND e / 2 < rank THEN (ARRAY[
               'ReportLogged', 'ReportTriaged', 'InvestigationBegun', 'InvestigationConcluded',
               'CaseToAnswerDecided', 'HearingHeld', 'AppealWindowOpened', 'CaseClosed'
           ])[1 + e / 2] ELSE 'DeadlineSet' END,
           'allow', 2, sealed.hash, sealed.hash, repeat('leaf', 110),
           '{"actor":"Nadia Farrow","facts":{"due_on":"2026-10-19","kind":"T5"},'
           '"sentence":"set a deadline: finish the investigation in 20 working days"}',
           decode(sealed.hash, 'hex')
    FROM made
    CROSS JOIN LATERAL generate_series(
        1, least(3 + 2 * (rank - 1), CASE WHEN n <= 100000 THEN 17 ELSE 6 END)
    ) e
    CROSS JOIN LATERAL (SELECT encode(sha256(int8send(n * 20 + e)), 'hex') AS hash) sealed;
