#!/bin/bash
# Starts PostgreSQL the way the official image does. With an empty data directory it first makes a cluster as the
# environment says (POSTGRES_PASSWORD, POSTGRES_USER, POSTGRES_DB, POSTGRES_INITDB_ARGS, POSTGRES_INITDB_WALDIR,
# POSTGRES_HOST_AUTH_METHOD; the first four also as NAME_FILE, the path of a file with the value) and runs the
# files in /docker-entrypoint-initdb.d in the order of their names.
set -Eeuo pipefail
shopt -s nullglob

fail() {
  printf '%s\n' "$@" >&2
  exit 1
}

# read_setting NAME [DEFAULT]: exports NAME from itself, from the file that NAME_FILE names, or as DEFAULT.
read_setting() {
  local name=$1 file_name=$1_FILE default=${2:-}
  local value=${!name:-} file=${!file_name:-}
  [ -z "$value" ] || [ -z "$file" ] || fail "error: both $name and $file_name are set (but are exclusive)"
  [ -z "$file" ] || value=$(<"$file")
  export "$name=${value:-$default}"
  unset "$file_name"
}

read_settings() {
  read_setting POSTGRES_PASSWORD
  read_setting POSTGRES_USER postgres
  read_setting POSTGRES_DB "$POSTGRES_USER"
  read_setting POSTGRES_INITDB_ARGS
  : "${POSTGRES_INITDB_WALDIR:=}" "${POSTGRES_HOST_AUTH_METHOD:=}"
}

# The server refuses to run as root, and the volume may have been made by root.
own_directories() {
  local directory
  for directory in "$PGDATA" /var/run/postgresql ${POSTGRES_INITDB_WALDIR:+"$POSTGRES_INITDB_WALDIR"}; do
    mkdir -p "$directory"
    [ "$(id -u)" != 0 ] || find "$directory" ! -user postgres -exec chown postgres {} +
  done
}

check_password() {
  [ -n "$POSTGRES_PASSWORD" ] || [ "$POSTGRES_HOST_AUTH_METHOD" = trust ] || fail \
    'Error: Database is uninitialized and superuser password is not specified.' \
    '       Set POSTGRES_PASSWORD to a non-empty value, or POSTGRES_HOST_AUTH_METHOD=trust' \
    '       to let everyone in without a password (not recommended).'
}

make_cluster() {
  local -a options
  # Several options in one variable: split as a shell would, quotes included.
  eval "options=($POSTGRES_INITDB_ARGS)"
  [ -z "$POSTGRES_INITDB_WALDIR" ] || options+=(--waldir "$POSTGRES_INITDB_WALDIR")
  initdb --pgdata "$PGDATA" --username "$POSTGRES_USER" --pwfile <(printf '%s\n' "$POSTGRES_PASSWORD") "${options[@]}"
  printf '\nhost all all all %s\n' "${POSTGRES_HOST_AUTH_METHOD:-$(server_setting password_encryption)}" >>"$PGDATA/pg_hba.conf"
}

server_setting() { postgres -D "$PGDATA" -C "$1"; }

run_sql() { # DATABASE [PSQL-ARGUMENT...]
  psql --no-psqlrc --no-password --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$@"
}

make_database() {
  local found
  found=$(run_sql postgres --tuples-only --no-align --set name="$POSTGRES_DB" <<<"SELECT 1 FROM pg_database WHERE datname = :'name'")
  [ -n "$found" ] || run_sql postgres --set name="$POSTGRES_DB" <<<'CREATE DATABASE :"name"'
}

run_init_files() {
  local file
  for file in /docker-entrypoint-initdb.d/*; do
    case $file in
      *.sh)
        echo "$0: running $file"
        # One that is not executable is read into this shell, as the official image does.
        # shellcheck disable=SC1090
        if [ -x "$file" ]; then "$file"; else . "$file"; fi
        ;;
      *.sql) echo "$0: running $file"; run_sql "$POSTGRES_DB" --file "$file" ;;
      *.sql.gz) echo "$0: running $file"; gunzip -c "$file" | run_sql "$POSTGRES_DB" ;;
      *.sql.xz) echo "$0: running $file"; xzcat "$file" | run_sql "$POSTGRES_DB" ;;
      *) echo "$0: ignoring $file" ;;
    esac
  done
}

# The server of these steps is reachable from inside the container only, so that nobody meets a half-made database.
set_up_cluster() {
  check_password
  make_cluster
  export PGPASSWORD=${PGPASSWORD:-$POSTGRES_PASSWORD}
  pg_ctl --pgdata "$PGDATA" --wait --options "-c listen_addresses=''" start
  make_database
  run_init_files
  pg_ctl --pgdata "$PGDATA" --wait --mode fast stop
  unset PGPASSWORD
  printf '\nPostgreSQL init process complete; ready for start up.\n\n'
}

asks_for_help() {
  local word
  for word; do
    case $word in -'?' | --help | --describe-config | -V | --version) return 0 ;; esac
  done
  return 1
}

case ${1:-} in -*) set -- postgres "$@" ;; esac

if [ "${1:-}" = postgres ] && ! asks_for_help "$@"; then
  if [ "$(id -u)" = 0 ]; then
    POSTGRES_INITDB_WALDIR=${POSTGRES_INITDB_WALDIR:-} own_directories
    exec gosu postgres "$0" "$@"
  fi
  read_settings
  own_directories
  chmod 700 "$PGDATA" || true
  if [ -s "$PGDATA/PG_VERSION" ]; then
    printf '\nPostgreSQL Database directory appears to contain a database; Skipping initialization\n\n'
  else
    set_up_cluster
  fi
fi

exec "$@"
