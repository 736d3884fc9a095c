-- What was reported, how it was triaged, and what is in evidence: three captures a case, two of
-- them exhibits, each with its custody.

INSERT INTO reports (
        id, case_id, reference, reporter_id, about, child, told_lead, posted_on, found_on,
        platform, account_type, audience, own_words, labels, sent_at,
        suspected_image)
    SELECT pg_temp.part(made.id, 'report'), id, 'R25-' || lpad(n::text, 7, '0'), reporter_id, 'staff',
           CASE WHEN n % 4 = 0 THEN 'yes' ELSE 'no' END, NULL, opened_at::date - 2,
           opened_at::date, 'Facebook', 'personal', 'Friends',
           repeat('A parent showed me a post that calls our academy a zoo. ',
                  CASE WHEN n <= 100000 THEN 8 ELSE 1 END),
           '[{"key": "2.6", "follow_ups": {}}, {"key": "2.5", "follow_ups": {}}]',
           opened_at, false
    FROM made;

INSERT INTO report_additions (id, case_id, report_id, words, added_at)
    SELECT pg_temp.part(made.id, 'addition'), id, pg_temp.part(made.id, 'report'),
           'The post has been taken down since.', opened_at + interval '1 day'
    FROM made WHERE n % 5 = 0;

INSERT INTO triages (id, case_id, report_id, decision, reasons, harm, clauses, decided_by, decided_at)
    SELECT pg_temp.part(made.id, 'triage'), id, pg_temp.part(made.id, 'report'), 'formal',
           'The post is still up, and it names the academy.',
           '{"harmed": "no", "offence": "no", "risk": "no", "unsuitable": "no"}',
           '["3.3"]', hr_id, opened_at + interval '1 day'
    FROM made WHERE rank >= 2;

INSERT INTO captures (
        id, case_id, name, kind, name_agrees, size, sha256, key, taken_in_at, taken_in_by, details)
    SELECT pg_temp.part(made.id, 'capture' || k), id, 'IMG_' || (n * 3 + k) || '.png', 'png', true,
           482113, encode(sha256(int8send(n * 3 + k)), 'hex'), 'evidence/' || made.id || k,
           opened_at + make_interval(hours => k::int), reporter_id,
           '{"platform": "Facebook", "captured_by": "The person who reported it", "still_online": "yes"}'
    FROM made, generate_series(0, 2) k;

INSERT INTO custody (
        id, capture_id, number, at, person_id, person_name, handling, sha256, previous, hash,
        leaf, secret)
    SELECT pg_temp.part(made.id, 'custody' || k || step), pg_temp.part(made.id, 'capture' || k),
           step, opened_at + make_interval(hours => k), reporter_id, 'Maya Lockwood',
           CASE step WHEN 1 THEN 'ingested' ELSE 'admitted' END,
           encode(sha256(int8send(n * 3 + k)), 'hex'),
           repeat('0', 64), repeat('0', 64), '{}', sha256('bench')
    FROM made, generate_series(0, 2) k, generate_series(1, 2) step;

INSERT INTO exhibits (
        id, case_id, number, capture_id, title, description, shows_pupil, in_pack, pack_reason)
    SELECT pg_temp.part(made.id, 'exhibit' || k), id, k + 1, pg_temp.part(made.id, 'capture' || k),
           'Post of 21 September', 'Screenshot of a phone, with two replies', false, true, NULL
    FROM made, generate_series(0, 1) k WHERE rank >= 3;
