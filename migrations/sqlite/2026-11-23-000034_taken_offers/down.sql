DROP TABLE taken_offers;
