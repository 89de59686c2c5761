-- 一行是新生效（或待审）的一个整块
INSERT INTO slices
SELECT unnest($submission), unnest($city), unnest($tbl), unnest($owner), unnest($period), unnest($valid_from), unnest($valid_to)
