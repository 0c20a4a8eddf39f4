/**
 * The list prices that teeline ships with: the data of `@pydantic/genai-prices`, MIT, bundled in the package, so there is
 * no network and no file to read. Only the data is used; the arithmetic there is in binary floats.
 *
 * The package has no export named "data". `waitForUpdate()` is its documented way to the provider list that is current,
 * which is the bundled one for as long as nobody calls `updatePrices` (nothing here does). That beats reading a file
 * inside the package by its path, which its `exports` forbid, and a copy of 800 KB checked in beside the code.
 */
import { waitForUpdate } from '@pydantic/genai-prices';
/** All providers with their models and prices, in the package's order. Never to be changed in place. */
export const catalogue = await bundled();
async function bundled() {
    const providers = await waitForUpdate();
    if (providers === null)
        throw new Error('@pydantic/genai-prices has no bundled data');
    return providers;
}
//# sourceMappingURL=catalogue.js.map