/** What is asked of a model, before it is written in anyone's wire. */
/** So many tools that a model could call. */
export function makeTools(count) {
    return Array.from({ length: count }, (_, index) => ({
        name: `look_up_${index + 1}`,
        description: `Looks up a record in collection ${index + 1} by its number.`,
        parameters: {
            type: 'object',
            properties: { number: { type: 'integer', description: 'Number of the record.' } },
            required: ['number']
        }
    }));
}
//# sourceMappingURL=prompt.js.map