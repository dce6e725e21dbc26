DROP TABLE assertions;
ALTER TABLE invitations DROP COLUMN mailed_at;
DROP TABLE confirmed_addresses;
DROP TABLE work_addresses;
DROP TABLE vouchings;
DROP TABLE organisation_admins;
DROP TABLE organisation_domains;
DROP TABLE organisations;
