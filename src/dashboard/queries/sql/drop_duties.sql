-- 一行是一份草稿的一行，从 duties 里放掉
DELETE FROM duties WHERE submission = $submission
