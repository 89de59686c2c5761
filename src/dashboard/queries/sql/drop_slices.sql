-- 一行是一份草稿的一个整块，放掉
DELETE FROM slices WHERE submission = $submission AND valid_from IS NULL
