DROP TABLE exports;
DROP TABLE former_names;
DROP TABLE departures;
