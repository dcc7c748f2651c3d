#!/bin/bash
psql --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" -c "INSERT INTO step (what) VALUES ('executed')"
