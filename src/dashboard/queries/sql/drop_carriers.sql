-- 一行是一份草稿的一行，从 carriers 里放掉
DELETE FROM carriers WHERE submission = $submission
