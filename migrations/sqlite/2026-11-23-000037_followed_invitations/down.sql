ALTER TABLE applications DROP COLUMN follows;
