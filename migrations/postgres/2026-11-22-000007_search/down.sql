DELETE FROM jobs WHERE kind = 'search-index';
DROP TABLE followed_tags;
DROP TABLE object_tags;
DROP TABLE actor_words;
DROP TABLE object_words;
