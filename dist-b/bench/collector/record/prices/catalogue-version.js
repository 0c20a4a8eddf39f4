/**
 * Version of the bundled list prices; the package does not export it, so a test holds this to the installed one. Apart from
 * the catalogue, so that a card can be read without loading it.
 */
export const catalogueVersion = '0.1.8';
//# sourceMappingURL=catalogue-version.js.map