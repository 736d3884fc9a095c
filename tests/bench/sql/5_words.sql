-- The words that are searched: filling has no triggers. What the records say, as triggers would
-- have read it, and a page of words for every file, one in ten thousand with a word of its own.

INSERT INTO search_words (case_id, place, sight, record_id, capture_id, page, body)
    SELECT id, 'summary', 'a03', id, NULL::uuid, 0, summary FROM cases
    UNION ALL SELECT case_id, 'report', 'report', id, NULL, 0,
        search_body(to_jsonb(r), ARRAY['own_words', 'platform', 'audience']) FROM reports AS r
    UNION ALL SELECT case_id, 'triage', 'report', id, NULL, 0, reasons FROM triages
    UNION ALL SELECT case_id, 'allegation', 'a03', id, NULL, 0,
        search_body(to_jsonb(a), ARRAY['particulars', 'occurred', 'place']) FROM allegations AS a
    UNION ALL SELECT case_id, 'finding', 'a19', id, NULL, 0, reasons FROM allegations
        WHERE reasons IS NOT NULL
    UNION ALL SELECT case_id, 'capture', 'evidence', id, id, 0, name FROM captures
    UNION ALL SELECT case_id, 'exhibit', 'evidence', id, capture_id, 0,
        title || E'\n' || description FROM exhibits
    UNION ALL SELECT case_id, 'file', 'evidence', md5('words' || id)::uuid, id, 1,
        'Have you seen what the ' || (hashtext(id::text) % 5000) || ' of year nine wrote about us '
        'on Facebook? ' || repeat('Everybody was awful today, and nobody said sorry. ', 12)
        || CASE WHEN hashtext(id::text) % 10000 = 0 THEN 'pangolin' ELSE '' END
        FROM captures
    ORDER BY 1;
