-- A million closed cases as a trust's years leave them, with what decides how long each is kept.
-- Setting of the session: bench.cases (how many).
SET session_replication_role = replica;
CREATE TEMP TABLE who AS
    SELECT row_number() OVER (ORDER BY staff_number) - 1 AS i, id, academy_id FROM people;
CREATE TEMP TABLE made AS
    SELECT n, md5('closed' || n)::uuid AS id, who.id AS person_id, who.academy_id,
           now() - make_interval(days => 200 + (n % 7000)::int) AS opened_at
    FROM generate_series(1, current_setting('bench.cases')::bigint) AS n
    JOIN who ON who.i = n % (SELECT count(*) FROM who);

INSERT INTO cases (id, reference, stage, summary, employee_id, academy_id, pupil_involved,
        opened_at, closed_at, ending)
    SELECT id, 'SM00-' || lpad(n::text, 8, '0'), 'closed', 'A post', person_id, academy_id,
           n % 10 = 0, opened_at, opened_at + interval '60 days',
           CASE n % 5 WHEN 0 THEN 'no_further_action' WHEN 1 THEN 'informal'
               WHEN 2 THEN 'not_upheld' ELSE 'outcome_given' END
    FROM made;
INSERT INTO outcomes (id, case_id, sanction, reasons, mitigation, lesser_steps, decided_by,
        decided_at, employment_ends_on, repudiatory_breach)
    SELECT gen_random_uuid(), id,
           CASE n % 5 WHEN 3 THEN 'first_written_warning' ELSE 'dismissal_with_notice' END,
           'x', 'x', 'x', person_id, opened_at,
           CASE WHEN n % 5 = 4 THEN opened_at::date + 90 END, false
    FROM made WHERE n % 5 >= 3;
INSERT INTO warnings (id, case_id, person_id, level, about, given_on, live_months, extended_months,
        absent_days, spent_on,
        dispose_on)
    SELECT gen_random_uuid(), id, person_id, 'first_written', 'x', opened_at::date + 50, 6, 0, 0,
           opened_at::date + 230, opened_at::date + 500
    FROM made WHERE n % 5 = 3;
INSERT INTO reports (id, case_id, reference, reporter_id, about, child, found_on, platform,
        account_type, own_words, labels, sent_at, suspected_image)
    SELECT gen_random_uuid(), id, 'R00-' || lpad(n::text, 8, '0'), person_id, 'staff',
           CASE WHEN n % 20 = 0 THEN 'risk' ELSE 'no' END, opened_at::date, 'Facebook',
           'personal', 'x', '[]', opened_at, false
    FROM made;
INSERT INTO duties_considered (id, case_id, duty, moment, referred, referred_on, considered_by,
        considered_at)
    SELECT gen_random_uuid(), id, 'tra', 'outcome', true, opened_at::date + 60, person_id,
           opened_at
    FROM made WHERE n % 50 = 4;
ANALYZE;
