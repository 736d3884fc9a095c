-- The trust grows with its cases: for each 25,000 of them six more academies, with the people and
-- places of the six invented ones, and three more people of HR. A million cases are those of 250
-- academies and 16,000 people.
-- Setting of the session: bench.cases (how many).

CREATE TEMP TABLE grown AS SELECT generate_series(1, current_setting('bench.cases')::int / 25000) k;

CREATE TEMP TABLE named AS
    SELECT row_number() OVER (ORDER BY staff_number) - 1 AS i, given_name, family_name
    FROM people;

-- Whoever works at an academy, and HR.
CREATE TEMP TABLE patterns AS
    SELECT row_number() OVER (ORDER BY p.staff_number) AS i, p.*, a.code <> 'TVT' AS moves
    FROM people AS p JOIN academies AS a ON a.id = p.academy_id
    WHERE a.code <> 'TVT' OR EXISTS (
        SELECT FROM places WHERE person_id = p.id AND role = 'hr_case_manager');

CREATE FUNCTION pg_temp.again(id uuid, k int) RETURNS uuid
    LANGUAGE sql IMMUTABLE AS $$ SELECT md5(id::text || k)::uuid $$;

INSERT INTO academies (id, code, name)
    SELECT pg_temp.again(id, k), code || k, name || ' ' || k
    FROM academies, grown WHERE code <> 'TVT';

INSERT INTO people (
        id, staff_number, given_name, family_name, email, phone, academy_id, job_title, worker_type,
        manager_id, employed_from, left_on, acknowledged_policy_on)
    SELECT pg_temp.again(p.id, k), 'TW' || lpad((k * 1000 + p.i)::text, 6, '0'),
           given.given_name, family.family_name, 'p' || k || '.' || p.i || '@tansleyvale.example',
           p.phone, CASE WHEN moves THEN pg_temp.again(p.academy_id, k) ELSE p.academy_id END,
           p.job_title, p.worker_type,
           CASE WHEN p.manager_id IN (SELECT id FROM patterns) THEN pg_temp.again(p.manager_id, k)
                ELSE p.manager_id END,
           p.employed_from, p.left_on, p.acknowledged_policy_on
    FROM patterns AS p CROSS JOIN grown
    JOIN named AS given ON given.i = (p.i + 7 * k) % (SELECT count(*) FROM named)
    JOIN named AS family ON family.i = (p.i + 31 * k) % (SELECT count(*) FROM named);

INSERT INTO places (id, person_id, role)
    SELECT pg_temp.again(places.id, k), pg_temp.again(person_id, k), role
    FROM places CROSS JOIN grown WHERE person_id IN (SELECT id FROM patterns);

INSERT INTO reference_counters (prefix, year, last)
    SELECT prefix, extract(year FROM now())::int, 900000 FROM unnest('{R,SM}'::text[]) prefix;
