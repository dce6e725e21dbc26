-- Lists of a community and of the instance are read from indexes that hold what they list, however much there is beside it.

DROP INDEX objects_group;
CREATE INDEX objects_group ON objects (group_id, id);
CREATE INDEX objects_beginnings ON objects (group_id, id) WHERE in_reply_to IS NULL;
CREATE INDEX objects_newest ON objects (id) WHERE in_reply_to IS NULL;
CREATE INDEX objects_pinned ON objects (group_id, pinned_at) WHERE pinned_at IS NOT NULL;
DROP INDEX objects_orphans;
CREATE INDEX objects_orphans ON objects (in_reply_to) WHERE in_reply_to IS NOT NULL;
