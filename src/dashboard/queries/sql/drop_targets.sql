-- 一行是一份草稿的一行，从 targets 里放掉
DELETE FROM targets WHERE submission = $submission
