/** Locum's own version, which the texts that it writes are marked with. */
export { version as APP_VERSION } from '../../package.json';
