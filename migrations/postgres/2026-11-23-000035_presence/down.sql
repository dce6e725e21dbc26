DROP INDEX notifications_unread;
ALTER TABLE notifications ADD COLUMN read_at TIMESTAMPTZ;
UPDATE notifications SET read_at = created_at WHERE read;
ALTER TABLE notifications DROP COLUMN read;
CREATE INDEX notifications_unread ON notifications (actor_id, root_id) WHERE read_at IS NULL;
