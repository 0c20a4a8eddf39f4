/** The forms that a report is printed in. */

export type ReportFormat = 'text' | 'json' | 'md' | 'html'

export function inFormats(
  formats: readonly ReportFormat[],
  writers: Record<ReportFormat, () => string>
): Map<ReportFormat, string> {
  return new Map(formats.map(format => [format, writers[format]()]))
}
