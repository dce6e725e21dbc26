-- Barriers that people met on our pages, for those who run the instance (§12b BGG and the EU directive 2016/2102, article 7: a way to report them).

CREATE TABLE barriers (
  id INTEGER NOT NULL PRIMARY KEY,
  page TEXT NOT NULL,
  words TEXT NOT NULL,
  contact TEXT,
  created_at BIGINT NOT NULL,
  resolved_at BIGINT,
  resolved_by BIGINT REFERENCES actors (id)
);
CREATE INDEX barriers_open ON barriers (resolved_at, id);
