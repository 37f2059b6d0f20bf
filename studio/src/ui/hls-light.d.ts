// The package has types for its full build only; the light build has the same API without features that the server's streams do not use.
declare module 'hls.js/light' {
  export { default } from 'hls.js';
}
