DELETE FROM jobs WHERE kind = 'search-index' AND payload LIKE 'skeletons %';
DROP TABLE skeletons;
