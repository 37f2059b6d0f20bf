-- Labels put on stretches of videos: thousands for a video, listed by place and by what changed since.
CREATE TABLE annotations (
  tenant_id    TEXT NOT NULL,
  label_set_id TEXT NOT NULL,
  id           TEXT NOT NULL,
  client_id    TEXT,
  video_id     TEXT NOT NULL,
  label_id     TEXT NOT NULL,
  track        INTEGER NOT NULL,
  state        TEXT NOT NULL,
  source       TEXT NOT NULL,
  reviewer     TEXT,
  start_frame  INTEGER NOT NULL,
  end_frame    INTEGER NOT NULL,
  revision     INTEGER NOT NULL,
  deleted      INTEGER NOT NULL,
  body         TEXT NOT NULL,
  PRIMARY KEY (tenant_id, label_set_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX annotations_by_place ON annotations (tenant_id, label_set_id, deleted, video_id, start_frame, id);
CREATE INDEX annotations_by_revision ON annotations (tenant_id, label_set_id, revision, id);
CREATE UNIQUE INDEX annotations_by_client ON annotations (tenant_id, label_set_id, client_id) WHERE client_id IS NOT NULL;
CREATE INDEX annotations_by_video ON annotations (tenant_id, video_id);

-- Who changed what: one revision an edit, one row an annotation that it touched.
CREATE TABLE annotation_edits (
  tenant_id    TEXT NOT NULL,
  label_set_id TEXT NOT NULL,
  revision     INTEGER NOT NULL,
  action       TEXT NOT NULL,
  reviewer     TEXT,
  undoes       INTEGER,
  at           INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, label_set_id, revision)
) STRICT, WITHOUT ROWID;
CREATE TABLE annotation_changes (
  tenant_id     TEXT NOT NULL,
  label_set_id  TEXT NOT NULL,
  revision      INTEGER NOT NULL,
  annotation_id TEXT NOT NULL,
  video_id      TEXT NOT NULL,
  before        TEXT,
  after         TEXT NOT NULL,
  PRIMARY KEY (tenant_id, label_set_id, revision, annotation_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX annotation_changes_by_annotation ON annotation_changes (tenant_id, label_set_id, annotation_id, revision);
CREATE INDEX annotation_changes_by_video ON annotation_changes (tenant_id, video_id);

-- What belongs to a video, a label set or an index goes with it.
CREATE TRIGGER videos_drop_annotations AFTER DELETE ON videos BEGIN
  DELETE FROM annotations WHERE tenant_id = OLD.tenant_id AND video_id = OLD.id;
  DELETE FROM annotation_changes WHERE tenant_id = OLD.tenant_id AND video_id = OLD.id;
END;
CREATE TRIGGER label_sets_drop_annotations AFTER DELETE ON resources WHEN OLD.kind = 'label_set' BEGIN
  DELETE FROM annotations WHERE tenant_id = OLD.tenant_id AND label_set_id = OLD.id;
  DELETE FROM annotation_changes WHERE tenant_id = OLD.tenant_id AND label_set_id = OLD.id;
  DELETE FROM annotation_edits WHERE tenant_id = OLD.tenant_id AND label_set_id = OLD.id;
END;
CREATE TRIGGER indexes_drop_label_sets AFTER DELETE ON indexes BEGIN
  DELETE FROM resources WHERE tenant_id = OLD.tenant_id AND kind = 'label_set'
    AND id IN (SELECT resource_id FROM resource_links WHERE tenant_id = OLD.tenant_id AND link = OLD.id);
END;
