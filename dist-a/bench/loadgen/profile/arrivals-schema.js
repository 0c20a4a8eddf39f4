/** When requests arrive: a rate curve with a spacing, a closed loop, or a recorded trace. */
import Type, {} from 'typebox';
import { closed, curveRate, moment, rate, seconds } from './fields.js';
const gapCv = Type.Number({
    minimum: 0,
    maximum: 100,
    default: 1,
    description: 'Coefficient of variation of the gaps: 0 is even spacing, 1 is Poisson, more comes in bursts (gamma).'
});
const constant = Type.Object({ kind: Type.Literal('constant'), ratePerS: rate('Arrivals a second, evenly spaced.') }, { ...closed, description: 'An even beat.' });
const poisson = Type.Object({ kind: Type.Literal('poisson'), ratePerS: rate('Arrivals a second on average.') }, { ...closed, description: 'Users who know nothing of each other.' });
const gamma = Type.Object({ kind: Type.Literal('gamma'), ratePerS: rate('Arrivals a second on average.'), gapCv }, { ...closed, description: 'Bursts, at a steady mean rate.' });
const ramp = Type.Object({
    kind: Type.Literal('ramp'),
    fromPerS: curveRate('Rate at the start.'),
    toPerS: curveRate('Rate at the end of durationS.'),
    gapCv
}, { ...closed, description: 'A straight line from one rate to another.' });
const stages = Type.Object({
    kind: Type.Literal('stages'),
    stages: Type.Array(Type.Object({
        name: Type.Optional(Type.String({ minLength: 1, description: 'What results call the stage.' })),
        durationS: seconds('Length of the stage.'),
        ratePerS: curveRate('Rate at its start.'),
        endPerS: Type.Optional(curveRate('Rate at its end; by default it holds.'))
    }, closed), { minItems: 1, description: 'One after the other.' }),
    gapCv
}, { ...closed, description: 'Stages, each held or ramped.' });
const diurnal = Type.Object({
    kind: Type.Literal('diurnal'),
    lowPerS: curveRate('Rate at the quietest moment.'),
    peakPerS: rate('Rate at the busiest moment.'),
    periodS: seconds('Length of one day, as played.'),
    peakAtS: moment('The busiest moment, from the start.'),
    gapCv
}, { ...closed, description: 'A day: a cosine between its lowest and its highest rate.' });
const flashSale = Type.Object({
    kind: Type.Literal('flash-sale'),
    basePerS: curveRate('Rate before and after.'),
    peakPerS: rate('Rate during the sale.'),
    startS: moment('When the rise begins.'),
    riseS: seconds('From base to peak.'),
    holdS: seconds('At the peak.'),
    fallS: seconds('From peak to base.'),
    gapCv
}, { ...closed, description: 'A sudden crowd.' });
const curve = Type.Object({
    kind: Type.Literal('curve'),
    points: Type.Array(Type.Object({ atS: moment('From the start.'), ratePerS: curveRate('Rate at that moment.') }, closed), { minItems: 2, description: 'Straight lines between these; the last rate holds.' }),
    gapCv
}, { ...closed, description: 'Any rate over time.' });
const closedLoop = Type.Object({
    kind: Type.Literal('closed'),
    concurrency: Type.Integer({
        minimum: 1,
        maximum: 100_000,
        description: 'Requests in flight; the next goes out when one has ended.'
    })
}, { ...closed, description: 'A closed loop: the load gives way when the answers are slow.' });
export const traceFormats = ['azure', 'burstgpt', 'mooncake', 'teeline'];
const trace = Type.Object({
    kind: Type.Literal('trace'),
    file: Type.String({ minLength: 1, form: 'a file', description: 'Beside the profile, or absolute.' }),
    format: Type.Optional(Type.Enum([...traceFormats], { description: 'By default told from the first line of the file.' })),
    speed: Type.Number({
        exclusiveMinimum: 0,
        maximum: 100_000,
        default: 1,
        description: 'Time scale: 2 plays it twice as fast.'
    }),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000_000, description: 'Only so many first lines.' })),
    spreadMs: Type.Optional(Type.Number({
        minimum: 0,
        maximum: 3_600_000,
        description: 'Spreads arrivals over the step of a coarse clock. By default the step that the timestamps show, from 10 ms on; 0: never.'
    }))
}, { ...closed, description: 'Recorded arrivals and lengths.' });
export const arrivals = Type.Union([constant, poisson, gamma, ramp, stages, diurnal, flashSale, curve, closedLoop, trace], { description: 'When requests arrive.' });
//# sourceMappingURL=arrivals-schema.js.map