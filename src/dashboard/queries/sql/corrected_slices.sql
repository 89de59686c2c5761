-- 一行是一个报送者的一张表在 finalized 版之后、version 版为止换过的整块（现行的那一次）
SELECT owner, tbl, submission, valid_from
FROM slices_at($version, $draft)
WHERE city = $city AND slice_period = $period AND (valid_from > $finalized OR valid_from IS NULL)
ORDER BY owner, tbl
