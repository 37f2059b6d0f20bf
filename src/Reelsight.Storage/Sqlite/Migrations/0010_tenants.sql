-- Tenants that are made, suspended, limited and deleted. A tenant whose deletion has begun is refused until all that is its own is gone.
ALTER TABLE tenants ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE tenants ADD COLUMN suspended_at INTEGER;
ALTER TABLE tenants ADD COLUMN removed_at INTEGER;
ALTER TABLE tenants ADD COLUMN max_storage_bytes INTEGER;
ALTER TABLE tenants ADD COLUMN max_indexed_minutes INTEGER;
ALTER TABLE tenants ADD COLUMN max_requests_per_day INTEGER;
UPDATE tenants SET name = id;
