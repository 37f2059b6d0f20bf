/** Time stamps of such streams count this many a second. */
export const ticksPerSec = 90_000;

const packetBytes = 188;
const syncByte = 0x47;
/** A picture begins within the first packets. */
const firstBytes = 65_536;

/** The time stamp of the first picture of a segment of a stream (MPEG-TS); null when there is none. */
export async function readFirstPts(segment: string): Promise<number | null> {
  const answer = await fetch(segment, { headers: { range: `bytes=0-${firstBytes - 1}` } });
  return answer.ok ? firstPts(new Uint8Array(await answer.arrayBuffer())) : null;
}

/** The time stamp of the first picture in the bytes of a segment. */
export function firstPts(bytes: Uint8Array): number | null {
  for (let at = 0; at + packetBytes <= bytes.length; at += packetBytes) {
    const packet = bytes.subarray(at, at + packetBytes);
    const byte = (place: number) => packet[place] ?? 0;
    if (byte(0) !== syncByte) return null;
    const [begins, adaptation] = [(byte(1) & 0x40) !== 0, (byte(3) >> 4) & 3];
    if (!begins || (adaptation & 1) === 0) continue;
    const from = 4 + (adaptation === 3 ? 1 + byte(4) : 0);
    const isPicture = byte(from) === 0 && byte(from + 1) === 0 && byte(from + 2) === 1 && (byte(from + 3) & 0xf0) === 0xe0;
    if (!isPicture || (byte(from + 7) & 0x80) === 0) continue;
    const pts = from + 9;
    // Above 32 bits, so by multiplying.
    return (
      ((byte(pts) >> 1) & 7) * 2 ** 30 + (byte(pts + 1) << 22) + ((byte(pts + 2) >> 1) << 15) + (byte(pts + 3) << 7) + (byte(pts + 4) >> 1)
    );
  }
  return null;
}
