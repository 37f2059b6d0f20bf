// Short clips cut from real footage that Debian packages, and files that are broken on purpose.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from './server.mjs';

const samples = '/usr/share/forensics-samples/original-files';
const dog = path.join(samples, 'movie1/VID_20191220_170832.mp4');
const talk = path.join(samples, 'movie2/movie-hello.mp4');

/** Clips with known answers that lie beside the checkout on some machines; null elsewhere. */
export const sharedMedia = existsSync(path.join(root, '../shared/media/truth.json')) ? path.join(root, '../shared/media') : null;

/** Makes the clips in a folder of their own. */
export function makeFootage() {
  const folder = mkdtempSync(path.join(tmpdir(), 'reelsight-footage-'));
  const at = (name) => path.join(folder, name);
  const make = (name, ...args) => {
    execFileSync('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...args, at(name)]);
    return at(name);
  };
  const write = (name, bytes) => {
    writeFileSync(at(name), bytes);
    return at(name);
  };
  const small = ['-vf', 'scale=640:-2', '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac'];
  return {
    folder,
    /** A white dog on a tiled floor, 6 s. */
    dog: () => make('dog.mp4', '-stream_loop', '3', '-i', dog, '-t', '6', ...small),
    /** One picture of the white dog. */
    dogPhoto: () => make('dog.jpg', '-i', dog, '-frames:v', '1', '-vf', 'scale=640:-2'),
    /** A man talks beside a terminal under the heading "Hello world...", 8 s. */
    talk: () => make('talk.mp4', '-i', talk, '-c', 'copy'),
    /** The dog, then the talk: the moments lie at 0-6 s and 6-14 s. */
    dogThenTalk() {
      const square = 'scale=640:360:force_original_aspect_ratio=decrease,pad=640:360:(ow-iw)/2:(oh-ih)/2,setsar=1,fps=25';
      return make(
        'dog-then-talk.mp4',
        '-stream_loop',
        '3',
        '-t',
        '6',
        '-i',
        dog,
        '-i',
        talk,
        '-filter_complex',
        `[0:v]${square},trim=0:6,setpts=PTS-STARTPTS[a];[1:v]${square}[b];` +
          `[0:a]atrim=0:6,aresample=44100,aformat=channel_layouts=mono[c];` +
          `[1:a]aresample=44100,aformat=channel_layouts=mono[d];[a][c][b][d]concat=n=2:v=1:a=1[v][s]`,
        '-map',
        '[v]',
        '-map',
        '[s]',
        '-c:v',
        'libx264',
        '-preset',
        'ultrafast',
        '-pix_fmt',
        'yuv420p',
        '-c:a',
        'aac',
      );
    },
    /** Colour bars without a sound track. */
    silent: () =>
      make(
        'silent.mp4',
        '-f',
        'lavfi',
        '-i',
        'testsrc2=size=640x360:rate=25',
        '-t',
        '5',
        '-c:v',
        'libx264',
        '-preset',
        'ultrafast',
        '-pix_fmt',
        'yuv420p',
      ),
    /** A text that claims to be a video. */
    notAVideo: () => write('holiday.mp4', 'This is a shopping list: milk, bread, apples.\n'.repeat(200)),
    empty: () => write('empty.mp4', ''),
    /** The first half of a file whose index lies at its end: an upload that broke off. */
    truncated() {
      const bytes = readFileSync(make('whole.mp4', '-i', talk, '-c', 'copy'));
      return write('truncated.mp4', bytes.subarray(0, bytes.length / 2));
    },
    /** The first seconds of a clip, edited and compressed anew; the larger the quality number, the worse. */
    edited: (file, { seconds, filter = 'null', quality = 23, name }) =>
      make(
        name,
        '-i',
        file,
        '-t',
        String(seconds),
        '-an',
        '-vf',
        filter,
        '-c:v',
        'libx264',
        '-preset',
        'ultrafast',
        '-crf',
        String(quality),
        '-pix_fmt',
        'yuv420p',
      ),
    /** One frame of a clip as a picture. */
    frame(
      file,
      second,
      { filter = 'null', name = `${path.basename(file, path.extname(file))}-${filter.replaceAll(/\W/g, '-')}-${second}.jpg` } = {},
    ) {
      return make(name, '-ss', String(second), '-i', file, '-frames:v', '1', '-vf', filter);
    },
    /** A picture of coloured noise. */
    noise: () => make('noise.png', '-f', 'lavfi', '-i', 'color=gray:size=320x240', '-frames:v', '1', '-vf', 'noise=alls=100:allf=u'),
    /** The head of a picture, and then nothing. */
    brokenPicture() {
      const bytes = readFileSync(make('whole.png', '-f', 'lavfi', '-i', 'testsrc2=size=320x240', '-frames:v', '1'));
      return write('broken.png', bytes.subarray(0, 60));
    },
    /** Media that is only sound. */
    soundOnly: () => make('sound.mp3', '-i', talk, '-vn', '-c:a', 'libmp3lame'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
