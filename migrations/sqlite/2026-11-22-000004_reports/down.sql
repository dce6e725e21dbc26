DROP INDEX flags_group;
ALTER TABLE flags DROP COLUMN decision;
ALTER TABLE flags DROP COLUMN resolved_by;
