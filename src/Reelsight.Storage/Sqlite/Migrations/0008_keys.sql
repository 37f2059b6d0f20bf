-- Keys with a name, scopes and an end. All that were known were set or made at a start, so the next start keeps the one that is set then.
CREATE TABLE keys (
  id           TEXT NOT NULL PRIMARY KEY,
  key_hash     TEXT NOT NULL UNIQUE,
  tenant_id    TEXT NOT NULL REFERENCES tenants (id),
  name         TEXT NOT NULL,
  scopes       INTEGER NOT NULL,
  preset       INTEGER NOT NULL,
  created_at   INTEGER NOT NULL,
  expires_at   INTEGER,
  last_used_at INTEGER
) STRICT;
INSERT INTO keys
SELECT lower(hex(randomblob(12))), key_hash, tenant_id, 'preset', 15, tenant_id = 'default', created_at, NULL, NULL FROM api_keys;
DROP TABLE api_keys;
ALTER TABLE keys RENAME TO api_keys;
CREATE INDEX api_keys_by_tenant ON api_keys (tenant_id, created_at, id);

-- Browsers that are signed in. A session ends with the key that opened it.
CREATE TABLE studio_sessions (
  secret_hash  TEXT NOT NULL PRIMARY KEY,
  id           TEXT NOT NULL,
  tenant_id    TEXT NOT NULL,
  key_id       TEXT REFERENCES api_keys (id) ON DELETE CASCADE,
  created_at   INTEGER NOT NULL,
  expires_at   INTEGER NOT NULL,
  last_seen_at INTEGER,
  address      TEXT NOT NULL,
  user_agent   TEXT NOT NULL,
  UNIQUE (tenant_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX studio_sessions_by_key ON studio_sessions (key_id);
CREATE INDEX studio_sessions_by_expiry ON studio_sessions (expires_at);
