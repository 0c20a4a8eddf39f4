/** Usage as Cohere words it: `billed_units` are what is paid for, `tokens` what the model read and wrote. */
import { countOf, fieldsOf } from '../json.js';
import { setUnit, spoken, sumOf } from '../words.js';
/** `searches` is the unit that a search unit is here: of the web (chat), or of documents (rerank). */
export function cohereUsage(reading, searches) {
    const words = fieldsOf(spoken(reading.usage));
    const billed = fieldsOf(words.billed_units ?? words.tokens);
    const imageTokens = countOf(billed.image_tokens);
    const units = new Map(reading.units);
    setUnit(units, searches, billed.search_units);
    setUnit(units, 'classifications', billed.classifications);
    return {
        inputTokens: sumOf(countOf(billed.input_tokens), imageTokens),
        outputTokens: countOf(billed.output_tokens),
        imageInputTokens: imageTokens,
        units: Object.fromEntries(units)
    };
}
//# sourceMappingURL=cohere-words.js.map