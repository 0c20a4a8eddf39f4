/** Words that Gemini's APIs share. */
import { countOf, fieldsOf, listOf, textOf } from '../json.js';
/** The tokens of one modality (`TEXT`, `IMAGE`, `VIDEO`, `AUDIO`, `DOCUMENT`) in a list of details; NULL when it is not there. */
export function modalityTokens(details, name) {
    for (const detail of listOf(details)) {
        const { modality, tokenCount, tokens } = fieldsOf(detail);
        if (enumName(modality, modalities).toUpperCase() === name)
            return countOf(tokenCount ?? tokens);
    }
    return null;
}
/** An enum's name; Vertex's own clients ask for numbers in its place (`$alt=json;enum-encoding=int`). */
export function enumName(value, names) {
    return typeof value === 'number' ? (names[value] ?? String(value)) : textOf(value);
}
/** A candidate's `finishReason`; `''` while there is none. */
export function finishWord(value) {
    return enumName(value, finishReasons);
}
const finishReasons = ['', 'STOP', 'MAX_TOKENS', 'SAFETY', 'RECITATION', 'OTHER'];
const modalities = ['', 'TEXT', 'IMAGE', 'VIDEO', 'AUDIO', 'DOCUMENT'];
//# sourceMappingURL=gemini-words.js.map