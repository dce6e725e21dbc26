ALTER TABLE invitations DROP COLUMN requested;
