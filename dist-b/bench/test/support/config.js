import { Value } from 'typebox/value';
import { configSchema } from '../../schemas/config.js';
/** A whole configuration from a part of one. */
export function configFrom(part) {
    return Value.Default(configSchema, structuredClone(part));
}
//# sourceMappingURL=config.js.map