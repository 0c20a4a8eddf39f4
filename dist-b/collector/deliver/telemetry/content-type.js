/** In which of the two formats a scraper gets the metrics page. Without the library that writes it: the relay's thread asks. */
/** Whether the `Accept` header names OpenMetrics; every Prometheus since 2.5 does, curl does not. */
export function acceptsOpenMetrics(accept) {
    return accept?.includes('application/openmetrics-text') === true;
}
/** The content type that belongs to it. */
export function contentTypeOf(openMetrics) {
    return openMetrics
        ? 'application/openmetrics-text; version=1.0.0; charset=utf-8'
        : 'text/plain; version=0.0.4; charset=utf-8';
}
//# sourceMappingURL=content-type.js.map