// The package describes its whole form only; the light one is the same without what the server's streams do not have.
declare module 'hls.js/light' {
  export { default } from 'hls.js';
}
