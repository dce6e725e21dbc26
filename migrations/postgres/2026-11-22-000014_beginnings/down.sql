DROP INDEX objects_orphans;
CREATE INDEX objects_orphans ON objects (in_reply_to);
DROP INDEX objects_pinned;
DROP INDEX objects_newest;
DROP INDEX objects_beginnings;
DROP INDEX objects_group;
CREATE INDEX objects_group ON objects (group_id, in_reply_to_id, id);
