/** MPEG-TS time stamps count this many ticks per second. */
export const ticksPerSec = 90_000;

const packetBytes = 188;
const syncByte = 0x47;
/** The first video frame starts within these bytes. */
const probeBytes = 65_536;

/** The time stamp of the first video frame of an MPEG-TS segment; null when there is none. */
export async function fetchFirstPts(segment: string): Promise<number | null> {
  const response = await fetch(segment, { headers: { range: `bytes=0-${probeBytes - 1}` } });
  return response.ok ? parseFirstPts(new Uint8Array(await response.arrayBuffer())) : null;
}

/** The time stamp of the first video frame in the bytes of a segment. */
export function parseFirstPts(bytes: Uint8Array): number | null {
  for (let offset = 0; offset + packetBytes <= bytes.length; offset += packetBytes) {
    const packet = bytes.subarray(offset, offset + packetBytes);
    const byte = (index: number) => packet[index] ?? 0;
    if (byte(0) !== syncByte) return null;
    const [startsUnit, adaptation] = [(byte(1) & 0x40) !== 0, (byte(3) >> 4) & 3];
    if (!startsUnit || (adaptation & 1) === 0) continue;
    const payload = 4 + (adaptation === 3 ? 1 + byte(4) : 0);
    const isVideo = byte(payload) === 0 && byte(payload + 1) === 0 && byte(payload + 2) === 1 && (byte(payload + 3) & 0xf0) === 0xe0;
    if (!isVideo || (byte(payload + 7) & 0x80) === 0) continue;
    const pts = payload + 9;
    // The value exceeds 32 bits, so the top bits are multiplied instead of shifted.
    return (
      ((byte(pts) >> 1) & 7) * 2 ** 30 + (byte(pts + 1) << 22) + ((byte(pts + 2) >> 1) << 15) + (byte(pts + 3) << 7) + (byte(pts + 4) >> 1)
    );
  }
  return null;
}
