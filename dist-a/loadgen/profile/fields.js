/** The kinds of value that a profile's keys take. */
import Type from 'typebox';
/** A key that the schema does not name is an error. */
export const closed = { additionalProperties: false };
export const seconds = (description) => Type.Number({ exclusiveMinimum: 0, maximum: 31_536_000, description });
export const moment = (description) => Type.Number({ minimum: 0, maximum: 31_536_000, description });
export const milliseconds = (description, value) => Type.Integer({ minimum: 1, maximum: 86_400_000, default: value, description });
export const count = (description) => Type.Integer({ minimum: 1, maximum: 100_000_000, description });
export const share = (description) => Type.Number({ minimum: 0, maximum: 1, description });
/** A rate that must be above nothing. */
export const rate = (description) => Type.Number({ exclusiveMinimum: 0, maximum: 1_000_000, description });
/** A rate of a curve, which may touch nothing. */
export const curveRate = (description) => Type.Number({ minimum: 0, maximum: 1_000_000, description });
//# sourceMappingURL=fields.js.map