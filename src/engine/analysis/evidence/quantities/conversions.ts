/** The same measurement in conventional and in SI units, and in Fahrenheit and Celsius (factors of UCUM and the IFCC). */

interface Conversion {
  readonly factor: number;
  readonly offset: number;
  /** Of the conventional values, the least that anybody has. */
  readonly least?: number;
}

/** Conventional to SI, by what is measured: SI = conventional × factor + offset. */
const CONVERSIONS: Readonly<Record<string, readonly Conversion[]>> = {
  temperature: [{ factor: 5 / 9, offset: -160 / 9 }],
  glucose: [{ factor: 1 / 18.016, offset: 0 }],
  cholesterol: [
    { factor: 1 / 38.67, offset: 0 },
    // Triglycerides.
    { factor: 1 / 88.57, offset: 0 },
  ],
  creatinine: [{ factor: 88.4, offset: 0 }],
  hemoglobin: [{ factor: 10, offset: 0 }],
  'hemoglobin a1c': [{ factor: 10.93, offset: -23.5, least: 4 }],
};

/** Half a unit of the last place that either is commonly given with. */
const TOLERANCE = 0.012;

/** Whether two values of a measurement are one, in either system. @param measured name of the measurement's concept */
export function isConverted(measured: string, a: number, b: number): boolean {
  const near = (x: number, y: number) =>
    Math.abs(x - y) <= Math.max(TOLERANCE * Math.abs(y), measured === 'temperature' ? 0.1 : 0.05);
  return (CONVERSIONS[measured] ?? []).some(
    ({ factor, offset, least = Number.NEGATIVE_INFINITY }) =>
      (a >= least && near(a * factor + offset, b)) || (b >= least && near(b * factor + offset, a)),
  );
}
