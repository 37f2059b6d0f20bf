-- People who sign in to the studio, each of one tenant. The name they sign in with is unique on the server, whatever its case.
CREATE TABLE people (
  id              TEXT NOT NULL PRIMARY KEY,
  tenant_id       TEXT NOT NULL REFERENCES tenants (id),
  name            TEXT NOT NULL,
  login           TEXT NOT NULL UNIQUE,
  role            INTEGER NOT NULL,
  password_hash   TEXT,
  issuer          TEXT,
  subject         TEXT,
  disabled        INTEGER NOT NULL,
  last_sign_in_at INTEGER,
  created_at      INTEGER NOT NULL,
  updated_at      INTEGER NOT NULL
) STRICT;
CREATE INDEX people_by_tenant ON people (tenant_id, created_at, id);
CREATE UNIQUE INDEX people_by_subject ON people (issuer, subject) WHERE subject IS NOT NULL;
ALTER TABLE studio_sessions ADD COLUMN person_id TEXT REFERENCES people (id) ON DELETE CASCADE;
CREATE INDEX studio_sessions_by_person ON studio_sessions (person_id);
