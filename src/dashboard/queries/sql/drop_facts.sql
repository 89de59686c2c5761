-- 一行是一份草稿的一行，从 facts 里放掉
DELETE FROM facts WHERE submission = $submission
