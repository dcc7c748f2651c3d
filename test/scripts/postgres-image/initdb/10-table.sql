CREATE TABLE step (id serial, what text);
