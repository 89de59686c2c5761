-- 一行是一份草稿的一行，从 projects 里放掉
DELETE FROM projects WHERE submission = $submission
