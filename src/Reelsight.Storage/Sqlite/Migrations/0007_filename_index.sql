-- The very first form of the schema had no index of file names; folders that it made still have none.
CREATE INDEX IF NOT EXISTS videos_by_filename ON videos (tenant_id, index_id, filename);
