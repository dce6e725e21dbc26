ALTER TABLE applications DROP COLUMN answers;
