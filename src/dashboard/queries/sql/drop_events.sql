-- 一行是一份草稿的一行，从 events 里放掉
DELETE FROM events WHERE submission = $submission
