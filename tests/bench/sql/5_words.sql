-- The words that are searched: filling has no triggers. What the records say, as triggers would
-- have read it, and a page of words for every file, one in ten thousand with a word of its own.
-- From the hundred thousandth case on, of which few are searched here, one file of three has words.

CREATE TEMP TABLE said AS
    SELECT id AS case_id, 'summary' AS place, 'a03' AS sight, id AS record_id,
           NULL::uuid AS capture_id, summary AS body
    FROM cases WHERE id IN (SELECT id FROM made)
    UNION ALL SELECT case_id, 'report', 'report', id, NULL,
        concat_ws(E'\n', own_words, platform, audience)
    FROM reports WHERE case_id IN (SELECT id FROM made)
    UNION ALL SELECT case_id, 'triage', 'report', id, NULL, reasons
    FROM triages WHERE case_id IN (SELECT id FROM made)
    UNION ALL SELECT case_id, 'allegation', 'a03', id, NULL,
        concat_ws(E'\n', particulars, occurred, place)
    FROM allegations WHERE case_id IN (SELECT id FROM made)
    UNION ALL SELECT case_id, 'finding', 'a19', id, NULL, reasons
    FROM allegations WHERE reasons IS NOT NULL AND case_id IN (SELECT id FROM made)
    UNION ALL SELECT case_id, 'capture', 'evidence', id, id, name
    FROM captures WHERE case_id IN (SELECT id FROM made)
    UNION ALL SELECT case_id, 'exhibit', 'evidence', id, capture_id, title || E'\n' || description
    FROM exhibits WHERE case_id IN (SELECT id FROM made)
    UNION ALL SELECT case_id, 'file', 'evidence', pg_temp.part(case_id, 'words' || c.id), c.id,
        'Have you seen what the ' || (hashtext(c.id::text) % 5000) || ' of year nine wrote about us '
        'on Facebook? ' || repeat('Everybody was awful today, and nobody said sorry. ',
                                  CASE WHEN n <= 100000 THEN 12 ELSE 1 END)
        || CASE WHEN hashtext(c.id::text) % 10000 = 0 THEN 'pangolin' ELSE '' END
    FROM captures AS c JOIN made ON made.id = case_id
    WHERE n <= 100000 OR c.id = pg_temp.part(case_id, 'capture1');

INSERT INTO search_words (id, case_id, place, sight, record_id, capture_id, page, body)
    SELECT pg_temp.part(case_id, place || record_id), case_id, place, sight, record_id, capture_id,
           CASE WHEN place = 'file' THEN 1 ELSE 0 END, body
    FROM said ORDER BY case_id;
DROP TABLE said;
