-- What people are writing and have not sent: at most one draft at each place.

CREATE TABLE drafts (
  actor_id BIGINT NOT NULL REFERENCES actors (id),
  place SMALLINT NOT NULL,
  place_id BIGINT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  base TEXT NOT NULL,
  version BIGINT NOT NULL,
  saved_at BIGINT NOT NULL,
  PRIMARY KEY (actor_id, place, place_id)
);
CREATE INDEX drafts_saved ON drafts (saved_at);

-- What hosts decided is read from the log of activities, community by community.
CREATE INDEX activities_group ON activities (group_id, verb, id);

-- Where somebody without an account may be asked about a report; forgotten once it is decided.
ALTER TABLE flags ADD COLUMN contact TEXT;

-- When people do not want to be disturbed: minutes of the day, and the days of the week from Monday (1, 2, 4 …).
ALTER TABLE notification_settings ADD COLUMN quiet_from SMALLINT;
ALTER TABLE notification_settings ADD COLUMN quiet_to SMALLINT;
ALTER TABLE notification_settings ADD COLUMN quiet_days SMALLINT NOT NULL DEFAULT 0;
