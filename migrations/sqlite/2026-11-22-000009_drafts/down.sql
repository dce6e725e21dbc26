ALTER TABLE flags DROP COLUMN contact;
DROP INDEX activities_group;
DROP TABLE drafts;
