-- 一行是一份草稿的一行，从 talks 里放掉
DELETE FROM talks WHERE submission = $submission
