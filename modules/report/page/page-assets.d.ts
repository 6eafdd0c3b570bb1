// The build writes this module (`scripts/bundle-page.js`).

/** The script of the page: the modules below `script/`, bundled and minified. */
export const pageScript: string;

/** The Content-Security-Policy that allows this script and the page's style, and nothing else. */
export const contentSecurityPolicy: string;
