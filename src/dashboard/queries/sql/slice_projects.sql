-- 一行是一个整块里的一个科创项目
SELECT number AS key, name AS title, sheet, cell,
       unit, credit_code, lead, factor, chain, high_growth, source_place, stage,
       clue_date, talk_date, sign_date, land_date, apply_date, first_review, joint_review, publicity, recognised, rejected, withdrawn, batch,
       became_hte, became_scale, listed, has_tech, has_talent, has_growth, has_capital, funding
FROM projects_at($version, $draft)
WHERE city = $city AND owner = $owner AND slice_period = $period
ORDER BY key, title
