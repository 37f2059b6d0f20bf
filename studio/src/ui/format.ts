/** Formats a position or a length in seconds: `0:07`, `12:03`, `1:02:03`; optionally with tenths. */
export function formatTime(seconds: number, { tenths = false } = {}): string {
  const total = tenths ? Math.floor(Math.max(0, seconds) * 10 + 1e-6) : Math.round(Math.max(0, seconds)) * 10;
  const [whole, tenth] = [Math.floor(total / 10), total % 10];
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const minutes = h > 0 ? `${h}:${String(m).padStart(2, '0')}` : String(m);
  return `${minutes}:${String(s).padStart(2, '0')}${tenths ? `.${tenth}` : ''}`;
}

/** Formats a rough duration in seconds: `5 s`, `4 min`, `2 h 10 min`. */
export function formatDuration(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 ? `${Math.floor(minutes / 60)} h ${minutes % 60} min` : `${minutes / 60} h`;
}

/** Formats a size in bytes: `812 kB`, `1.4 GB`. */
export function formatBytes(size: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let [value, unit] = [size, 0];
  while (value >= 999.5 && unit < units.length - 1) [value, unit] = [value / 1000, unit + 1];
  return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

/** Formats a count: `1 video`, `2,000 videos`. */
export function formatCount(number: number, singular: string, plural = `${singular}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? singular : plural}`;
}
