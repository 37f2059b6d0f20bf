// An independent reader of archives, and of the pictures in them.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { inflateRawSync } from 'node:zlib';

/** The files of a ZIP archive by name, by its central directory. */
export function unzip(bytes) {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06'));
  assert.ok(end >= 0, 'this is no archive');
  const files = new Map();
  for (let entry = 0, at = bytes.readUInt32LE(end + 16); entry < bytes.readUInt16LE(end + 10); entry++) {
    assert.equal(bytes.readUInt32LE(at), 0x02014b50);
    const [method, size, name, extra, comment, local] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30),
      bytes.readUInt16LE(at + 32),
      bytes.readUInt32LE(at + 42),
    ];
    const begin = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(begin, begin + size);
    files.set(bytes.toString('utf8', at + 46, at + 46 + name), method === 0 ? packed : inflateRawSync(packed));
    at += 46 + name + extra + comment;
  }
  return files;
}

const small = 'scale=32:18,format=gray';
const pixels = (args, input) => execFileSync('ffmpeg', ['-v', 'error', ...args, '-f', 'rawvideo', '-'], { input, maxBuffer: 64 << 20 });

/** Checks that a picture is the n-th frame of a film: nearer to it than to every frame that looks otherwise. */
export function framesEqual(jpeg, film, frame) {
  const shown = pixels(['-f', 'image2pipe', '-i', '-', '-vf', small], jpeg);
  const all = pixels(['-i', film, '-vf', small, '-fps_mode', 'passthrough']);
  const distance = (n) => {
    let sum = 0;
    for (let i = 0; i < shown.length; i++) sum += Math.abs(shown[i] - all[n * shown.length + i]);
    return sum / shown.length;
  };
  const distances = Array.from({ length: all.length / shown.length }, (_, n) => distance(n));
  const nearest = Math.min(...distances);
  // Frames that stand still look alike; none may fit clearly better than the one that is named.
  assert.ok(
    distances[frame] < 4 && distances[frame] <= nearest + 0.25,
    `frame ${frame} is ${distances[frame]} off, frame ${distances.indexOf(nearest)} only ${nearest}`,
  );
}
