-- Records of many kinds that are few, small and looked up alike; the body is the kind's record in JSON.
CREATE TABLE resources (
  tenant_id   TEXT NOT NULL,
  kind        TEXT NOT NULL,
  id          TEXT NOT NULL,
  parent_id   TEXT,
  name        TEXT,
  unique_name TEXT, -- the name again for kinds whose names are unique within a parent
  state       TEXT,
  body        TEXT NOT NULL,
  created_at  INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, parent_id) REFERENCES resources (tenant_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX resources_by_created ON resources (tenant_id, kind, created_at, id, parent_id, state);
CREATE INDEX resources_by_updated ON resources (tenant_id, kind, updated_at, id, parent_id, state);
CREATE INDEX resources_by_name ON resources (tenant_id, kind, name, id);
CREATE INDEX resources_by_parent ON resources (tenant_id, parent_id, kind, created_at, id, state);
CREATE UNIQUE INDEX resources_unique_names ON resources (tenant_id, kind, COALESCE(parent_id, ''), unique_name);

CREATE TABLE resource_links (
  tenant_id   TEXT NOT NULL,
  resource_id TEXT NOT NULL,
  link        TEXT NOT NULL,
  PRIMARY KEY (tenant_id, resource_id, link),
  FOREIGN KEY (tenant_id, resource_id) REFERENCES resources (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX resource_links_by_link ON resource_links (tenant_id, link);

CREATE TRIGGER resources_withdraw_jobs AFTER DELETE ON resources BEGIN
  DELETE FROM jobs WHERE tenant_id = OLD.tenant_id AND subject_id = OLD.id;
END;
