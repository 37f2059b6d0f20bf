-- Vectors of single frames, a row a clip: asked for only where a clip was found, to tell which of its frames fits best.
-- id = described.id << 24 | place of the clip.
CREATE TABLE described_frames (
  id     INTEGER PRIMARY KEY,
  frames BLOB NOT NULL
) STRICT;
