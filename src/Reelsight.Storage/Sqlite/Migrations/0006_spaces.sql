-- A content is described once for each visual space that is searched, being built or kept. What was described before spaces had versions
-- is searched as it is until it has been placed anew.
CREATE TABLE described_in_spaces (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant_id    TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  space        TEXT NOT NULL,
  version      TEXT NOT NULL,
  failure      TEXT,
  UNIQUE (tenant_id, content_hash, space)
) STRICT;
INSERT INTO described_in_spaces SELECT id, tenant_id, content_hash, 'reelsight-1@older', version, NULL FROM described;
-- Stamps only grow, also past what was deleted.
DELETE FROM sqlite_sequence WHERE name = 'described_in_spaces';
INSERT INTO sqlite_sequence SELECT 'described_in_spaces', seq FROM sqlite_sequence WHERE name = 'described';
CREATE TABLE payloads_in_spaces (
  described_id INTEGER PRIMARY KEY REFERENCES described_in_spaces (id) ON DELETE CASCADE,
  payload      BLOB NOT NULL
) STRICT;
INSERT INTO payloads_in_spaces SELECT described_id, payload FROM described_payloads;
DROP TABLE described_payloads;
DROP TABLE described;
ALTER TABLE described_in_spaces RENAME TO described;
ALTER TABLE payloads_in_spaces RENAME TO described_payloads;
CREATE INDEX described_by_space ON described (tenant_id, space, id);

-- The space that a tenant's searches look in; the one that must not take its place by itself, because somebody went back from it.
CREATE TABLE searched_spaces (
  tenant_id TEXT PRIMARY KEY,
  space     TEXT NOT NULL,
  declined  TEXT
) STRICT;
INSERT INTO searched_spaces SELECT DISTINCT tenant_id, space, NULL FROM described;
