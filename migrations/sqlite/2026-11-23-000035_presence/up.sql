-- Whether somebody has read what she was told is hers to know; when, nobody's.
ALTER TABLE notifications ADD COLUMN read BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE notifications SET read = TRUE WHERE read_at IS NOT NULL;
DROP INDEX notifications_unread;
ALTER TABLE notifications DROP COLUMN read_at;
CREATE INDEX notifications_unread ON notifications (actor_id, root_id) WHERE NOT read;
