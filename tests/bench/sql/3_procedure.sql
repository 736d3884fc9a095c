-- What followed: allegations, the investigation, the hearing, the outcome and its warning.

CREATE TEMP TABLE worded AS
    SELECT row_number() OVER (ORDER BY position) - 1 AS i, id FROM clauses WHERE kind = 'rule';

INSERT INTO issued_documents (
        id, case_id, number, code, title, key, sha256, size, pages, template, template_version,
        issued_at, issued_by, served_how, wording_version)
    SELECT pg_temp.part(made.id, issued.code), made.id, issued.number, issued.code, issued.title,
           'documents/' || made.id || issued.code, encode(sha256(int8send(n)), 'hex'), 48211, 3,
           'letters/notice.html', '0123456789ab', opened_at + make_interval(days => issued.number * 20),
           'Nadia Farrow', 'By email', 0
    FROM made
    CROSS JOIN LATERAL (VALUES
        (1, 'R-1', 'Investigation report', 4),
        (2, 'L-12', 'Invitation to a disciplinary hearing', 5),
        (3, 'L-16', 'Outcome of the hearing', 7)
    ) AS issued(number, code, title, since)
    WHERE rank >= issued.since;

INSERT INTO terms_of_reference (id, case_id, officer_id, terms, due_on, set_by, set_at)
    SELECT pg_temp.part(made.id, 'terms'), id, officer_id, 'Who posted it, and who could see it.',
           due_on, hr_id, opened_at + interval '2 days'
    FROM made WHERE rank >= 3;

INSERT INTO allegations (
        id, case_id, number, clause_id, conduct_on, occurred, place, particulars, severity,
        conclusion, conclusion_reasons, to_hearing, notified_on, finding, reasons, decided_by,
        decided_at)
    SELECT pg_temp.part(made.id, 'allegation' || k), made.id, k + 1, worded.id, opened_at::date - 2,
           '21 September, about 9pm', 'A personal account on Facebook',
           repeat('On 21 September the employee called the academy a zoo in a post. ',
                  CASE WHEN made.n <= 100000 THEN 4 ELSE 1 END), 'serious',
           CASE WHEN rank >= 4 THEN 'case_to_answer' END,
           CASE WHEN rank >= 4 THEN 'The account is theirs, and they accept the words.' END,
           CASE WHEN rank >= 5 THEN true END,
           CASE WHEN rank >= 5 THEN opened_at::date + 20 END,
           CASE WHEN rank >= 7 THEN 'upheld' END,
           CASE WHEN rank >= 7 THEN 'The post is theirs, and parents read it.' END,
           CASE WHEN rank >= 7 THEN 'Grace Adeyemi' END,
           CASE WHEN rank >= 7 THEN opened_at + interval '40 days' END
    FROM made
    CROSS JOIN generate_series(0, 1) k
    JOIN worded ON worded.i = (n + k) % (SELECT count(*) FROM worded)
    WHERE rank >= 3;

INSERT INTO allegation_exhibits (allegation_id, exhibit_id)
    SELECT pg_temp.part(made.id, 'allegation' || k), pg_temp.part(made.id, 'exhibit' || k)
    FROM made, generate_series(0, 1) k WHERE rank >= 3;

INSERT INTO investigations (id, case_id, officer_id, sections, document_id, concluded_at)
    SELECT pg_temp.part(made.id, 'investigation'), id, officer_id, '{}', pg_temp.part(made.id, 'R-1'),
           opened_at + interval '20 days'
    FROM made WHERE rank >= 4;

INSERT INTO case_to_answer_decisions (id, case_id, reasons, to_hearing, decided_by, decided_at)
    SELECT pg_temp.part(made.id, 'answer'), id, 'Both are supported by the exhibits.', '[1, 2]', hr_id,
           opened_at + interval '22 days'
    FROM made WHERE rank >= 5;

INSERT INTO hearings (
        id, case_id, starts_at, place, presenter_id, dismissal_possible, notice_document_id,
        served_on, pack_issued_on, held_at, attended)
    SELECT pg_temp.part(made.id, 'hearing'), id,
           CASE WHEN rank = 5 THEN now() + make_interval(days => 5 + (n % 30)::int)
                ELSE opened_at + interval '40 days' END,
           'Meeting room 2', officer_id, false, pg_temp.part(made.id, 'L-12'), opened_at::date + 23,
           opened_at::date + 30,
           CASE WHEN rank >= 6 THEN opened_at + interval '40 days' END,
           CASE WHEN rank >= 6 THEN true END
    FROM made WHERE rank >= 5;

INSERT INTO hearing_packs (
        id, case_id, edition, final, status, step, done, total, key, sha256, size, pages, contents,
        requested_by, requested_at, made_at, issued_at, issued_by)
    SELECT pg_temp.part(made.id, 'pack'), id, 1, true, 'issued', 'Done', 12, 12, 'packs/' || made.id,
           encode(sha256(int8send(n)), 'hex'), 1482113, 31, '[]', hr_id,
           opened_at + interval '29 days', opened_at + interval '29 days',
           opened_at + interval '30 days', 'Nadia Farrow'
    FROM made WHERE rank >= 5;

INSERT INTO severity_assessments (
        id, case_id, factors, severity, reasons, assessed_by, assessed_at)
    SELECT pg_temp.part(made.id, 'severity'), id, '{}', 'serious', 'Weighed one by one.', chair_id,
           opened_at + interval '41 days'
    FROM made WHERE rank >= 7;

INSERT INTO outcomes (
        id, case_id, sanction, reasons, mitigation, lesser_steps, repudiatory_breach, decided_by,
        decided_at, letter_document_id, letter_received_on)
    SELECT pg_temp.part(made.id, 'outcome'), id, 'first_written_warning', 'Parents read it.',
           'Nine years without a warning.', 'Advice alone would not do.', false, chair_id,
           opened_at + interval '42 days', pg_temp.part(made.id, 'L-16'), opened_at::date + 45
    FROM made WHERE rank >= 7;

INSERT INTO warnings (
        id, case_id, person_id, level, about, given_on, live_months, spent_on,
        dispose_on, extended_months, absent_days)
    SELECT pg_temp.part(made.id, 'warning'), id, employee_id, 'first_written', 'A post about the academy',
           opened_at::date + 42, 12, opened_at::date + 42 + 365,
           opened_at::date + 42 + 365 + 274, 0, 0
    FROM made WHERE rank >= 7;
