ALTER TABLE notification_settings DROP COLUMN quiet_days;
ALTER TABLE notification_settings DROP COLUMN quiet_to;
ALTER TABLE notification_settings DROP COLUMN quiet_from;
ALTER TABLE flags DROP COLUMN contact;
DROP INDEX activities_group;
DROP TABLE drafts;
