DROP TABLE applications;
DROP INDEX actors_members;
ALTER TABLE actors DROP COLUMN members;
ALTER TABLE actors DROP COLUMN reach;
