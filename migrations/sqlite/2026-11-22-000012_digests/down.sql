DELETE FROM jobs WHERE kind = 'digest-round';
DROP TABLE digests;
