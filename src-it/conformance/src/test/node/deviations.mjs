// Where our server may differ from the reference, and why. Each entry must be needed: one that no difference uses fails the test.
// `scenario` is a name or a pattern; `at` the label of the record, without its number, or a pattern; `path` the member that differs.
// With `reference` and `ours` the two values must be these; without, any difference there is allowed.
export const deviations = [
  {
    // Jakarta WebSocket cannot send a close frame without a code; clients treat 1000 and none alike.
    scenario: /./,
    path: 'close',
    reference: 1005,
    ours: 1000,
  },
];
