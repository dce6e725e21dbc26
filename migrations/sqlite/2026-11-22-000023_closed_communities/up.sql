-- Who may read a community, and the collection of its members by which things for them are addressed.
ALTER TABLE actors ADD COLUMN reach SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE actors ADD COLUMN members TEXT;
CREATE INDEX actors_members ON actors (members) WHERE members IS NOT NULL;

-- Who asked to become a member, with which words, and what was decided. A newer one takes the place of an older one.
CREATE TABLE applications (
  group_id BIGINT NOT NULL REFERENCES actors (id),
  actor_id BIGINT NOT NULL REFERENCES actors (id),
  activity TEXT NOT NULL,
  words TEXT NOT NULL,
  state SMALLINT NOT NULL,
  reason TEXT NOT NULL,
  decided_by BIGINT REFERENCES actors (id),
  created_at BIGINT NOT NULL,
  decided_at BIGINT,
  PRIMARY KEY (group_id, actor_id)
);
CREATE INDEX applications_actor ON applications (actor_id);
