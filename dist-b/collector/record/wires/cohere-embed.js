/** Cohere's embeddings, versions 1 and 2. */
import { textOf } from '../json.js';
import { mergeWords } from '../words.js';
import { cohereUsage } from './cohere-words.js';
export const cohereEmbed = {
    name: 'cohere.embed',
    operation: 'embeddings',
    estimable: false,
    asked: ({ path }) => /\/v[12]\/embed$/.test(path),
    fits: value => 'embeddings' in value,
    read(value, reading) {
        reading.responseId = textOf(value['id']);
        reading.usage = mergeWords(reading.usage, value['meta']);
        reading.usageFinal = true;
        return 'none';
    },
    usage: reading => cohereUsage(reading, 'web_searches')
};
//# sourceMappingURL=cohere-embed.js.map