/** Mistral's OCR, which is priced by the page; pages with annotations have a price of their own. */
import { fieldsOf, isObject, listOf, textOf } from '../json.js';
import { mergeWords, setUnit } from '../words.js';
export const mistralOcr = {
    name: 'mistral.ocr',
    operation: 'ocr',
    estimable: false,
    asked: ({ path }) => path.endsWith('/v1/ocr'),
    fits: value => Array.isArray(value['pages']) || isObject(value['usage_info']),
    read: readPages,
    usage: ({ units }) => (units.size === 0 ? {} : { units: Object.fromEntries(units), source: 'reported' })
};
function readPages(value, reading) {
    const { model, usage_info, document_annotation, pages } = fieldsOf(value);
    reading.responseModel = textOf(model);
    reading.usage = mergeWords(reading.usage, usage_info);
    reading.usageFinal = true;
    const annotated = textOf(document_annotation) !== '' || listOf(pages).some(hasAnnotation);
    const { pages_processed } = fieldsOf(usage_info);
    setUnit(reading.units, annotated ? 'annotated_pages' : 'pages', pages_processed);
    return 'none';
}
function hasAnnotation(page) {
    const { images } = fieldsOf(page);
    return listOf(images).some(image => textOf(fieldsOf(image).image_annotation) !== '');
}
//# sourceMappingURL=mistral-ocr.js.map