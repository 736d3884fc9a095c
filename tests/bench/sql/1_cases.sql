-- The cases of a trust, and who has what part in them.
-- Settings of the session: bench.cases (how many), bench.hr, bench.reporter, bench.veteran (ids of
-- people), bench.low and bench.high (between them the ids of the
-- cases that this session fills).
-- History grows faster than the work in hand: 760 cases are open, and 500 more for each 25,000. The
-- HR adviser who is watched has 260 of them, and has closed 240. A veteran of HR manages every fifth
-- of the others. The director of HR, who oversees all of it, has no part in any.

-- Ids are as scattered as those Casework gives, but what is of a case sorts beside it: `made`
-- is kept in that order, and everything is inserted as it stands there, which makes it quick: sorting
-- the journal of a million cases again would take as much disk as the journal.
CREATE FUNCTION pg_temp.part(case_id uuid, kind text) RETURNS uuid
    LANGUAGE sql IMMUTABLE AS $$ SELECT (left(case_id::text, 23) || left(md5(kind), 12))::uuid $$;

CREATE TEMP TABLE others_in_hr AS
    SELECT row_number() OVER (ORDER BY p.staff_number) - 1 AS i, p.id
    FROM people p JOIN places ON places.person_id = p.id
    WHERE places.role = 'hr_case_manager'
      AND p.id <> current_setting('bench.hr')::uuid;

CREATE TEMP TABLE managers AS
    SELECT row_number() OVER (ORDER BY p.staff_number) - 1 AS i, p.id
    FROM people p JOIN places ON places.person_id = p.id
    WHERE places.role = 'line_manager' AND p.id <> current_setting('bench.reporter')::uuid
      AND NOT EXISTS (
          SELECT FROM places o WHERE o.person_id = p.id AND o.role = 'hr_director');

CREATE TEMP TABLE employees AS
    SELECT row_number() OVER (ORDER BY p.staff_number) - 1 AS i, p.id, p.academy_id
    FROM people p
    WHERE p.worker_type <> 'trustee'
      AND NOT EXISTS (SELECT FROM places WHERE places.person_id = p.id);

CREATE TEMP TABLE numbered AS
    SELECT n,
           n <= 500 AS hers,
           CASE
               WHEN n BETWEEN 261 AND 500 OR n > 1000 + 500 * (current_setting('bench.cases')::bigint / 25000)
                   THEN 'closed'
               WHEN n % 26 = 0 THEN 'reported'
               WHEN n % 26 <= 2 THEN 'triage'
               WHEN n % 26 <= 11 THEN 'investigation'
               WHEN n % 26 <= 14 THEN 'decision'
               WHEN n % 26 <= 20 THEN 'hearing'
               WHEN n % 26 <= 23 THEN 'outcome'
               ELSE 'appeal'
           END AS stage
    FROM generate_series(1, current_setting('bench.cases')::bigint) n;

CREATE TEMP TABLE made AS
    SELECT n.n, n.hers, n.stage,
           md5('case' || n.n)::uuid AS id,
           array_position(
               '{reported,triage,investigation,decision,hearing,outcome,appeal,closed}'::text[],
               n.stage
           ) AS rank,
           e.id AS employee_id, e.academy_id,
           CASE WHEN n.hers THEN current_setting('bench.hr')::uuid
                WHEN n.n % 5 = 0 THEN current_setting('bench.veteran')::uuid
                ELSE hr.id END AS hr_id,
           CASE WHEN n.n BETWEEN 301 AND 306 THEN current_setting('bench.reporter')::uuid
                ELSE reporter.id END AS reporter_id,
           officer.id AS officer_id, chair.id AS chair_id, notes.id AS notes_id,
           CASE WHEN n.stage = 'closed'
                THEN now() - make_interval(days => 130 + (n.n % years.days)::int)
                ELSE now() - make_interval(days => (n.n % 45)::int, hours => (n.n % 7)::int)
           END AS opened_at,
           current_date + (n.n % 60)::int - 5 AS due_on
    FROM numbered n
    CROSS JOIN (SELECT greatest(2000, current_setting('bench.cases')::int / 150) AS days) AS years
    JOIN employees e ON e.i = n.n % (SELECT count(*) FROM employees)
    JOIN others_in_hr hr ON hr.i = n.n % (SELECT count(*) FROM others_in_hr)
    JOIN managers reporter ON reporter.i = n.n % (SELECT count(*) FROM managers)
    JOIN managers officer ON officer.i = (n.n + 11) % (SELECT count(*) FROM managers)
    JOIN managers chair ON chair.i = (n.n + 23) % (SELECT count(*) FROM managers)
    JOIN managers notes ON notes.i = (n.n + 37) % (SELECT count(*) FROM managers)
    WHERE md5('case' || n.n)::uuid
          BETWEEN current_setting('bench.low')::uuid AND current_setting('bench.high')::uuid
    ORDER BY id;
ANALYZE made;

INSERT INTO cases (
        id, reference, stage, summary, employee_id, academy_id, pupil_involved, opened_at,
        closed_at, ending, severity, next_due_on, next_due)
    SELECT id, CASE WHEN rank = 1 THEN 'R25-' ELSE 'SM25-' END || lpad(n::text, 7, '0'), stage,
           'Posted something offensive; named the Trust or an academy without permission',
           employee_id, academy_id, n % 4 = 0, opened_at,
           CASE WHEN stage = 'closed' THEN opened_at + interval '60 days' END,
           CASE WHEN stage = 'closed' THEN 'outcome_given' END,
           CASE WHEN rank >= 3 THEN (ARRAY['minor', 'serious', 'serious'])[1 + n % 3] END,
           CASE WHEN stage <> 'closed' THEN due_on END,
           CASE WHEN stage <> 'closed' THEN 'Finish the investigation' END
    FROM made;

INSERT INTO appointments (id, case_id, person_id, role, started_at, ended_at)
    SELECT pg_temp.part(made.id, parts.role || parts.person_id), made.id, parts.person_id,
           parts.role, opened_at,
           CASE WHEN parts.over THEN opened_at + interval '3 days' END
    FROM made
    CROSS JOIN LATERAL (VALUES
        ('employee', employee_id, true, false),
        ('reporter', reporter_id, true, false),
        ('triage', hr_id, true, rank > 1),
        ('triage', (SELECT id FROM others_in_hr WHERE i = 0), hers, rank > 1),
        ('triage', (SELECT id FROM others_in_hr WHERE i = 1), hers, rank > 1),
        ('triage', current_setting('bench.hr')::uuid, NOT hers AND rank > 1 AND n % 10 = 0,
         true),
        ('case_manager', hr_id, rank >= 2, false),
        ('investigating_officer', officer_id, rank >= 3, rank >= 5),
        ('hearing_manager', chair_id, rank >= 5, false),
        ('note_taker', notes_id, rank >= 5, false)
    ) AS parts(role, person_id, given, over)
    WHERE parts.given;

INSERT INTO deadlines (id, case_id, kind, says, due_on, owner_id, counted, met_at)
    SELECT pg_temp.part(made.id, asked.kind), made.id, asked.kind, asked.says,
           due_on + asked.later, CASE WHEN n % 3 = 0 THEN officer_id ELSE hr_id END,
           '{"counted_from": "2026-09-01", "days": 20, "unit": "working days"}',
           CASE WHEN rank > asked.until THEN opened_at + interval '2 days' END
    FROM made
    CROSS JOIN LATERAL (VALUES
        ('T1', 'Decide what to do with this report', 0, 1, 1),
        ('T5', 'Finish the investigation', 0, 3, 3),
        ('T6', 'Decide whether there is a case to answer', 7, 3, 4),
        ('T9', 'Hearing pack to everyone before the hearing', 0, 5, 5),
        ('T12', 'Outcome letter after the hearing', 0, 6, 6),
        ('T13', 'The time to appeal ends', 0, 7, 7)
    ) AS asked(kind, says, later, since, until)
    WHERE rank >= asked.since;
