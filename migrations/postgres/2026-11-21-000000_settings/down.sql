DROP TABLE nodes;
DROP TABLE settings;
