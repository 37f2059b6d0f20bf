-- Totals of long lists, kept by triggers as those of videos are: counting rows took longer than reading a page of them.
CREATE TABLE task_counts (
  tenant_id TEXT NOT NULL,
  index_id  TEXT NOT NULL,
  status    INTEGER NOT NULL,
  tasks     INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, index_id, status)
) STRICT, WITHOUT ROWID;
INSERT INTO task_counts SELECT tenant_id, index_id, status, COUNT(*) FROM tasks GROUP BY tenant_id, index_id, status;

CREATE TRIGGER tasks_count_insert AFTER INSERT ON tasks BEGIN
  INSERT INTO task_counts VALUES (NEW.tenant_id, NEW.index_id, NEW.status, 1) ON CONFLICT DO UPDATE SET tasks = tasks + 1;
END;
CREATE TRIGGER tasks_count_delete AFTER DELETE ON tasks BEGIN
  UPDATE task_counts SET tasks = tasks - 1 WHERE tenant_id = OLD.tenant_id AND index_id = OLD.index_id AND status = OLD.status;
  DELETE FROM task_counts WHERE tenant_id = OLD.tenant_id AND index_id = OLD.index_id AND status = OLD.status AND tasks = 0;
END;
CREATE TRIGGER tasks_count_update AFTER UPDATE OF status ON tasks WHEN NEW.status <> OLD.status BEGIN
  UPDATE task_counts SET tasks = tasks - 1 WHERE tenant_id = OLD.tenant_id AND index_id = OLD.index_id AND status = OLD.status;
  DELETE FROM task_counts WHERE tenant_id = OLD.tenant_id AND index_id = OLD.index_id AND status = OLD.status AND tasks = 0;
  INSERT INTO task_counts VALUES (NEW.tenant_id, NEW.index_id, NEW.status, 1) ON CONFLICT DO UPDATE SET tasks = tasks + 1;
END;

CREATE TABLE asset_counts (
  tenant_id TEXT NOT NULL,
  file_type TEXT NOT NULL,
  assets    INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, file_type)
) STRICT, WITHOUT ROWID;
INSERT INTO asset_counts SELECT tenant_id, file_type, COUNT(*) FROM assets GROUP BY tenant_id, file_type;

CREATE TRIGGER assets_count_insert AFTER INSERT ON assets BEGIN
  INSERT INTO asset_counts VALUES (NEW.tenant_id, NEW.file_type, 1) ON CONFLICT DO UPDATE SET assets = assets + 1;
END;
CREATE TRIGGER assets_count_delete AFTER DELETE ON assets BEGIN
  UPDATE asset_counts SET assets = assets - 1 WHERE tenant_id = OLD.tenant_id AND file_type = OLD.file_type;
  DELETE FROM asset_counts WHERE tenant_id = OLD.tenant_id AND file_type = OLD.file_type AND assets = 0;
END;
CREATE TRIGGER assets_count_update AFTER UPDATE OF file_type ON assets WHEN NEW.file_type <> OLD.file_type BEGIN
  UPDATE asset_counts SET assets = assets - 1 WHERE tenant_id = OLD.tenant_id AND file_type = OLD.file_type;
  DELETE FROM asset_counts WHERE tenant_id = OLD.tenant_id AND file_type = OLD.file_type AND assets = 0;
  INSERT INTO asset_counts VALUES (NEW.tenant_id, NEW.file_type, 1) ON CONFLICT DO UPDATE SET assets = assets + 1;
END;
