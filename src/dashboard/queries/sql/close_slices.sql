-- 一行是从 valid_to 这一版起不再有效的一个整块
UPDATE slices SET valid_to = c.valid_to
FROM (SELECT unnest($submission) AS submission, unnest($tbl) AS tbl, unnest($valid_to) AS valid_to) AS c
WHERE slices.submission = c.submission AND slices.tbl = c.tbl
