-- What hosts decided about a report.

ALTER TABLE flags ADD COLUMN resolved_by BIGINT;
ALTER TABLE flags ADD COLUMN decision TEXT NOT NULL DEFAULT '';
CREATE INDEX flags_group ON flags (group_id, id);
