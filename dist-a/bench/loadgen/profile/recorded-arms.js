/** Arms that a recording brings along: each request goes where it went. */
import { wireNames } from './profile-schema.js';
/**
 * One arm for each route, model and wire of the rows, which get its index; none unless every row says where it went. A row
 * with body and path can go out as it was; one without needs a wire that can be made up.
 *
 * @param problems - Gets a line for each wire that cannot, and for each route that is none.
 */
export function adoptRecordedArms(rows, problems) {
    const arms = new Map();
    if (rows.some(({ route, model }) => route === undefined || model === undefined))
        return [];
    const strangers = new Map();
    for (const row of rows) {
        const wire = wireFor(row);
        const isRoute = /^(\/[A-Za-z0-9._~-]+)+$/.test(row.route ?? '');
        if (wire === null || !isRoute) {
            const what = isRoute ? `wire ${row.wire}` : `route ${row.route}`;
            strangers.set(what, (strangers.get(what) ?? 0) + 1);
            continue;
        }
        const key = `${row.route} ${row.model} ${wire}`;
        const entry = arms.get(key) ?? { index: arms.size, arm: recordedArm(row, wire) };
        arms.set(key, entry);
        row.arm = entry.index;
    }
    for (const [what, count] of strangers)
        problems.push(`arrivals.file: ${count} requests of ${what} cannot be sent again; name arms, or leave them out`);
    const list = [...arms.values()].map(({ arm }) => arm);
    for (const arm of list)
        if (isAmbiguous(arm, list))
            arm.name = `${arm.route.slice(1)}/${arm.model} ${arm.wire}`;
    return list;
}
/** NULL: it can neither be made up nor sent as it was. Without a wire, what the route speaks. */
function wireFor(row) {
    const known = wireNames.find(name => name === row.wire);
    if (known !== undefined)
        return known;
    if (row.body !== undefined && row.path !== undefined)
        return 'raw';
    return row.wire === undefined ? 'default' : null;
}
function recordedArm(row, wire) {
    return {
        route: row.route ?? '',
        model: row.model ?? '',
        ...(wire !== 'default' && { wire }),
        headers: {},
        weight: 1
    };
}
function isAmbiguous(arm, arms) {
    return arms.some(other => other !== arm && other.route === arm.route && other.model === arm.model);
}
//# sourceMappingURL=recorded-arms.js.map