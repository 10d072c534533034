#!/bin/sh
# Makes the roles and databases of Temporal and of the application. The image runs it once, on an empty volume.
set -eu

refuse_unsafe() {
    case "$2" in
        "" | *[!A-Za-z0-9._~-]*)
            echo "$1 must be made of letters, digits, '-', '_', '.' and '~' only: change it in deploy/.env," \
                "run 'docker compose down --volumes' (nothing is stored yet) and start again." >&2
            exit 1
            ;;
    esac
}

refuse_unsafe TEMPORAL_DB_PASSWORD "${TEMPORAL_DB_PASSWORD:-}"
refuse_unsafe NCTI_DB_PASSWORD "${NCTI_DB_PASSWORD:-}"

# Temporal's schema adds the extension btree_gin by itself: it is a trusted one, the owner of a database may.
# \getenv keeps the passwords out of the list of processes.
psql --no-psqlrc --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres <<'SQL'
\getenv temporal_password TEMPORAL_DB_PASSWORD
\getenv ncti_password NCTI_DB_PASSWORD
CREATE ROLE temporal LOGIN PASSWORD :'temporal_password';
CREATE ROLE ncti LOGIN PASSWORD :'ncti_password';
CREATE DATABASE temporal OWNER temporal;
CREATE DATABASE temporal_visibility OWNER temporal;
CREATE DATABASE ncti OWNER ncti;
REVOKE ALL ON DATABASE temporal, temporal_visibility, ncti FROM PUBLIC;
SQL
