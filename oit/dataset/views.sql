-- The views of oit.duckdb. Blank is not "not started": only a printed status counts as stated.

-- Which forms are of one agency: its official code; else its name with its province. Where a
-- province has several agencies of the name, the district must tell which; where it does not, and
-- where the name or the province is not known, there is no key and nothing is joined.
CREATE VIEW form_keys AS
WITH homonyms AS (
    SELECT agency, province, count(DISTINCT amphoe) AS districts
    FROM forms GROUP BY agency, province
)
SELECT f.form_id,
    CASE
        WHEN f.agency_code IS NOT NULL THEN f.agency_code
        WHEN f.agency IS NULL THEN NULL
        WHEN f.province IS NULL AND f.agency_type IS DISTINCT FROM 'department' THEN NULL
        WHEN f.amphoe IS NULL AND (h.districts > 1 OR f.place_candidates IS NOT NULL
                                   OR f.agency_type = 'school') THEN NULL
        WHEN h.districts > 1 OR f.agency_type = 'school'
            THEN concat_ws(' / ', f.agency, f.amphoe, f.province)
        ELSE concat_ws(' / ', f.agency, f.province)
    END AS agency_key,
    f.agency, f.agency_type, f.province, f.fiscal_year, f.edition, f.kind, f.round
FROM forms f
JOIN homonyms h ON f.agency IS NOT DISTINCT FROM h.agency
    AND f.province IS NOT DISTINCT FROM h.province;

-- One row per province and fiscal year.
CREATE VIEW by_province AS
WITH told AS (
    SELECT form_id,
        count(*) FILTER (origin = 'agency' AND severity = 'error') AS agency_errors,
        count(*) FILTER (origin = 'agency' AND severity = 'warning') AS agency_warnings,
        count(*) FILTER (origin <> 'agency') AS unsure_or_unread
    FROM findings GROUP BY form_id
), stated AS (
    SELECT form_id, count(*) AS items,
        count(*) FILTER (status = 'done') AS done,
        count(*) FILTER (status = 'in_progress') AS in_progress,
        count(*) FILTER (status = 'not_started') AS not_started,
        count(*) FILTER (status_absent = 'not_stated') AS not_stated,
        count(*) FILTER (status_absent = 'unreadable') AS unreadable,
        count(*) FILTER (status_absent = 'not_in_form') AS not_in_form
    FROM items GROUP BY form_id
)
SELECT f.province, f.fiscal_year, count(*) AS forms, count(DISTINCT k.agency_key) AS agencies,
    coalesce(sum(s.items), 0)::BIGINT AS items, coalesce(sum(s.done), 0)::BIGINT AS done,
    coalesce(sum(s.in_progress), 0)::BIGINT AS in_progress,
    coalesce(sum(s.not_started), 0)::BIGINT AS not_started,
    coalesce(sum(s.not_stated), 0)::BIGINT AS not_stated,
    coalesce(sum(s.unreadable), 0)::BIGINT AS unreadable,
    coalesce(sum(s.not_in_form), 0)::BIGINT AS not_in_form,
    round(sum(s.done) / nullif(sum(s.done + s.in_progress + s.not_started), 0), 4) AS share_done,
    coalesce(sum(t.agency_errors), 0)::BIGINT AS agency_errors,
    coalesce(sum(t.agency_warnings), 0)::BIGINT AS agency_warnings,
    coalesce(sum(t.unsure_or_unread), 0)::BIGINT AS unsure_or_unread
FROM forms f
JOIN form_keys k USING (form_id)
LEFT JOIN stated s USING (form_id)
LEFT JOIN told t USING (form_id)
GROUP BY f.province, f.fiscal_year
ORDER BY f.fiscal_year, f.province;

-- One row per edition, fiscal year and item; rows without a sure code stand under a null code.
CREATE VIEW by_item AS
WITH told AS (
    SELECT form_id, code,
        count(*) FILTER (origin = 'agency') AS agency_findings,
        count(*) FILTER (origin <> 'agency') AS unsure_or_unread
    FROM findings WHERE code IS NOT NULL GROUP BY form_id, code
), once AS (  -- an item that stands twice in a form counts once there
    SELECT form_id, edition, fiscal_year, code, any_value(title) AS title, count(*) AS printed,
        count(DISTINCT status) AS statuses, any_value(status) AS status,
        any_value(status_absent) AS status_absent
    FROM items WHERE code IS NOT NULL GROUP BY form_id, edition, fiscal_year, code
    UNION ALL
    SELECT form_id, edition, fiscal_year, NULL, NULL, 1, (status IS NOT NULL)::BIGINT, status,
        status_absent
    FROM items WHERE code IS NULL
)
SELECT o.edition, o.fiscal_year, o.code, any_value(o.title) AS title,
    count(DISTINCT o.form_id) AS forms,
    count(*) FILTER (o.statuses = 1 AND o.status = 'done') AS done,
    count(*) FILTER (o.statuses = 1 AND o.status = 'in_progress') AS in_progress,
    count(*) FILTER (o.statuses = 1 AND o.status = 'not_started') AS not_started,
    count(*) FILTER (o.statuses > 1) AS several,
    count(*) FILTER (o.statuses = 0 AND o.status_absent = 'not_stated') AS not_stated,
    count(*) FILTER (o.statuses = 0 AND o.status_absent = 'unreadable') AS unreadable,
    count(*) FILTER (o.statuses = 0 AND o.status_absent = 'not_in_form') AS not_in_form,
    round(count(*) FILTER (o.statuses = 1 AND o.status = 'done')
          / nullif(count(*) FILTER (o.statuses = 1), 0), 4) AS share_done,
    coalesce(sum(t.agency_findings), 0)::BIGINT AS agency_findings,
    coalesce(sum(t.unsure_or_unread), 0)::BIGINT AS unsure_or_unread
FROM once o
LEFT JOIN told t ON t.form_id = o.form_id AND t.code = o.code
GROUP BY o.edition, o.fiscal_year, o.code
ORDER BY o.edition, o.fiscal_year, try_cast(substr(o.code, 2) AS INTEGER);

-- One row per form with a column per item: the status, why there is none, "several" where the
-- form prints two, "no_row" where the edition has the item and the form shows no row of it (that
-- may be our misreading: findings.origin of item_missing tells); blank: no such item then.
CREATE VIEW status_matrix AS
WITH printed AS (
    SELECT form_id, code,
        CASE WHEN count(DISTINCT status) > 1 THEN 'several'
             ELSE coalesce(any_value(status), any_value(status_absent)) END AS cell
    FROM items WHERE code IS NOT NULL GROUP BY form_id, code
), cells AS (
    SELECT form_id, code, cell FROM printed
    UNION ALL
    SELECT f.form_id, c.code, 'no_row'
    FROM forms f JOIN catalogue_items c USING (edition)
    ANTI JOIN printed p ON p.form_id = f.form_id AND p.code = c.code
    WHERE f.items > 0
)
SELECT k.agency_key, k.agency, k.agency_type, k.province, k.fiscal_year, k.edition, k.kind,
    form_id, {matrix}
FROM cells JOIN form_keys k USING (form_id)
GROUP BY ALL
ORDER BY k.fiscal_year, k.province, k.agency, form_id;

-- One row per item of a form and each item that answers to it in the form of the same agency for
-- its next year that is there, by the crosswalk; to_code is null where nothing answers to it or no
-- table joins the two editions (relation is null then). Forms of several kinds in a year stand
-- beside each other: choose by from_kind and to_kind.
CREATE VIEW cross_year AS
WITH keyed AS (
    SELECT * FROM form_keys
    WHERE agency_key IS NOT NULL AND fiscal_year IS NOT NULL AND edition IS NOT NULL
        AND form_id IN (SELECT form_id FROM items)
), years AS (
    SELECT agency_key, fiscal_year,
        lead(fiscal_year) OVER (PARTITION BY agency_key ORDER BY fiscal_year) AS next_year
    FROM (SELECT DISTINCT agency_key, fiscal_year FROM keyed)
)
SELECT a.agency_key, a.agency, a.agency_type, a.province,
    a.form_id AS from_form_id, a.kind AS from_kind, a.fiscal_year AS from_year,
    a.edition AS from_edition, i.position AS from_position, i.code AS from_code,
    i.title AS from_title, i.status AS from_status, i.status_absent AS from_status_absent,
    x.relation, x.confidence,
    b.form_id AS to_form_id, b.kind AS to_kind, b.fiscal_year AS to_year,
    b.edition AS to_edition, x.to_code, j.position AS to_position, j.title AS to_title,
    j.status AS to_status, j.status_absent AS to_status_absent
FROM keyed a
JOIN years y ON y.agency_key = a.agency_key AND y.fiscal_year = a.fiscal_year
JOIN keyed b ON b.agency_key = a.agency_key AND b.fiscal_year = y.next_year
JOIN items i ON i.form_id = a.form_id AND i.code IS NOT NULL
LEFT JOIN crosswalk x ON x.from_edition = a.edition AND x.from_code = i.code
    AND x.to_edition = b.edition
LEFT JOIN items j ON j.form_id = b.form_id AND j.code = x.to_code
ORDER BY a.agency_key, a.fiscal_year, a.form_id, b.form_id, i.position, j.position;
