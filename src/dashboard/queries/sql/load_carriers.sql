-- 一行是这几次上报的一行，装进 carriers（文件里别的上报不取）
INSERT INTO carriers BY NAME
SELECT p.* FROM read_parquet($paths, union_by_name => true) AS p
WHERE p.submission IN (SELECT unnest($submissions))
