CREATE TABLE book (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title text NOT NULL UNIQUE
);

INSERT INTO book (title) VALUES ('A Pattern Language'), ('Invisible Cities');
