// In tests the script of the page is bundled from the sources, as the build does it.
module.exports = require('../../scripts/bundle-page.js').pageAssets();
