-- The list of communities in the order in which it is shown, without reading every actor.
CREATE INDEX actors_kind_followers ON actors (kind, local DESC, follower_count DESC, id);
