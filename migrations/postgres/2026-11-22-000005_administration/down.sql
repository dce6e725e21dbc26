DROP INDEX jobs_failed;
DROP INDEX flags_open;
DROP TABLE administration_log;
