export async function scrape(adminUrl, accept = '*/*') {
    const response = await fetch(`${adminUrl}/metrics`, { headers: { accept } });
    if (response.status !== 200)
        throw new Error(`/metrics answers ${response.status}`);
    return { type: response.headers.get('content-type') ?? '', text: await response.text() };
}
export const openMetrics = 'application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5';
export function samplesOf(text) {
    return text
        .split('\n')
        .filter(line => line !== '' && !line.startsWith('#'))
        .map(line => {
        const [, name = '', labels = '', value = '', traceId] = /^(\w+)(?:\{(.*?)\})? (\S+)(?: # \{trace_id="(\w+)"\} .*)?$/.exec(line) ?? [];
        if (name === '')
            throw new Error(`not a sample: ${line}`);
        return { name, labels: labelsOf(labels), value: Number(value), traceId: traceId ?? null };
    });
}
/** Sum over the samples of a name whose labels hold all of `labels`. */
export function sumOf(samples, name, labels = {}) {
    const wanted = Object.entries(labels);
    return samples
        .filter(one => one.name === name && wanted.every(([key, value]) => one.labels[key] === value))
        .reduce((sum, one) => sum + one.value, 0);
}
function labelsOf(text) {
    const pairs = [...text.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)];
    return Object.fromEntries(pairs.map(([, key = '', value = '']) => [key, value.replace(/\\(.)/g, '$1')]));
}
//# sourceMappingURL=metrics-page.js.map