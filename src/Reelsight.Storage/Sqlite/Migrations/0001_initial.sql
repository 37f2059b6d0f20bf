-- Instants are UTC ticks (100 ns since year 1): exact, ordered, compared as integers.
-- Enumerations are stored as their numbers in C#; members are only ever added at the end.

CREATE TABLE tenants (
  id         TEXT NOT NULL PRIMARY KEY,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE api_keys (
  key_hash   TEXT NOT NULL PRIMARY KEY,
  tenant_id  TEXT NOT NULL REFERENCES tenants (id),
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE indexes (
  tenant_id  TEXT NOT NULL,
  id         TEXT NOT NULL,
  name       TEXT NOT NULL,
  models     TEXT NOT NULL,
  addons     TEXT NOT NULL,
  revision   INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, name)
) STRICT;
CREATE INDEX indexes_by_created ON indexes (tenant_id, created_at, id);
CREATE INDEX indexes_by_updated ON indexes (tenant_id, updated_at, id);

CREATE TABLE assets (
  tenant_id               TEXT NOT NULL,
  id                      TEXT NOT NULL,
  method                  INTEGER NOT NULL,
  status                  INTEGER NOT NULL,
  filename                TEXT NOT NULL,
  file_type               TEXT NOT NULL,
  source_url              TEXT,
  content_hash            TEXT,
  size_bytes              INTEGER,
  duration_sec            REAL,
  fps                     REAL,
  width                   INTEGER,
  height                  INTEGER,
  technical_metadata_json TEXT,
  user_metadata_json      TEXT,
  hls                     INTEGER NOT NULL,
  thumbnail               INTEGER NOT NULL,
  failure                 TEXT,
  created_at              INTEGER NOT NULL,
  updated_at              INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, id)
) STRICT;
CREATE INDEX assets_by_created ON assets (tenant_id, created_at, id);
CREATE INDEX assets_by_content ON assets (tenant_id, content_hash);

CREATE TABLE videos (
  tenant_id           TEXT NOT NULL,
  id                  TEXT NOT NULL,
  index_id            TEXT NOT NULL,
  asset_id            TEXT NOT NULL,
  content_hash        TEXT,
  status              INTEGER NOT NULL,
  filename            TEXT NOT NULL,
  title               TEXT,
  duration_sec        REAL NOT NULL,
  fps                 REAL NOT NULL,
  width               INTEGER NOT NULL,
  height              INTEGER NOT NULL,
  size_bytes          INTEGER NOT NULL,
  enable_video_stream INTEGER NOT NULL,
  hls                 INTEGER NOT NULL,
  user_metadata_json  TEXT,
  failure             TEXT,
  indexed_at          INTEGER,
  created_at          INTEGER NOT NULL,
  updated_at          INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, index_id) REFERENCES indexes (tenant_id, id),
  FOREIGN KEY (tenant_id, asset_id) REFERENCES assets (tenant_id, id)
) STRICT;
-- Narrow and covering: a page far into a list steps over index entries only, never over rows.
CREATE INDEX videos_by_created ON videos (tenant_id, index_id, created_at, id, status);
CREATE INDEX videos_by_updated ON videos (tenant_id, index_id, updated_at, id, status);
CREATE INDEX videos_by_filename ON videos (tenant_id, index_id, filename);
CREATE INDEX videos_by_content ON videos (tenant_id, content_hash, index_id, status);
CREATE INDEX videos_by_asset ON videos (tenant_id, asset_id);

-- Kept by the triggers below, so that totals cost one row however long the list is.
-- Microseconds in whole numbers, because sums of floats drift when rows come and go.
CREATE TABLE video_counts (
  tenant_id   TEXT NOT NULL,
  index_id    TEXT NOT NULL,
  status      INTEGER NOT NULL,
  videos      INTEGER NOT NULL,
  duration_us INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, index_id, status)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER videos_count_insert AFTER INSERT ON videos BEGIN
  INSERT INTO video_counts
  VALUES (NEW.tenant_id, NEW.index_id, NEW.status, 1, CAST(round(NEW.duration_sec * 1000000) AS INTEGER))
  ON CONFLICT DO UPDATE SET videos = videos + 1, duration_us = duration_us + excluded.duration_us;
END;
CREATE TRIGGER videos_count_delete AFTER DELETE ON videos BEGIN
  UPDATE video_counts
  SET videos = videos - 1, duration_us = duration_us - CAST(round(OLD.duration_sec * 1000000) AS INTEGER)
  WHERE tenant_id = OLD.tenant_id AND index_id = OLD.index_id AND status = OLD.status;
END;
CREATE TRIGGER videos_count_update AFTER UPDATE OF status, duration_sec ON videos BEGIN
  UPDATE video_counts
  SET videos = videos - 1, duration_us = duration_us - CAST(round(OLD.duration_sec * 1000000) AS INTEGER)
  WHERE tenant_id = OLD.tenant_id AND index_id = OLD.index_id AND status = OLD.status;
  INSERT INTO video_counts
  VALUES (NEW.tenant_id, NEW.index_id, NEW.status, 1, CAST(round(NEW.duration_sec * 1000000) AS INTEGER))
  ON CONFLICT DO UPDATE SET videos = videos + 1, duration_us = duration_us + excluded.duration_us;
END;

CREATE VIEW index_rows AS
SELECT i.*, COALESCE(c.videos, 0) AS video_count, COALESCE(c.duration_us, 0) / 1000000.0 AS total_duration_sec
FROM indexes i
LEFT JOIN video_counts c ON c.tenant_id = i.tenant_id AND c.index_id = i.id AND c.status = 3; -- VideoStatus.Ready

CREATE TABLE tasks (
  tenant_id    TEXT NOT NULL,
  id           TEXT NOT NULL,
  index_id     TEXT NOT NULL,
  video_id     TEXT NOT NULL,
  status       INTEGER NOT NULL,
  filename     TEXT NOT NULL,
  duration_sec REAL NOT NULL,
  width        INTEGER NOT NULL,
  height       INTEGER NOT NULL,
  failure      TEXT,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, id)
) STRICT;
CREATE INDEX tasks_by_created ON tasks (tenant_id, created_at, id, index_id, status);
CREATE INDEX tasks_by_updated ON tasks (tenant_id, updated_at, id, index_id, status);
CREATE INDEX tasks_by_index ON tasks (tenant_id, index_id);
CREATE INDEX tasks_by_video ON tasks (tenant_id, video_id);

CREATE TABLE stage_outputs (
  tenant_id    TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  stage        TEXT NOT NULL,
  version      TEXT NOT NULL,
  output       BLOB NOT NULL,
  PRIMARY KEY (tenant_id, content_hash, stage, version)
) STRICT;

-- The payload lies apart, so that looking up a content never reads past its vectors.
CREATE TABLE described (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant_id    TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  version      TEXT NOT NULL,
  UNIQUE (tenant_id, content_hash)
) STRICT;
CREATE TABLE described_payloads (
  described_id INTEGER PRIMARY KEY REFERENCES described (id) ON DELETE CASCADE,
  payload      BLOB NOT NULL
) STRICT;

-- rowid = described.id << 24 | place of the phrase in the evidence.
CREATE VIRTUAL TABLE words USING fts5 (
  text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

CREATE TABLE search_pages (
  tenant_id  TEXT NOT NULL,
  token      TEXT NOT NULL,
  results    BLOB NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, token)
) STRICT;
CREATE INDEX search_pages_by_expiry ON search_pages (expires_at);

-- due_at is when a job may be taken: for a waiting job its due time, for a running one the end of its lease.
CREATE TABLE jobs (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant_id  TEXT NOT NULL,
  kind       TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  state      INTEGER NOT NULL, -- 0 live, 1 dead, 2 dead and handed over
  due_at     INTEGER NOT NULL,
  attempt    INTEGER NOT NULL,
  worker     TEXT,
  lease      TEXT,
  stage      TEXT,
  fraction   REAL,
  reason     TEXT
) STRICT;
CREATE INDEX jobs_by_due ON jobs (state, due_at, id);
CREATE INDEX jobs_by_subject ON jobs (tenant_id, subject_id);
